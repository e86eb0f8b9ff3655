"""What is scanned while a sheet is open is seen at once: the thing itself, or why there is none."""

import pytest

SOFA, UNKNOWN = "SOF-moss-2120", "NOTHING-LIKE-IT"
TITLE = "We don’t know this code"

SHEETS = {
    "lists": (lambda model: model.lists.open, lambda model: model.lists.shown),
    "history": (lambda model: model.history.open, lambda model: model.history.shown),
    "line": (lambda model: lambda: model.line.open(a_line(model)), lambda model: model.line.shown),
    "help": (lambda model: model.toHelp, lambda model: model.service.asked),
}


def a_line(model):
    return model.list.document.present[0].id


@pytest.fixture
def listed(kiosk, robot):
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.model.toList()
    return robot


@pytest.mark.parametrize(("opened", "shown"), SHEETS.values(), ids=SHEETS)
def test_a_thing_is_seen_and_no_sheet_stays_before_it(kiosk, listed, opened, shown):
    opened(kiosk.model)()
    listed.wait(lambda: shown(kiosk.model), "the sheet")
    kiosk.scan(SOFA)
    assert kiosk.model.page == "product"
    assert not shown(kiosk.model)


def test_what_is_being_written_stays(kiosk, listed):
    listed.tap("All lists")
    kiosk.model.line.open(a_line(kiosk.model))
    kiosk.model.line.write()
    kiosk.model.line.writing.write("by the window")
    kiosk.scan(SOFA)
    assert kiosk.model.line.writing.shown
    kiosk.model.line.writing.accept()
    assert kiosk.list.document.present[0].note == "by the window"


@pytest.mark.parametrize(("opened", "shown"), SHEETS.values(), ids=SHEETS)
def test_an_unknown_code_is_answered_over_the_sheet(kiosk, listed, opened, shown):
    opened(kiosk.model)()
    listed.wait(lambda: shown(kiosk.model), "the sheet")
    kiosk.scan(UNKNOWN)
    listed.wait(lambda: TITLE in listed.texts(), "the answer")
    listed.tap("Scan another")
    listed.wait(lambda: TITLE not in listed.texts(), "the answer to go")
    assert shown(kiosk.model)
