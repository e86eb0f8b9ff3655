"""The on-screen keys: what they change, what they begin with, whether they are there."""

import pytest
from PySide6.QtCore import QObject

from kiosk.core.keypad import VOICED
from kiosk.ui.models.keypad import KeypadModel


class Field:
    """A text that keys type into."""

    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text = text


@pytest.fixture
def field():
    return Field()


@pytest.fixture
def make(kiosk, field):
    parent = QObject()

    def keys(**how):
        made = KeypadModel(kiosk.shop, parent, **how)
        made.type_into(lambda: field.text, field.write)
        return made

    yield keys
    parent.deleteLater()


def test_keys_change_the_text(make, field):
    keys = make()
    for key in ("a", "@", ".com"):
        keys.press(key)
    assert field.text == "a@.com"
    keys.erase()
    assert field.text == "a@.co"


def test_the_mark_of_a_kana_changes_the_sign_before_it(make, field):
    keys = make()
    for key in ("は", "か", VOICED):
        keys.press(key)
    assert field.text == "はが"


def test_the_keys_of_an_address_begin_with_letters_each_time(kiosk, make):
    kiosk.model.speak("ja")
    names, addresses = make(), make(letters=True)
    names.show()
    addresses.show()
    assert (names.kana, addresses.kana) == (True, False)
    addresses.switch()
    assert addresses.kana
    addresses.close()
    addresses.show()
    assert not addresses.kana


def test_keys_are_there_until_they_are_put_away(make):
    keys = make()
    told = []
    keys.closed.connect(lambda: told.append("closed"))
    assert not keys.shown
    keys.show()
    assert keys.shown
    keys.close()
    assert (keys.shown, told) == (False, ["closed"])


def test_where_names_are_written_each_begins_with_a_capital_letter(make, field):
    keys = make()
    keys.write_names(on=True)
    for key in "anna maria":
        keys.press(key)
    assert field.text == "Anna Maria"
    keys.write_names(on=False)
    keys.press("-")
    keys.press("x")
    assert field.text == "Anna Maria-x"
