"""Keys typed by a scanner are a scan; keys typed by a person are not lost."""

import time

import pytest
import shiboken6
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from kiosk.core.scanners.layouts import Mismatch, garble
from kiosk.core.scanners.learn import TEST_CODE, learn
from kiosk.core.scanners.profile import GS, Profile
from kiosk.ui.scanners.wedge import BURST_HOLD_MS, SLOW_MS, WedgeScanner

GTIN = "9521000000018"


class Field(QWindow):
    """A window with one text field: it remembers what was typed into it."""

    def __init__(self):
        super().__init__()
        self.typed = ""
        self.released = 0

    def keyPressEvent(self, event):
        self.typed += event.text()

    def keyReleaseEvent(self, event):
        self.released += 1


class Keyboard:
    """Sends key events with timestamps of our choosing, as the platform does."""

    def __init__(self, window):
        self.window = window
        self.now = 1000

    def press(self, text, key=None, gap=1, *, repeat=False):
        self.now += gap
        self._send(QEvent.Type.KeyPress, text, key, repeat=repeat)
        self._send(QEvent.Type.KeyRelease, text, key, repeat=repeat)

    def type(self, text, gap=1):
        for character in text:
            self.press(character, gap=gap)

    def enter(self, gap=1):
        self.press("\r", Qt.Key.Key_Return, gap)

    def f8(self):
        self.press("", Qt.Key.Key_F8)

    def control_bracket(self):
        self.press(GS, Qt.Key.Key_BracketRight)

    def numbered(self):
        """A separator as some scanners type it: Alt down, 0 2 9 on the keypad, Alt up."""
        self.now += 1
        self._send(QEvent.Type.KeyPress, "", Qt.Key.Key_Alt)
        held = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.KeypadModifier
        for digit in "029":
            self.now += 1
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                self._send(kind, digit, ord(digit), modifiers=held)
        self._send(QEvent.Type.KeyRelease, "", Qt.Key.Key_Alt)

    def _send(self, kind, text, key, *, repeat=False, modifiers=Qt.KeyboardModifier.NoModifier):
        code = key if key is not None else ord(text.upper())
        event = QKeyEvent(kind, code, modifiers, text, repeat)
        event.setTimestamp(self.now)
        QGuiApplication.sendEvent(self.window, event)


@pytest.fixture
def field(qapp):
    return Field()


@pytest.fixture
def scanner(field):
    scanner = WedgeScanner()
    scanner.watch(field)
    return scanner


@pytest.fixture
def scans(scanner):
    heard = []
    scanner.scanned.connect(heard.append)
    return heard


@pytest.fixture
def keyboard(field, scanner):
    return Keyboard(field)


def test_a_burst_with_enter_is_a_scan_and_reaches_no_field(keyboard, field, scans):
    keyboard.type(GTIN)
    keyboard.enter()
    assert scans == [GTIN]
    assert (field.typed, field.released) == ("", 0)


def test_a_burst_without_enter_is_a_scan_when_it_is_a_gtin(keyboard, field, scans, scanner, qtbot):
    with qtbot.waitSignal(scanner.scanned):
        keyboard.type(GTIN)
    assert scans == [GTIN]
    assert field.typed == ""


def test_repeated_digits_are_all_kept(keyboard, scans):
    keyboard.type("11111111", gap=0)
    keyboard.enter(gap=0)
    assert scans == ["11111111"]


def test_two_scans_follow_each_other_at_once(keyboard, scans):
    for _ in range(2):
        keyboard.type(GTIN)
        keyboard.enter()
    assert scans == [GTIN, GTIN]


def test_a_slow_scanner_is_understood(keyboard, scans):
    keyboard.type(GTIN, gap=50)
    keyboard.enter(gap=50)
    assert scans == [GTIN]


def test_a_short_word_and_enter_are_typing(keyboard, field, scans):
    keyboard.type("sofa", gap=20)
    keyboard.enter(gap=20)
    assert scans == []
    assert field.typed == "sofa\r"


def test_a_lone_key_is_given_back_after_the_hold(keyboard, field, qtbot, scans):
    keyboard.press("a")
    assert field.typed == ""
    qtbot.waitUntil(lambda: field.typed == "a")
    assert field.released == 1
    assert scans == []


