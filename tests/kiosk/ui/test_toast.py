"""What is said in passing goes by itself."""

import pytest
from PySide6.QtCore import QObject

from kiosk.ui.toast import Toast


@pytest.fixture
def toast(qapp):
    parent = QObject()
    made = Toast(parent)
    yield made
    parent.deleteLater()


def test_it_is_said_and_goes_by_itself(toast, qtbot):
    toast._timer.setInterval(1)
    with qtbot.waitSignal(toast.changed):
        toast.say("Taken off the list", undo=True)
    assert (toast.text, toast.undo) == ("Taken off the list", True)
    with qtbot.waitSignal(toast.changed):
        pass
    assert (toast.text, toast.undo) == ("", False)


def test_the_next_one_takes_its_place(toast):
    toast.say("Taken off the list", undo=True)
    toast.say("Noted")
    assert (toast.text, toast.undo) == ("Noted", False)


def test_what_was_not_done_carries_another_sign(toast):
    assert toast.done
    toast.say("That did not work", done=False)
    assert not toast.done
    toast.say("Noted")
    assert toast.done


def test_it_is_put_away(toast):
    toast.say("Noted")
    toast.hide()
    assert toast.text == ""
    assert not toast._timer.isActive()
