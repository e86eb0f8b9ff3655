"""Why something was done with an order: codes that every reader has words for; older sentences still read."""

from pathlib import Path

import pytest

from sync.protocol import orders, rules
from sync.protocol.errors import Rejected
from sync.protocol.orders import CODES, reasons
from sync.protocol.orders.reasons import in_words
from sync.texts import Texts
from tests.sync.protocol.orders.test_orders import ORDER, claimed, do

TEXTS = Path(__file__).parents[4] / "resources" / "i18n"
LANGUAGES = ("en", "it", "ja")
SAID = [(verb, code) for verb, codes in CODES.items() for code in codes]
TO_SHOPPERS = [(verb, code) for verb, code in SAID if verb != "HandOver"]


def read(verb: str, reason: str, **more: str) -> object:
    return rules.read("orders", "milano", {"verb": verb, "order": ORDER, "reason": reason, **more}).verb


@pytest.mark.parametrize(("verb", "code"), SAID)
def test_a_code_is_taken_as_it_is(verb, code):
    assert read(verb, code, note="a word").reason == code
    assert read(verb, code).note == ""


@pytest.mark.parametrize("verb", CODES)
def test_a_code_that_nobody_knows_is_refused(verb):
    with pytest.raises(Rejected, match="malformed"):
        read(verb, "flood")


@pytest.mark.parametrize("verb", CODES)
def test_a_sentence_of_the_time_before_becomes_a_note(verb):
    told = read(verb, "入荷待ち")
    assert (told.reason, told.note) == ("other", "入荷待ち")
    assert len(read(verb, "It " + "x" * 900).note) == reasons.MAX_NOTE


def test_what_was_said_stands_with_the_order_its_step_and_its_list_until_it_goes_on():
    held = do(claimed(), orders.HoldOrder(ORDER, "other", "The lift is broken"))
    mark = orders.mark_of(held)
    for one in (held, held.history[-1], mark):
        assert (one.reason, one.remark) == ("other", "The lift is broken")
    again = do(held, orders.ResumeOrder(ORDER))
    assert (again.reason, again.remark) == ("", "")
    gone = orders.blank(held)
    assert "lift" not in str(gone)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted({code for _, code in SAID} | {"unknown"}))
def test_the_desk_has_words_for_every_code(language, code):
    texts = Texts.load(TEXTS / "kiosk", language)
    assert f"order.why_{code}" in texts._texts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted({code for _, code in TO_SHOPPERS} - {"other"} | {"unknown"}))
def test_the_phone_page_has_words_for_what_a_shopper_is_told(language, code):
    assert f"why.{code}" in Texts.load(TEXTS / "phone", language)._texts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", [*CODES["RejectOrder"], "unknown"])
def test_the_letter_has_words_for_every_refusal(language, code):
    assert f"rejected.why_{code}" in Texts.load(TEXTS / "mail", language)._texts


CODES_IN_WORDS = {"goods_come": "The goods come", "other": "Something else"}


@pytest.mark.parametrize(
    ("reason", "note", "told"),
    [
        ("goods_come", "", "The goods come"),
        ("goods_come", "On Monday", "The goods come: On Monday"),
        ("other", "The lift is broken", "The lift is broken"),
        ("other", "", "Something else"),
        ("of_tomorrow", "On Monday", "For a reason of its own: On Monday"),
        ("The van is late", "", "The van is late"),
        ("", "On Monday", "On Monday"),
        ("", "", ""),
    ],
)
def test_a_reason_is_said_in_words_with_its_note_or_by_it(reason, note, told):
    assert in_words(reason, note, CODES_IN_WORDS.get, "For a reason of its own") == told