def test_a_fast_word_that_is_no_code_is_given_back(keyboard, field, qtbot, scans):
    keyboard.type("larch sofa")
    qtbot.waitUntil(lambda: field.typed == "larch sofa")
    assert scans == []


def test_an_arrow_key_lets_what_is_held_go_first(keyboard, field, scans):
    keyboard.type("ab")
    keyboard.press("", Qt.Key.Key_Left)
    assert field.typed == "ab"


def test_a_key_held_down_is_typing(keyboard, field, scans):
    keyboard.press("a")
    for _ in range(8):
        keyboard.press("a", gap=30, repeat=True)
    assert field.typed == "a" * 9
    assert scans == []


def test_five_thousand_characters_are_one_bounded_scan(keyboard, field, scans):
    keyboard.type("7" * 6000, gap=0)
    keyboard.enter(gap=0)
    assert [len(text) for text in scans] == [5000]
    assert field.typed == ""


ELEMENTS = f"01{GTIN.zfill(14)}10LOT7", "2142"


@pytest.mark.parametrize("separator", ["f8", "control_bracket", "numbered"])
def test_a_separator_is_understood_however_it_is_typed(keyboard, field, scans, separator):
    keyboard.type(ELEMENTS[0])
    getattr(keyboard, separator)()
    keyboard.type(ELEMENTS[1])
    keyboard.enter()
    assert scans == [GS.join(ELEMENTS)]
    assert field.typed == ""


def test_gs1_data_needs_no_enter(keyboard, scans, scanner, qtbot):
    with qtbot.waitSignal(scanner.scanned):
        keyboard.type(ELEMENTS[0])
        keyboard.f8()
        keyboard.type(ELEMENTS[1])
    assert scans == [GS.join(ELEMENTS)]


def test_f8_alone_is_f8(keyboard, field, scans, monkeypatch):
    pressed = []
    monkeypatch.setattr(field, "keyPressEvent", lambda event: pressed.append(event.key()))
    keyboard.f8()
    assert pressed == [Qt.Key.Key_F8]


def test_shift_tab_goes_on_at_once_after_what_was_typed(keyboard, field, scans):
    keyboard.type("AB")
    keyboard.press("\t", Qt.Key.Key_Backtab)
    assert (field.typed, scans) == ("AB\t", [])


def test_enter_of_a_keyboard_whose_clock_is_behind_the_scanners_is_typed(keyboard, field, scans):
    keyboard.type(GTIN)
    keyboard.enter()
    keyboard.now = 0
    keyboard.enter()
    assert scans == [GTIN]
    assert field.typed == "\r"


@pytest.mark.parametrize("second", [("\r", Qt.Key.Key_Return), ("\n", Qt.Key.Key_J)])
def test_a_second_end_belongs_to_the_scan_and_presses_nothing(keyboard, field, scans, second):
    keyboard.type(GTIN)
    keyboard.enter()
    keyboard.press(*second)
    assert scans == [GTIN]
    assert (field.typed, field.released) == ("", 0)


def test_enter_a_moment_after_a_scan_is_somebodys(keyboard, field, scans):
    keyboard.type(GTIN)
    keyboard.enter()
    keyboard.enter(gap=BURST_HOLD_MS + 1)
    assert field.typed == "\r"


def test_another_countrys_keyboard_is_undone_and_told(keyboard, field, scans, scanner):
    told = []
    scanner.mismatched.connect(told.append)
    keyboard.type(garble(GTIN, Mismatch("us", "fr")))
    keyboard.enter()
    assert (scans, told) == ([GTIN], ["fr"])
    assert field.typed == ""


def test_the_test_code_is_heard_whole_and_goes_nowhere(keyboard, field, scans, scanner, qtbot):
    scanner.listen(on=True)
    head, tail = TEST_CODE.split(GS)
    with qtbot.waitSignal(scanner.heard) as heard:
        keyboard.type("~" + head, gap=70)
        keyboard.f8()
        keyboard.type(tail, gap=70)
        keyboard.enter()
    profile = learn(heard.args[0])
    assert (profile.prefix, profile.suffix, profile.gap_ms) == ("~", "\r", 70)
    assert profile.separator == "kept"
    assert (scans, field.typed, field.released) == ([], "", 0)
    keyboard.type("a", gap=500)
    scanner._give_back()
    assert field.typed == "a"


