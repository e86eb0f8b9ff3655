"""A customer at the desk: what is shown of them, what fits, what was agreed to, what happened."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core import customers
from kiosk.core.customers import Contact, timeline
from sync.protocol import interactions
from sync.protocol.actors import Actor
from sync.protocol.acts import Act
from sync.protocol.customers import Consent, Customer
from sync.protocol.fits import Fit, Tally
from sync.protocol.interactions import OWN_TITLES, Interaction, NoteInteraction
from sync.protocol.moments import write
from sync.protocol.orders import Order
from sync.protocol.persons import Person
from sync.protocol.receipts import Receipt, Sold

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
AT = write(NOW)
LAURA = Actor("associate:l", "associate", "Laura", "Milano Centrale")
ANNA = Person(
    "c",
    {"family": "Rossi", "nick": "Nina", "given": "Anna"},
    {"email": "anna@example.com", "mobile": "+39 347 1234567", "street": "Via Roma 1"},
)


def test_who_it_is_stays_masked_until_somebody_needs_it() -> None:
    masked = customers.identity(ANNA, revealed=False)
    assert masked.name == "A*** R*** N***"
    assert [contact.text for contact in masked.contacts] == ["a***@e***.com", "*** 67", "***"]
    shown = customers.identity(ANNA, revealed=True)
    assert shown.name == "Anna Rossi Nina"
    assert shown.contacts[0] == Contact("email", "email", "anna@example.com")
    assert [contact.kind for contact in shown.contacts] == ["email", "phone", ""]
    assert customers.identity(None, revealed=False) == customers.Identity("", (), revealed=False)


@given(st.dictionaries(st.text(max_size=5), st.text(min_size=4, max_size=20), max_size=4))
def test_a_mask_never_shows_a_whole_contact(reached: dict[str, str]) -> None:
    masked = customers.identity(Person("c", {}, reached), revealed=False)
    assert all(contact.text not in reached.values() for contact in masked.contacts)


def test_that_somebody_looked_is_told_once_a_day() -> None:
    morning, evening = (
        customers.reveal("c", LAURA, NOW),
        customers.reveal("c", LAURA, NOW + timedelta(hours=9)),
    )
    assert morning.interaction == evening.interaction
    assert customers.reveal("c", LAURA, NOW + timedelta(days=1)).interaction != morning.interaction
    assert customers.reveal("d", LAURA, NOW).interaction != morning.interaction
    assert morning.title in OWN_TITLES


@given(st.text(min_size=1, max_size=2000).filter(lambda text: bool(text.strip())))
def test_a_note_says_what_was_written(text: str) -> None:
    verb = customers.write_note(text, NOW, place=LAURA.place)
    noted = interactions.apply(None, Act("op", LAURA, "staff:s", AT, AT, verb), interaction_id="i")
    assert (noted.text or noted.title) == text.strip()
    assert 1 <= len(noted.title) <= 120
    assert noted.channel == "note"


def test_a_size_comes_with_its_reason() -> None:
    customer = Customer(
        "c",
        fits={
            "a": Fit("size", "shirts", "Olmo", {"M": Tally(chosen=3)}),
            "b": Fit("size", "shoes", "Passo", {"9.5": Tally(4, 1, too_small=1), "10": Tally(1, 1)}),
            "c": Fit("size", "coats", said="40", sizes={"38": Tally(1)}),
            "d": Fit("size", "hats", since=AT),
        },
    )
    rows = customers.sizes(customer)
    assert [(row.category, row.size, row.reason) for row in rows] == [
        ("coats", "40", "said"),
        ("shoes", "9.5", "kept"),
        ("shirts", "M", "chosen"),
    ]
    shoes = rows[1]
    assert (shoes.kept, shoes.bought, shoes.also) == (3, 4, (("10", Tally(1, 1)),))


def test_consents_are_told_as_they_were_given() -> None:
    news = Consent("newsletter", "email", given=False, wording="2026-01", at=AT, place="online shop")
    found = Consent("service", "store", given=True, wording="1", at="yesterday")
    other = Consent("zodiac", "post", given=True, wording="1", at=AT)
    customer = Customer(
        "c", consents={"newsletter:email": news, "zodiac:post": other, "service:store": found}
    )
    rows = customers.consents(customer)
    assert [(row.purpose, row.given, row.at, row.known) for row in rows] == [
        ("service", True, None, True),
        ("newsletter", False, NOW, True),
        ("zodiac", True, NOW, False),
    ]


def told(name: str, minutes: int, title: str = "", **more: object) -> Interaction:
    at = write(NOW + timedelta(minutes=minutes))
    return Interaction(name, at, **{"channel": "store", "topic": "other", "title": title or name, **more})


ORDER = Order("o", "10-42", "milano", "collect", "packed", [], AT, customer="c")


def test_an_order_is_told_once_as_it_stands_and_a_purchase_with_what_came_back() -> None:
    happened = [
        told("placed", 0, "order_placed", topic="order", order="o"),
        told("ready", 30, "order_ready", topic="order", order="o"),
        told("far", 10, "order_placed", topic="order", order="elsewhere"),
        told("chat", 20, "Where is my sofa?", topic="message", inbound=True, order="o"),
        told("bought", 40, "purchase", topic="purchase", receipt="r"),
    ]
    receipt = Receipt("r", "T-1", "milano", "store", AT, "EUR", [Sold("1", "lamp", "lamp-1", 3, returned=2)])
    rows = timeline(happened, [ORDER], [receipt])
    assert [(row.title, row.is_code, row.state, row.count) for row in rows] == [
        ("purchase", True, "", 1),
        ("order_ready", True, "packed", 2),
        ("Where is my sofa?", False, "", 1),
        ("order_placed", True, "", 1),
    ]
    assert rows[0].pieces == 2
    assert rows[1].number == "10-42"


def test_an_order_that_the_timeline_has_not_heard_of_is_told_all_the_same() -> None:
    (row,) = timeline([], [ORDER])
    assert (row.title, row.order, row.state, row.channel, row.at) == (
        "order_placed",
        "o",
        "packed",
        "online",
        NOW,
    )


moments = st.sampled_from(["", "yesterday", AT, "2026-11-21T09:00:00+01:00", "2026-11-23T09:00:00Z"])
topics = st.sampled_from(["order", "message", "note"])
orders = st.sampled_from(["", "o", "p"])
interaction = st.builds(
    lambda name, at, topic, order: Interaction(name, at, "chat", topic, "t", order=order),
    st.uuids().map(str),
    moments,
    topics,
    orders,
)


@given(st.lists(interaction, max_size=12, unique_by=lambda one: one.id), st.booleans())
def test_everything_is_told_and_the_latest_comes_first(happened: list[Interaction], held: bool) -> None:  # noqa: FBT001 - drawn
    rows = timeline(happened, [ORDER] if held else [])
    assert [row.at for row in rows] == sorted((row.at for row in rows), reverse=True)
    assert sum(row.count for row in rows if not row.id.startswith("order ")) == len(happened)
    of_orders = [row.order for row in rows if row.topic == "order" and row.order]
    assert len(of_orders) == len(set(of_orders))
    assert not held or "o" in of_orders


@pytest.mark.parametrize("verb", [customers.reveal("c", LAURA, NOW), customers.write_note("Oak", NOW)])
def test_what_is_written_is_a_verb_that_associates_may_do(verb: NoteInteraction) -> None:
    assert isinstance(verb, NoteInteraction)
    assert verb.at == AT
