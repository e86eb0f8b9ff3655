"""What every page shows in access mode: nothing cut off, four rows and seven controls at most, in reach."""

import re

import pytest
from PySide6.QtGui import QAccessible

from kiosk.ui.access.cells import PRIMARY
from kiosk.ui.access.guide import FOR_STAFF, PAGES, QUESTIONS
from kiosk.ui.access.rows import LINE, ROWS, WEIGHTS, font, looks, wrap
from kiosk.ui.access.script import Action, Line, Script
from kiosk.ui.stage import MAIN
from tests.kiosk.ui.access.scenes import SCENES

LANGUAGES = ("en", "it", "ja")
SIZES = ((1280, 800), (1920, 1080))


def stage_rows(robot):
    """The rows of the upper half, and the line below them."""
    rows = [item for item in robot._visible() if item.property("indented") is not None]
    return [item for item in rows if item.property("text")]


def stage_cells(robot):
    """The controls."""
    return [item for item in robot._visible() if item.property("lit") is not None]


def place(item):
    """Return where an item stands in the window: left, top, right, bottom."""
    corner = item.mapToScene(item.boundingRect().topLeft())
    return corner.x(), corner.y(), corner.x() + item.width(), corner.y() + item.height()


@pytest.fixture(params=LANGUAGES)
def language(request, kiosk):
    """A visit in another language."""
    kiosk.model.begin()
    kiosk.model.speak(request.param)


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())
def test_nothing_is_cut_off_and_everything_is_in_reach(kiosk, robot, settle, scene):
    kiosk.access.switch.toggle()
    scene(kiosk)
    for size in SIZES:
        kiosk.window.resize(*size)
        robot.wait(lambda size=size: (kiosk.window.width(), kiosk.window.height()) == size, "the window")
        robot.painted()
        settle()
        seen = set()
        for _look in kiosk.access._shown.looks:
            seen.add(tuple(row.property("text") for row in stage_rows(robot)))
            check_rows(kiosk, robot)
            kiosk.access._read_on()
            settle()
        assert len(seen) == len(kiosk.access._shown.looks)
        check_cells(kiosk, robot)


def check_rows(kiosk, robot):
    """No row is cut off, hangs into the lower half or is small."""
    width, height = kiosk.window.width(), kiosk.window.height()
    unit = min(width / 1280, height / 800)
    assert 1 <= len(kiosk.access.rows) <= ROWS
    for row in stage_rows(robot):
        left, above, _, below = place(row)
        assert left + row.implicitWidth() <= width - 31 * unit, row.property("text")
        assert above >= 0, row.property("text")
        assert below <= height - 400 * unit, row.property("text")
        assert row.property("size") >= 50


def check_cells(kiosk, robot):
    """Every control has a name, lies in the lower half and holds its word beside or below its sign."""
    width, height = kiosk.window.width(), kiosk.window.height()
    unit = min(width / 1280, height / 800)
    cells = stage_cells(robot)
    assert 1 <= len(cells) <= PRIMARY + 1
    for cell in cells:
        name = QAccessible.queryAccessibleInterface(cell).text(QAccessible.Text.Name)
        assert name.strip()
        assert not re.fullmatch(r"[a-z_.]+\.[a-z_.]+", name), f"an untranslated text: {name}"
        left, above, right, below = place(cell)
        assert left >= 0
        assert above >= height - 400 * unit
        assert below <= height
        assert right <= width
        assert cell.width() >= 286 * unit
        words = cell.property("contentItem").childItems()[0]
        assert words.width() <= cell.width() - 16 * unit, name
        assert words.height() <= cell.height() - 8 * unit, name
    assert [cell.text for cell in kiosk.access.cells[:] if "\n" in cell.text] == [], "no room for its sign"


def test_every_page_has_a_script_or_is_known_to_have_none():
    pages = set(re.findall(r'^ +name: "([a-z_]+)"', MAIN.with_name("Pages.qml").read_text(), re.MULTILINE))
    scripts = {page.name for page in PAGES}
    assert scripts <= pages, "a script for a page that there is not"
    assert pages - scripts - FOR_STAFF == set()
    assert {question.name for question in QUESTIONS} == ASKED


ASKED = {
    *{"help", "idle", "resume", "answer", "writing", "mail", "line", "lists", "history", "stores"},
    *{"size", "space", "photos", "leaving"},
}
"""What is asked over a page."""


def test_a_page_without_a_script_says_its_name_and_leads_on(kiosk, robot, settle):
    kiosk.model.begin()
    kiosk.access.switch.toggle()
    kiosk.model.go("some_page")
    settle()
    assert [cell.spoken for cell in kiosk.access.cells[:] if cell.text] == [
        "Again",
        "Help",
        "Back",
        "List",
        "Home",
    ]
    kiosk.access.press(4)
    settle()
    assert kiosk.model.page == "home"


@pytest.mark.usefixtures("qapp")
def test_a_japanese_row_begins_with_a_phrase():
    text = "お返事で変わることはありません。いつでも変えられます。"
    broken = wrap(text, font("Noto Sans CJK JP", LINE, WEIGHTS[LINE]), 900)
    assert "".join(broken) == text
    assert len(broken) > 1
    assert all(row.startswith(("変わ", "いつ", "変え")) for row in broken[1:])


def test_a_page_whose_title_is_still_to_come_is_shown_all_the_same(qapp):
    script = Script(("page",), "", (Line("Say it again."),), (), Action("", "", str))
    (look,) = looks(script, qapp.font().family(), 600.0)
    assert [text for unit in look for text in unit.rows] == ["Say it again."]