def test_keys_held_back_for_a_window_that_is_gone_are_dropped(scanner):
    window = Field()
    scanner.watch(window)
    Keyboard(window).press("a")
    shiboken6.delete(window)
    scanner._give_back()


def test_a_slow_scanner_is_held_together_once_it_was_learned(keyboard, field, scans, scanner, qtbot):
    scanner.profiles = [Profile(suffix="\r", gap_ms=80)]
    keyboard.type("SOF-1-2120", gap=85)
    keyboard.enter(gap=85)
    assert scans == ["SOF-1-2120"]


@pytest.fixture
def untyped(scanner):
    """A page on which nothing is typed into."""
    scanner.typed_into = lambda: False


@pytest.mark.usefixtures("untyped")
@pytest.mark.parametrize("code", [GTIN, "SOF-1-2120"])
def test_where_nothing_is_typed_into_a_slow_scanner_is_read_unlearned(keyboard, field, scans, code):
    keyboard.type(code, gap=SLOW_MS)
    keyboard.enter(gap=SLOW_MS)
    assert (scans, field.typed) == ([code], "")


@pytest.mark.usefixtures("untyped")
def test_a_slow_code_needs_no_enter_and_its_line_feed_presses_nothing(keyboard, field, scans, scanner, qtbot):
    with qtbot.waitSignal(scanner.scanned):
        keyboard.type(GTIN, gap=SLOW_MS)
    keyboard.type(GTIN, gap=SLOW_MS)
    keyboard.enter(gap=SLOW_MS)
    keyboard.enter(gap=SLOW_MS)
    assert (scans, field.typed) == ([GTIN, GTIN], "")
    keyboard.enter(gap=SLOW_MS + BURST_HOLD_MS)
    assert field.typed == "\r"


@pytest.mark.usefixtures("untyped")
def test_a_key_that_nobody_scanned_is_given_back_and_a_blank_at_once(keyboard, field, scans, qtbot):
    keyboard.press("3")
    qtbot.waitUntil(lambda: field.typed == "3", timeout=1000)
    keyboard.press(" ", gap=500)
    began = time.monotonic()
    qtbot.waitUntil(lambda: field.typed == "3 ", timeout=1000)
    assert time.monotonic() - began < SLOW_MS / 1000
    assert scans == []


def test_where_somebody_types_nothing_is_held_for_longer(keyboard, field, scans, scanner):
    scanner.typed_into = lambda: True
    keyboard.type(GTIN, gap=SLOW_MS)
    assert field.typed == GTIN[:-1]
    keyboard.enter(gap=SLOW_MS)
    assert (field.typed, scans) == (f"{GTIN}\r", [])


def test_a_learned_prefix_needs_neither_enter_nor_length(keyboard, field, scans, scanner, qtbot):
    scanner.profiles = [Profile(prefix="~", gap_ms=20)]
    with qtbot.waitSignal(scanner.scanned):
        keyboard.type("~A-1")
    assert scans == ["A-1"]
    assert field.typed == ""


def test_gaps_that_no_hand_keeps_need_no_enter_once_learned(keyboard, field, scans, scanner, qtbot):
    scanner.profiles = [Profile(gap_ms=2)]
    with qtbot.waitSignal(scanner.scanned):
        keyboard.type("SOF-1-2120", gap=2)
    assert scans == ["SOF-1-2120"]
    keyboard.type("larch sofa", gap=34)
    qtbot.waitUntil(lambda: field.typed == "larch sofa")


def test_a_burst_that_is_no_code_is_a_miss(keyboard, field, scanner, qtbot):
    with qtbot.waitSignal(scanner.missed):
        keyboard.type("9521000000019")
    qtbot.waitUntil(lambda: field.typed == "9521000000019")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("abcde fgh,"), st.integers(BURST_HOLD_MS + 1, 200)), max_size=40))
def test_what_a_person_types_arrives_in_order(keyboard, field, scans, scanner, keys):
    field.typed = ""
    for character, gap in keys:
        keyboard.press(character, gap=gap)
    scanner._give_back()
    assert field.typed == "".join(character for character, _ in keys)
    assert scans == []
