"""A customer as an associate sees them: masked until needed, what fits and why, consents, and the past.

Everything here is a view on the documents of `customer:<id>`, `person:<id>` and the store's own; what changes
them are their verbs. Codes (`title`, `reason`) are put into words by the app.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

import msgspec

from sync.protocol import contacts, fits
from sync.protocol.actors import Actor
from sync.protocol.contacts import FIRST
from sync.protocol.customers import SERVICE, Consent, Customer
from sync.protocol.fits import Fit, Tally
from sync.protocol.ids import derived_id, new_id
from sync.protocol.interactions import OWN_TITLES, Channel, Interaction, NoteInteraction, Topic
from sync.protocol.moments import is_real, parse, write
from sync.protocol.orders import Order
from sync.protocol.persons import Person
from sync.protocol.receipts import Receipt

REVEALED = "revealed"
"""Title of the timeline's word that a colleague looked at names and contacts."""

KNOWN_PURPOSES = frozenset({"service", "newsletter", "reminder", "stock"})
"""Purposes of consents that the app has words for; the shop may have others."""


class Contact(msgspec.Struct, frozen=True):
    """One way to reach somebody, masked or not; `kind` is '' for what is neither address nor number."""

    name: str
    kind: Literal["email", "phone", ""]
    text: str


class Identity(msgspec.Struct, frozen=True):
    """Who a customer is, as it may be shown: `revealed` says whether in full."""

    name: str
    contacts: tuple[Contact, ...]
    revealed: bool


def identity(person: Person | None, *, revealed: bool) -> Identity:
    """Return who somebody is: in full when `revealed`, else so that they alone know themselves again."""
    known = person or Person("")
    # The shop's own names for names: what is usual comes first, the rest as it came.
    order = sorted(known.names, key=lambda field: FIRST.index(field) if field in FIRST else len(FIRST))
    names = [known.names[field] for field in order]
    return Identity(
        " ".join(names if revealed else map(contacts.mask_name, names)),
        tuple(
            Contact(field, contacts.kind_of(text) or "", text if revealed else contacts.mask(text))
            for field, text in known.contacts.items()
        ),
        revealed,
    )


def reveal(customer: str, who: Actor, now: datetime) -> NoteInteraction:
    """Return the word on the timeline that somebody looked: once a day for each colleague."""
    name = derived_id(REVEALED, customer, who.id, now.date().isoformat())
    return NoteInteraction(
        name, channel="store", topic="visit", title=REVEALED, at=write(now), place=who.place[:80]
    )


def write_note(text: str, now: datetime, *, product: str = "", place: str = "") -> NoteInteraction:
    """Return a note for the timeline: the customer can read it, and is to be told so before it is written.

    `text` has 1 to 2,000 signs; its first line, as far as it fits, is the title.
    """
    first = text.strip().splitlines()[0][:120]
    rest = text.strip() if text.strip() != first else ""
    return NoteInteraction(
        new_id(), "note", "note", first, rest, at=write(now), place=place[:80], product=product
    )


class SizeRow(msgspec.Struct, frozen=True):
    """One size that fits, and why: `said` by themselves, `kept` of `bought` pieces, or `chosen` so often.

    `category` and `brand` are as the catalogue has them, '' for any. `also` are other sizes with what became
    of them: the reason why it is not those.
    """

    axis: str
    category: str
    brand: str
    size: str
    reason: Literal["said", "kept", "chosen"]
    kept: int = 0
    bought: int = 0
    chosen: int = 0
    also: tuple[tuple[str, Tally], ...] = ()


def sizes(customer: Customer) -> list[SizeRow]:
    """Return what fits, as far as anything can be said: what they said first, then what is best known."""
    rows = [row for fit in customer.fits.values() if (row := _size(fit))]
    return sorted(
        rows, key=lambda row: (row.reason != "said", -row.kept, -row.chosen, row.category, row.brand)
    )


def _size(fit: Fit) -> SizeRow | None:
    advice = fits.advise(fit)
    if advice is None:
        return None
    reason: Literal["said", "kept", "chosen"] = (
        "said" if advice.said else "kept" if advice.bought else "chosen"
    )
    others = sorted(fit.sizes.items(), key=lambda one: (-one[1].bought, one[0]))
    also = tuple((size, tally) for size, tally in others if size != advice.size and tally.bought)
    return SizeRow(
        fit.axis,
        fit.category,
        fit.brand,
        advice.size,
        reason,
        advice.kept,
        advice.bought,
        advice.chosen,
        also,
    )


