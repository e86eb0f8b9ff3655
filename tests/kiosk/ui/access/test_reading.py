"""What is read, in which order, and what breaks it off."""

import pytest

from kiosk.core.speech.manner import Manner
from tests.kiosk.ui.ways import SOFA, to_help, to_list


@pytest.fixture
def product(kiosk, settle, reader):
    """The sofa's page in access mode, about to be read."""
    kiosk.scan(SOFA)
    kiosk.access.switch.toggle()
    settle()
    return kiosk


def test_a_page_is_read_line_by_line_and_says_which(product, reader):
    access = product.access
    assert reader.speaking == "Large text and speech are on"
    assert access.status == ""
    reader.finish()
    assert (reader.speaking, access.status, access.reading) == ("Larch sofa", "Reading, line 1 of 3", 0)
    reader.finish()
    assert (reader.speaking, access.status) == ("€1,290, was €1,490", "Reading, line 2 of 3")
    rest = reader.finish_all()
    assert rest[-1] == "Add to list"
    assert access.status == ""


def test_read_on_leads_through_everything_and_round(product, reader):
    reader.finish_all()
    heard = []
    for _look in product.access._shown.looks:
        product.access.press(2)
        heard += reader.finish_all()
    said = " ".join(heard)
    for words in (
        "Colour: Moss",
        "212\N{NO-BREAK SPACE}cm wide",
        "A sofa that holds.",
        "Wool",
        "Holds. Still like new.",
    ):
        assert words in said, words
    assert heard[-1] == "Read on"


def test_a_touch_breaks_it_off(product, reader, robot):
    assert reader.speaking
    product._access_gesture.acted.emit()
    assert reader.speaking == ""
    assert product.access.reading == -1


def test_what_was_done_is_said(product, settle, reader):
    reader.finish_all()
    product.access.press(6)
    settle()
    assert reader.speaking == "On your list"
    assert product.access.status == "On your list"


def test_one_piece_more_is_said_and_news_from_elsewhere_are_not(kiosk, settle, reader, count):
    to_list(kiosk)
    kiosk.access.switch.toggle()
    settle()
    reader.finish_all()
    kiosk.access.press(1)
    settle()
    assert reader.speaking.startswith("3, for €3,870")
    reader.finish_all()
    heard = len(reader.heard)
    count("milano", "moss-2120", 4)
    settle()
    assert "4 here" in " ".join(row.text for row in kiosk.access.rows[:])
    assert len(reader.heard) == heard


def test_it_speaks_the_language_on_the_screen(product, settle, reader):
    reader.finish_all()
    product.model.speak("it")
    settle()
    assert reader.heard[-1] == ("Divano Larice", "it")


def test_without_a_voice_it_is_said_in_words(kiosk, settle, reader):
    reader.lacks["it"] = "voice"
    kiosk.model.speak("it")
    kiosk.scan(SOFA)
    kiosk.access.switch.toggle()
    settle()
    assert reader.heard == []
    assert kiosk.access.status == "Nessuna voce italiana"
    to_help(kiosk)
    settle()
    kiosk.access.press(0)
    settle()
    shown = " ".join(row.text for row in kiosk.access.rows[:])
    assert "Questo tablet non ha una voce italiana." in shown


def test_a_voice_that_fails_is_given_up(product, reader):
    reader.lost.emit()
    assert product.access.status == "No sound here"
    assert product.access.shown


def test_volume_and_speed_are_changed_under_help(kiosk, settle, reader):
    to_help(kiosk)
    kiosk.access.switch.toggle()
    settle()
    kiosk.access.press(0)
    settle()
    for at, manner in ((0, Manner(70)), (1, Manner()), (2, Manner(60, 1)), (3, Manner())):
        kiosk.access.press(at)
        settle()
        assert reader.manner == manner
        assert reader.speaking.startswith("Loudness")


def test_the_usual_pages_are_behind_help(kiosk, settle, reader):
    to_help(kiosk)
    kiosk.access.switch.toggle()
    settle()
    kiosk.access.press(1)
    assert not kiosk.access.shown
    assert kiosk.service.asked


def test_a_long_sentence_in_passing_has_room(product, settle):
    why = "our system did not take it. Please ask one of us"
    product.model.toast("toast.rejected", done=False, value=why)
    settle()
    rows = [row.text for row in product.access.rows[:]]
    assert 1 < len(rows) <= 4
    assert " ".join(rows) == product.model.said
    product.model.hideToast()
    settle()
    assert product.access.rows[0].text == "Larch sofa"
