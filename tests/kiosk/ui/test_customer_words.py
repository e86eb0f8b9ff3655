"""What the desk says of a customer, in every language: no code is left without words."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.core.customers import KNOWN_PURPOSES, ConsentRow, SizeRow, TimelineRow
from kiosk.ui.customer_words import CustomerWords
from kiosk.ui.words import Words
from sync.protocol.actors import Actor
from sync.protocol.fits import Tally
from sync.protocol.interactions import OWN_TITLES, Interaction
from sync.protocol.orders import ENDED, OPEN
from sync.protocol.products import Store
from sync.protocol.staff import LookUp
from sync.texts import Texts

FOLDER = Path(__file__).parents[3] / "resources" / "i18n" / "kiosk"
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
LAURA = Actor("associate:l", "associate", "Laura", "Milano Centrale")


def speak(language: str = "en") -> CustomerWords:
    return CustomerWords(
        Words(Texts.load(FOLDER, language), Store("milano", "Milano", timezone="Europe/Rome"))
    )


def row(title: str = "purchase", **more: object) -> TimelineRow:
    given = {"channel": "store", "topic": "other", "is_code": True, **more}
    return TimelineRow("i", NOW, title=title, **given)


@pytest.mark.parametrize("language", ["en", "it", "ja"])
def test_everything_the_hub_writes_has_words(language: str) -> None:
    words = speak(language)
    for title in OWN_TITLES:
        assert words.happened(row(title))
    for state in OPEN | ENDED:
        assert "10-42" in words.happened(row("order_placed", state=state, number="10-42"))
    ways = [*LookUp.__annotations__["how"].__args__, "other"]
    for how in ways:
        assert words.happened(row("looked_up", text=how))
    for channel in Interaction.__annotations__["channel"].__args__:
        assert words.whence(row(channel=channel), NOW)
    for purpose in KNOWN_PURPOSES:
        consent = ConsentRow(purpose, "email", given=True, at=NOW, place="", wording="1", known=True)
        assert words.purpose(consent)
        assert purpose not in words.purpose(consent)


@pytest.mark.parametrize(
    ("size", "said", "why"),
    [
        (
            SizeRow("size", "shoes", "Passo", "9.5", "kept", 3, 4),
            "Shoes, Passo: 9.5",
            "Kept in 3 of 4 purchases",
        ),
        (SizeRow("size", "", "", "M", "kept", 2, 2), "Size: M", "All 2 purchases kept"),
        (SizeRow("size", "", "Olmo", "M", "kept", 1, 1), "Olmo: M", "Bought once and kept"),
        (SizeRow("shoe-size", "", "", "42", "said"), "Shoe: 42", "Told us so"),
        (SizeRow("length", "shoes", "", "34", "chosen", chosen=3), "Shoes: 34", "Put on a list 3 times"),
    ],
)
def test_a_size_and_why(size: SizeRow, said: str, why: str) -> None:
    words = speak()
    assert words.size(size, "Shoes" if size.category else "") == said
    assert words.reason(size) == why


def test_why_it_is_not_another_size() -> None:
    also = (
        ("9", Tally(1, 1, too_small=1)),
        ("10", Tally(2, 1, too_large=1)),
        ("11", Tally(1, 1)),
        ("8", Tally(1)),
    )
    size = SizeRow("size", "", "", "9.5", "kept", 3, 4, also=also)
    assert speak().instead(size) == [
        "9 was too small",
        "10 was too large",
        "11 came back",
        "8 was bought as well",
    ]


def test_what_was_agreed_to_where_and_when() -> None:
    yesterday = NOW - timedelta(days=1)
    news = ConsentRow(
        "newsletter", "email", given=True, at=yesterday, place="online shop", wording="1", known=True
    )
    own = ConsentRow("zodiac", "pigeon", given=False, at=None, place="", wording="1", known=False)
    words = speak()
    assert words.purpose(news) == "News by e-mail"
    assert words.consent(news, NOW) == "Yes, 21 November, online shop"
    assert (words.purpose(own), words.consent(own, NOW)) == ("zodiac, by pigeon", "No")


def test_what_happened_where_and_who_took_part() -> None:
    words = speak()
    chat = row("Where is my sofa?", is_code=False, channel="chat", text="It was due on Friday.")
    assert words.happened(chat) == "Where is my sofa?"
    assert words.detail(chat) == "It was due on Friday."
    assert words.detail(row(pieces=2)) == "2 pieces came back"
    assert words.detail(row("looked_up", text="card")) == ""
    assert words.whence(row(by=LAURA, place="Milano Centrale"), NOW) == "Store, Milano Centrale, 11:00, Laura"
