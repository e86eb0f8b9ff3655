"""Keyboard-wedge scanners: telling a scanner's burst of keys from a person's typing.

A scanner types like a very fast keyboard. Keys are held back for a moment: a run of at least `MIN_LENGTH`
keys with scanner-like gaps is a scan when it ends in Enter or Tab, when it is a code beyond doubt, or when
only a scanner that was learned types like that; it never reaches a field. Everything else is given back in
its order, so typing loses nothing. Gaps come from the events' own timestamps (milliseconds), so a busy screen
does not change the verdict. Figures: measured on real scanners, 0 to 50 ms between keys; people stay above
35 ms except when two keys roll over. A scanner slower than that has to be learned, unless nothing is
typed into: there nobody waits for a key, and all are held for as long as a slow scanner takes.
"""

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow

from kiosk.core.scanners.layouts import NONE, Mismatch
from kiosk.core.scanners.learn import Stroke
from kiosk.core.scanners.profile import GS, STEADY_MS, Profile, choose, is_code, read_burst
from kiosk.ui.scanners.keys import (
    ENDS,
    SILENT,
    AltCode,
    HeldKey,
    held,
    is_alt_digit,
    is_in_no_code,
    is_separator,
)

HOLD_MS = 35
"""How long a lone key waits for company."""
MOST_HOLD_MS = 70
"""How long at most, where a slow scanner was learned: typing on such a tablet shows so much later."""
SLOW_MS = 120
"""Between two keys of the slowest scanner that is read without being learned, where nothing is typed into."""
BURST_HOLD_MS = 60
"""How long a run that already looks like a scanner waits for its next key."""
MOST_PATIENCE_MS = 120
"""How long the next key of a run is waited for, however slow the learned scanner."""
MARGIN_MS = 15
"""What a learned scanner may be slower than when it was learned."""
LEARN_HOLD_MS = 600
"""Silence after which the test code has come whole."""
MIN_LENGTH = 6
"""Characters; shorter runs are typing, unless a learned prefix says otherwise."""
LOOKS_FAST = 4
"""Keys after which a run counts as a scanner's."""
MAX_LENGTH = 5000
"""Characters kept of one burst; the rest is dropped with it."""


