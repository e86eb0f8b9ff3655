"""What is owed to persons: everything that is held on them in one file, and being forgotten.

Nobody is listed here. Who asks brings what they are found by; it is sent, never part of an address, and the
log names the customer's id alone.
"""

import msgspec
from starlette.responses import Response

from sync.hub import erasure
from sync.hub.admin.markup import (
    NOTHING,
    Html,
    button,
    facts,
    field,
    folded,
    heading,
    join,
    link,
    paragraph,
    table,
    tag,
    text,
)
from sync.hub.admin.rights import Right
from sync.hub.admin.turn import Answer, Lead, NoSuch, Page, Served, Turn
from sync.hub.bodies import JSON
from sync.hub.clienteling.searching import customer_of, person_of
from sync.hub.erasure import Erasure, Ground
from sync.hub.index import words
from sync.hub.index.words import Word
from sync.hub.profile.export import collect
from sync.protocol import contacts
from sync.protocol.customers import Customer

HERE = "persons"
MOST = 10
LATEST = 50


async def show(turn: Turn) -> Answer:
    """`GET /admin/persons`."""
    asking = turn.act(
        HERE,
        field(
            turn.get("persons.by"),
            "by",
            hint=turn.get("persons.by_hint"),
            autocomplete="off",
            maxlength="254",
            required="",
        ),
        button(turn.get("persons.find"), "find", "filled"),
    )
    body = join([paragraph(turn.get("persons.text")), asking, await _erasures(turn)])
    return Page(turn.get("nav.persons"), body, HERE)


async def find(turn: Turn) -> Answer:
    """`POST /admin/persons`: look for whom something leads to."""
    found = await _found(turn, turn.given("by"))
    for one in found:
        await turn.note("person_found", one.id)
    if not found:
        return Lead("persons?lack=person")
    if len(found) == 1:
        return Lead(f"persons/{found[0].id}")
    rows = [
        [link(turn.where(f"persons/{one.id}"), await _hint(turn, one)), tag("code", text(one.id))]
        for one in found
    ]
    heads = [turn.get("persons.person"), turn.get("persons.id")]
    return Page(turn.get("persons.several"), table(heads, rows), HERE)


async def show_one(turn: Turn) -> Answer:
    """`GET /admin/persons/{id}`."""
    customer = await _find(turn)
    person = await person_of(turn.hub, customer.id)
    known = facts(
        [
            (turn.get("persons.id"), tag("code", text(customer.id))),
            (turn.get("persons.lists"), text(len(customer.lists))),
            (turn.get("persons.contacts"), text(len(person.contacts))),
            (turn.get("persons.cards"), text(len(customer.cards))),
        ]
    )
    where = f"persons/{customer.id}"
    export = join(
        [
            paragraph(turn.get("persons.export_before")),
            turn.act(where, turn.fresh_code(), button(turn.get("persons.export_go"), "export", "filled")),
        ]
    )
    erase = join(
        [
            paragraph(turn.get("persons.erase_before")),
            turn.act(where, turn.fresh_code(), button(turn.get("persons.erase_go"), "erase", "grave")),
        ]
    )
    parts = [
        known,
        folded(turn.get("persons.export"), export),
        folded(turn.get("persons.erase"), erase),
        tag("p", link(turn.where(HERE), turn.get("back"))),
    ]
    return Page(await _hint(turn, customer), join(parts), HERE)


async def act(turn: Turn) -> Answer:
    """`POST /admin/persons/{id}`: write everything to one file, or forget."""
    customer, word = await _find(turn), turn.given("do")
    if word not in {"export", "erase"}:
        raise NoSuch
    if not await turn.has_fresh_code():
        return Lead(f"persons/{customer.id}?lack=code")
    if word == "export":
        return await _export(turn, customer)
    await turn.note("person_erased", customer.id)
    await erasure.erase(Ground(turn.hub.storage, turn.hub.config.data), customer.id, turn.hub.now())
    return Lead("persons?done=person_erased")


async def _export(turn: Turn, customer: Customer) -> Response:
    export = await collect(turn.hub.storage, customer.id, turn.hub.now())
    if export is None:
        raise NoSuch
    await turn.note("person_exported", customer.id)
    body = msgspec.json.format(msgspec.json.encode(export)) + b"\n"
    named = f'attachment; filename="person-{customer.id[:8]}.json"'
    return Response(body, media_type=JSON, headers={"Content-Disposition": named})


async def _find(turn: Turn) -> Customer:
    customer = await customer_of(turn.hub, turn.part("id"))
    if customer is None:
        raise NoSuch
    return customer


async def _found(turn: Turn, by: str) -> list[Customer]:
    """Return the customers whom an id, a card or a contact leads to, as it stands now."""
    hub, found = turn.hub, dict[str, Customer]()
    if by and (known := await customer_of(hub, by)):
        found[known.id] = known
    asked = [Word("card", words.number(by)), *([one] if (one := words.contact_word(by)) else [])]
    for word in asked if by else []:
        for to in await words.follow_up(hub.storage, hub.keys.token, word):
            customer = await customer_of(hub, to.id) if to.kind == "customer" else None
            if customer and await _stands(turn, word, customer):
                found[customer.id] = customer
    return list(found.values())[:MOST]


async def _stands(turn: Turn, word: Word, customer: Customer) -> bool:
    """Say whether a word still leads to a customer: the index only shortens the way."""
    return word in words.words_of(customer) or word in words.words_of(await person_of(turn.hub, customer.id))


async def _hint(turn: Turn, customer: Customer) -> str:
    """Return who it is in a few masked words; their id where nothing is known of them."""
    person = await person_of(turn.hub, customer.id)
    return contacts.hint(person.names, person.contacts) or customer.id


async def _erasures(turn: Turn) -> Html:
    orders = sorted(
        [one async for one in erasure.every(turn.hub.storage)], key=lambda order: order.at, reverse=True
    )
    if not orders:
        return NOTHING
    heads = [turn.get(f"erasures.{one}") for one in ("id", "at", "done", "devices")]
    rows = [_row(turn, order) for order in orders[:LATEST]]
    return join([heading(turn.get("erasures.title")), table(heads, rows)])


def _row(turn: Turn, order: Erasure) -> list[Html]:
    confirmed = turn.get("erasures.confirmed", len(order.confirmed), len(order.devices))
    return [
        tag("code", text(order.id)),
        turn.moment(order.at),
        turn.moment(order.done, text(turn.get("erasures.under_way"))),
        text(confirmed if order.devices else turn.get("erasures.nowhere")),
    ]


SERVED: tuple[Served, ...] = (
    (HERE, "GET", Right.PERSONS, show),
    (HERE, "POST", Right.PERSONS, find),
    ("persons/{id}", "GET", Right.PERSONS, show_one),
    ("persons/{id}", "POST", Right.PERSONS, act),
)
