"""Why a figure was changed: codes that the desk has words for; sentences of the time before still read."""

from pathlib import Path
from typing import get_args

import pytest

from sync.protocol import rules
from sync.protocol.errors import Rejected
from sync.protocol.orders.reasons import MAX_NOTE
from sync.protocol.stock_reasons import Correction, StockReason
from sync.texts import Texts

TEXTS = Path(__file__).parents[3] / "resources" / "i18n" / "kiosk"
VERBS = {"MoveStock": {"kind": "correction", "delta": -1}, "CountStock": {"on_hand": 3}}
CODES = get_args(StockReason)


def read(verb: str, reason: str, **more: str) -> object:
    args = {"verb": verb, "variant": "lamp", "reason": reason, **VERBS[verb], **more}
    return rules.read("stock", "milano", args).verb


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("code", ["", *CODES])
def test_a_code_is_taken_as_it_is(verb, code):
    told = read(verb, code, note="a word")
    assert (told.reason, told.note) == (code, "a word")


@pytest.mark.parametrize("verb", VERBS)
def test_a_code_that_nobody_knows_is_refused(verb):
    with pytest.raises(Rejected, match="malformed"):
        read(verb, "flood")


@pytest.mark.parametrize("verb", VERBS)
def test_a_sentence_of_the_time_before_becomes_a_note(verb):
    told = read(verb, "Fell off", note="Again")
    assert (told.reason, told.note) == ("other", "Fell off. Again")
    assert len(read(verb, "It " + "x" * 900).note) == MAX_NOTE


def test_what_somebody_says_at_the_shelf_is_among_them():
    assert set(get_args(Correction)) < set(CODES)


@pytest.mark.parametrize("language", ["en", "it", "ja"])
@pytest.mark.parametrize("code", CODES)
def test_the_desk_has_words_for_every_code(language, code):
    assert f"stockdesk.why_{code}" in Texts.load(TEXTS, language)._texts