class WedgeScanner(QObject):
    """Watches the keys of a window and says `scanned(text)` for each burst."""

    scanned = Signal(str)
    missed = Signal()
    """Keys came as fast as a scanner's and were no code."""
    mismatched = Signal(str)
    """The scanner types for another country's keyboard: the tablet's layout where it is not the US one, else
    the scanner's. The code was read all the same."""
    heard = Signal(list, str)
    """While listening: the strokes of one burst, and the name of its keyboard."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.profiles: Sequence[Profile] = ()
        self.typed_into: Callable[[], bool] = _always
        """Asked with the first key of a run: whether somebody who types waits to see it."""
        self.arrived = 0.0
        """When the last key of the last burst came, in monotonic seconds."""
        self._held: list[HeldKey] = []
        self._strokes: list[Stroke] = []
        self._text = ""
        self._alt = AltCode()
        self._device = ""
        self._last = 0
        self._ended = -BURST_HOLD_MS - 1
        self._longest = self._pace = 0
        self._unhurried = False
        self._down: set[int] = set()
        self._replaying = False
        self._settling = False
        self._listening = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def reading(self) -> bool:
        """Whether keys are held back: it is not known yet whether a scanner typed them."""
        return bool(self._held)

    def watch(self, window: QWindow) -> None:
        """Have the keys of this window from now on, before the window has them."""
        window.installEventFilter(self)

    def listen(self, *, on: bool) -> None:
        """Take every key for the test code, up to the next silence, or no longer."""
        self._give_back()
        self._strokes = []
        self._listening = on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold back, swallow or let pass; Qt calls this for every event."""
        if self._replaying or not isinstance(event, QKeyEvent) or not isinstance(watched, QWindow):
            return False
        if event.type() == QEvent.Type.KeyPress:
            self.arrived = time.monotonic()
            return self._on_learn(event) if self._listening else self._on_press(watched, event)
        if event.type() == QEvent.Type.KeyRelease:
            return self._on_release(watched, event)
        return False

    def _on_learn(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            return False
        self._down.add(event.key())
        text = self._typed(event)
        if text and len(self._strokes) < MAX_LENGTH:
            gap = event.timestamp() - self._last if self._strokes else 0
            self._strokes.append(Stroke(text, max(0, gap)))
        self._last = event.timestamp()
        self._device = event.device().name()
        self._timer.start(LEARN_HOLD_MS)
        return True

    def _on_press(self, window: QWindow, event: QKeyEvent) -> bool:
        if event.isAutoRepeat():
            # A finger resting on a key, never a scanner.
            self._give_back()
            return False
        gap = event.timestamp() - self._last
        if self._held and gap > self._between():
            self._conclude()
        self._longest = max(self._longest, gap) if self._held else 0
        self._last = event.timestamp()
        if event.key() in ENDS or event.text() == "\n":
            return self._on_end(event)
        if event.key() in SILENT and not self._held:
            return False
        if is_in_no_code(event) and not (self._held and is_separator(event)):
            self._give_back()
            return False
        self._hold(window, event)
        return True

    def _on_release(self, window: QWindow, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Alt and self._held:
            self._text += self._alt.take()
        if any(key.press and key.key == event.key() for key in self._held):
            self._held.append(held(window, event, press=False))
            return True
        if event.key() in self._down:
            self._down.discard(event.key())
            return True
        return False

    def _hold(self, window: QWindow, event: QKeyEvent) -> None:
        if not self._held:
            self._device = event.device().name()
            # A blank presses what has the keyboard, and begins no code.
            self._unhurried = event.key() != Qt.Key.Key_Space and not self.typed_into()
        if len(self._text) < MAX_LENGTH:
            self._held.append(held(window, event, press=True))
        self._text = (self._text + self._typed(event))[:MAX_LENGTH]
        self._settling = False
        self._timer.start(self._between() if self._is_run else min(self._patience(HOLD_MS), MOST_HOLD_MS))

    @property
    def _is_run(self) -> bool:
        """Whether what is held may be on its way from a scanner: then the next key is waited for."""
        return self._unhurried or len(self._text) >= LOOKS_FAST

    def _between(self) -> int:
        """How long the next key of a run is waited for."""
        return max(self._patience(BURST_HOLD_MS), SLOW_MS + MARGIN_MS if self._unhurried else 0)

    def _typed(self, event: QKeyEvent) -> str:
        if is_separator(event):
            return GS
        if is_alt_digit(event):
            self._alt.add(event)
            return ""
        return event.text() if event.key() not in SILENT else ""

    def _patience(self, least: int) -> int:
        """How long to wait for the next key: the slowest learned scanner decides."""
        slowest = max((profile.gap_ms + MARGIN_MS for profile in self.profiles), default=0)
        return max(least, min(slowest, MOST_PATIENCE_MS))

    def _on_end(self, event: QKeyEvent) -> bool:
        # A keyboard with a clock of its own, such as one on the screen, may be long before the scanner's.
        if not self._held and 0 <= event.timestamp() - self._ended <= max(BURST_HOLD_MS, self._pace):
            # Enter twice, or Enter and line feed: the second one belongs to the scan as well.
            self._ended = event.timestamp()
            self._down.add(event.key())
            return True
        if not self._is_scan(self._text + event.text(), ended=True):
            self._give_back()
            return False
        self._down.add(event.key())
        self._ended = event.timestamp()
        self._take(event.text())
        return True

    def _on_timeout(self) -> None:
        """Decide, but only after keys that queued up while the screen was busy have been seen."""
        if not self._settling:
            self._settling = True
            self._timer.start(0)
        elif self._listening:
            self._listening = self._settling = False
            strokes, self._strokes = self._strokes, []
            self.heard.emit(strokes, self._device)
        else:
            self._conclude()

    def _conclude(self) -> None:
        if self._is_scan(self._text, ended=False):
            self._take()
            return
        fast = len(self._text) >= MIN_LENGTH and self._longest <= STEADY_MS
        self._give_back()
        if fast:
            self.missed.emit()

    def _is_scan(self, typed: str, *, ended: bool) -> bool:
        """Whether a scanner typed this; `ended` says that Enter or Tab closed it."""
        profile = choose(self.profiles, self._device, typed)
        if profile is not None and profile.prefix and profile.framed(typed):
            return True
        if len(self._text) < MIN_LENGTH:
            return False
        if ended or (profile is not None and (profile.framed(typed) or profile.steady(self._longest))):
            return True
        return is_code(read_burst(typed, profile)[0])

    def _take(self, end: str = "") -> None:
        self._timer.stop()
        self._pace = self._longest + MARGIN_MS if self._unhurried else 0
        released = {key.key for key in self._held if not key.press}
        self._down |= {key.key for key in self._held if key.press} - released
        typed, self._text, self._held = self._text + end, "", []
        text, mismatch = read_burst(typed, choose(self.profiles, self._device, typed))
        if mismatch != NONE:
            self.mismatched.emit(_foreign(mismatch))
        self.scanned.emit(text)

    def _give_back(self) -> None:
        self._timer.stop()
        keys, self._held, self._text = self._held, [], ""
        self._replaying = True
        try:
            for key in keys:
                key.give_back()
        finally:
            self._replaying = False


def _always() -> bool:
    return True


def _foreign(mismatch: Mismatch) -> str:
    return mismatch.tablet if mismatch.tablet != NONE.tablet else mismatch.scanner