class ConsentRow(msgspec.Struct, frozen=True):
    """What was said about one purpose on one channel; `known` says whether the app has words for it."""

    purpose: str
    channel: str
    given: bool
    at: datetime | None
    place: str
    wording: str
    known: bool


def consents(customer: Customer) -> list[ConsentRow]:
    """Return everything that was ever asked, the store's own consent first; what is not there never was."""
    rows = sorted(customer.consents.items(), key=lambda one: (one[0] != SERVICE, one[0]))
    return [_consent(consent) for _, consent in rows]


def _consent(consent: Consent) -> ConsentRow:
    return ConsentRow(
        consent.purpose,
        consent.channel,
        consent.given,
        _moment(consent.at),
        consent.place,
        consent.wording,
        consent.purpose in KNOWN_PURPOSES,
    )


class TimelineRow(msgspec.Struct, frozen=True):
    """One thing that happened. `title` is a code where `is_code`, which the app puts into words.

    `state` is an order's as it stands now, `pieces` what came back of a receipt so far. `count` is how many
    things of an order are told in this one row.
    """

    id: str
    at: datetime
    channel: Channel
    topic: Topic
    title: str
    text: str = ""
    is_code: bool = False
    inbound: bool = False
    by: Actor | None = None
    place: str = ""
    order: str = ""
    number: str = ""
    state: str = ""
    receipt: str = ""
    pieces: int = 0
    list_id: str = ""
    product: str = ""
    count: int = 1


CODES = frozenset(OWN_TITLES)
TOLD_ONCE = frozenset({"order"})
"""Topics of which only the latest word is shown for each order: the rest is its history."""


def timeline(
    interactions: Iterable[Interaction], orders: Sequence[Order] = (), receipts: Sequence[Receipt] = ()
) -> list[TimelineRow]:
    """Return what happened, the latest first: each order once, as it stands; purchases with what came back.

    `orders` and `receipts` are those that this desk holds: what is elsewhere is told as the timeline has it.
    """
    held = {order.id: order for order in orders}
    bought = {receipt.id: receipt for receipt in receipts}
    rows = dict[str, TimelineRow]()
    for one in sorted(interactions, key=lambda one: _time(one.at)):
        row = _row(one, held.get(one.order), bought.get(one.receipt))
        key = f"order {one.order}" if one.topic in TOLD_ONCE and one.order else one.id
        rows[key] = msgspec.structs.replace(row, count=rows[key].count + 1) if key in rows else row
    for order in orders:
        # Placed a moment ago, or without the hub: the timeline has not heard of it yet.
        rows.setdefault(f"order {order.id}", _placed(order))
    return sorted(rows.values(), key=lambda row: (row.at, row.id), reverse=True)


def _row(one: Interaction, order: Order | None, receipt: Receipt | None) -> TimelineRow:
    return TimelineRow(
        id=one.id,
        at=_time(one.at),
        channel=one.channel,
        topic=one.topic,
        title=one.title,
        text=one.text,
        is_code=one.title in CODES,
        inbound=one.inbound,
        by=one.by,
        place=one.place,
        order=one.order,
        number=order.number if order else "",
        state=order.state if order and one.topic == "order" else "",
        receipt=one.receipt,
        pieces=sum(line.returned for line in receipt.lines) if receipt and one.topic == "purchase" else 0,
        list_id=one.list_id,
        product=one.product,
    )


def _placed(order: Order) -> TimelineRow:
    return TimelineRow(
        id=f"order {order.id}",
        at=_time(order.placed),
        channel="online" if order.kind == "collect" else "store",
        topic="order",
        title="order_placed",
        is_code=True,
        order=order.id,
        number=order.number,
        state=order.state,
        list_id=order.list_id,
    )


def _time(text: str) -> datetime:
    """Return a moment; one that nobody can read stands at the beginning of time."""
    return _moment(text) or parse("0001-01-01T00:00:00Z")


def _moment(text: str) -> datetime | None:
    return parse(text) if is_real(text) else None
