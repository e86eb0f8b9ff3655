"""Whatever scrolls shows that there is more, and where one is in it."""

import re
from pathlib import Path

import pytest
from PySide6.QtQuick import QQuickItem

from kiosk.ui.stage import QML

SOFA = "SOF-moss-2120"
NO_ROWS = {"ZoomDialog"}
"""What is moved and has no rows: a picture under a glass."""
VIEW = re.compile(r"^ *(?:Flickable|ListView|GridView) \{", re.MULTILINE)


PAGES = [page for page in sorted(QML.rglob("*.qml")) if VIEW.search(page.read_text())]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_everything_that_scrolls_has_its_mark(page: Path):
    text = page.read_text()
    marks = text.count("ScrollMark {")
    assert marks == (0 if page.stem in NO_ROWS else len(VIEW.findall(text)))


def seen_marks(item: QQuickItem) -> list[QQuickItem]:
    """Return the marks in an item that are seen."""
    own = [item] if item.metaObject().className().startswith("ScrollMark") and item.isVisible() else []
    return own + [mark for child in item.childItems() for mark in seen_marks(child)]


@pytest.fixture
def listed(kiosk):
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.model.toList()


@pytest.mark.usefixtures("listed")
def test_a_list_that_is_seen_whole_has_none(kiosk, robot):
    robot.painted()
    assert seen_marks(kiosk.window.contentItem()) == []


@pytest.mark.usefixtures("listed")
def test_a_long_list_shows_that_there_is_more_and_where_one_is(kiosk, robot):
    for number in range(9):
        kiosk.list.add("vase", f"vase-{number}", {})
    robot.wait(lambda: len(seen_marks(kiosk.window.contentItem())) == 1, "the mark")
    (mark,) = seen_marks(kiosk.window.contentItem())
    (view,) = [
        each
        for each in mark.parentItem().childItems()
        if each.inherits("QQuickListView") and each.height() < each.property("contentHeight")
    ]
    assert mark.x() >= view.x() + view.width(), "beside the rows and not on them"
    top = mark.y()
    assert top == pytest.approx(view.y() + 4)
    view.setProperty("contentY", view.property("contentHeight") - view.height())
    robot.painted()
    assert mark.y() + mark.height() == pytest.approx(view.y() + view.height() - 4, abs=1)


@pytest.mark.parametrize("page", ["home", "category"])
def test_a_page_with_room_for_all_of_it_has_none(kiosk, robot, page):
    kiosk.model.toHome()
    if page == "category":
        kiosk.model.toShelf("sofas")
        robot.wait(lambda: "1 product" in robot.texts(), "the shelf")
    robot.painted()
    robot.work_for(100)
    assert seen_marks(kiosk.window.contentItem()) == []
