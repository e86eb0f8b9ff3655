"""`POST /v1/interactions`: chat, phone, messaging and mail systems write on the timeline.

They know an address, a number, an order or a receipt rather than the hub's ids: whose it is is found here.
What is said of a return goes on at the desk as a case (`sync.hub.returns`), a guest's receipt's, too.
"""

from typing import Annotated, Literal

import msgspec

from sync.hub.clienteling import searching
from sync.hub.clienteling.searching import Asked
from sync.hub.context import Hub
from sync.hub.endpoint import Call
from sync.hub.index import words
from sync.hub.operations import Admitted
from sync.hub.problems import HttpProblem
from sync.hub.profile import acting
from sync.hub.profile.customers import Reference, reference_hash
from sync.hub.settling import settle
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import contacts, own_codes, scopes
from sync.protocol.actors import Actor
from sync.protocol.envelope import fingerprint
from sync.protocol.hashes import digest
from sync.protocol.ids import STORABLE, derived_id
from sync.protocol.interactions import NoteInteraction, Topic
from sync.protocol.orders import Order
from sync.protocol.persons import Person
from sync.protocol.plain import PLAIN, PLAIN_LINE
from sync.protocol.receipts import MAX_NOTE, BeginReturn, Receipt

Own = Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern=r"^[!-~]+$")]
Word = Annotated[str, msgspec.Meta(max_length=200, pattern=STORABLE)]
Short = Annotated[str, msgspec.Meta(max_length=80, pattern=PLAIN_LINE)]
Agent = Annotated[str, msgspec.Meta(max_length=40, pattern=PLAIN_LINE)]
Title = Annotated[str, msgspec.Meta(min_length=1, max_length=120, pattern=PLAIN_LINE)]
Text = Annotated[str, msgspec.Meta(max_length=2000, pattern=PLAIN)]
Moment = Annotated[str, msgspec.Meta(max_length=40, pattern=PLAIN_LINE)]


class NewInteraction(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Something that was said or done; `id` is the sender's own, and sent again it is the same one.

    Whose it is says the first of these that is there: `customer` (the hub's id), `reference` (the shop's own
    name for the account), `card`, `email`, `phone`, else the `receipt` or the `order` that it is about, by
    code, number or id. `inbound` says that the customer spoke; `by` is the first name of who of the shop did.
    `at` is when (ISO 8601 with a time zone), now if it is not said. Title and text are what the customer may
    read, too.
    """

    id: Own
    channel: Literal["chat", "call", "message", "email", "online", "store"]
    title: Title
    topic: Topic = "message"
    text: Text = ""
    at: Moment = ""
    inbound: bool = False
    by: Agent = ""
    place: Short = ""
    customer: Word = ""
    reference: Word = ""
    card: Word = ""
    email: Word = ""
    phone: Word = ""
    order: Word = ""
    receipt: Word = ""
    product: Short = ""


class Noted(msgspec.Struct, frozen=True, omit_defaults=True):
    """It stands on a timeline, by this id; '' where it became a guest's case alone."""

    interaction: str = ""


async def note(call: Call) -> Noted:
    """`POST /v1/interactions`.

    Raises:
        HttpProblem: 409 `no_customer`: nobody is known by what was sent, or several are; `id_taken`.
    """
    hub, sent = call.hub, call.body
    assert isinstance(sent, NewInteraction)
    order = await _order(hub, sent.order) if sent.order else None
    receipt = await _receipt(hub, sent.receipt) if sent.receipt else None
    customer = await _customer(hub, sent, order, receipt)
    if customer:
        name = derived_id(call.client.id, sent.id)
        verb = _verb(sent, name, order, receipt)
        await _do(call, scopes.person(customer), sent.at, verb)
        return Noted(name)
    if receipt and sent.topic == "return":
        said = "\n".join(filter(None, (sent.title, sent.text)))[:MAX_NOTE]
        begun = BeginReturn(channel=sent.channel, note=said)
        await _do(call, scopes.receipt(receipt.id), sent.at, begun)
        return Noted()
    raise HttpProblem(409, "no_customer", "nobody, or more than one, is known by that")


def _verb(sent: NewInteraction, name: str, order: Order | None, receipt: Receipt | None) -> NoteInteraction:
    return NoteInteraction(
        interaction=name,
        channel=sent.channel,
        topic=sent.topic,
        title=sent.title,
        text=sent.text,
        at=sent.at,
        place=sent.place,
        inbound=sent.inbound,
        order=order.id if order else "",
        receipt=receipt.id if receipt else "",
        list_id=order.list_id if order else "",
        product=sent.product,
    )


async def _do(call: Call, scope: str, at: str, verb: msgspec.Struct) -> None:
    identifier = derived_id(call.client.id, call.body.id, scope)
    op = acting.operation(call, scope, acting.principal(call), identifier, verb, at=at)
    (result,) = await settle(call.hub, scope, [Admitted(op, fingerprint(op), _actor(call), trusted=True)])
    match result.status:
        case "retry":
            raise HttpProblem(503, "store_unavailable", headers={"Retry-After": "2"})
        case "conflict":
            raise HttpProblem(409, "id_taken", "this id came with other content before")
        case "rejected":
            raise HttpProblem(409, "no_customer", result.reason)


def _actor(call: Call) -> Actor:
    """Return who of the shop took part: a person by their first name, else the system that tells of it."""
    shop = acting.actor(call)
    return Actor(shop.id, "associate", call.body.by, shop.name) if call.body.by else shop


async def _customer(hub: Hub, sent: NewInteraction, order: Order | None, receipt: Receipt | None) -> str:
    """Return whose it is, '' for nobody, or more than one, whom we know."""
    if sent.customer:
        found = [sent.customer]
    elif sent.reference:
        found = await _by_reference(hub, sent.reference)
    elif sent.card:
        found = [one.id for one in await searching.by_card(Asked(hub, "", sent.card))]
    elif sent.email or sent.phone:
        found = await _by_contact(hub, sent.email or sent.phone)
    else:
        found = [one.customer for one in (receipt, order) if one and one.customer][:1]
    known = [name for name in found if await searching.customer_of(hub, name)]
    return known[0] if len(known) == 1 else ""


async def _by_reference(hub: Hub, reference: str) -> list[str]:
    name = reference_hash(hub.keys.token, reference)
    place = scopes.reference(name), Key("reference", name)
    known = await documents.load(hub.storage, *place, Reference)
    return [known.customer] if known else []


async def _by_contact(hub: Hub, text: str) -> list[str]:
    """Return whom an address or a number leads to. A server is told nothing of them, so needs no consent."""
    word = words.contact_word(text)
    led = await words.follow_up(hub.storage, hub.keys.token, word) if word else []
    found = [to.id for to in led if to.kind == "customer"]
    return [name for name in found if _has(await searching.person_of(hub, name), text)]


def _has(person: Person, text: str) -> bool:
    address = contacts.email(text)
    return any(
        contacts.email(reached) == address if address else contacts.same_phone(reached, text)
        for reached in person.contacts.values()
    )


async def _order(hub: Hub, text: str) -> Order | None:
    """Return the order with a number, wherever it is prepared; None where there are several."""
    number = words.number(text)
    led = await words.follow_up(hub.storage, hub.keys.token, words.Word("order", number)) if number else []
    found = [order for to in led if (order := await searching.order_of(hub, to))]
    return found[0] if len(found) == 1 else None


async def _receipt(hub: Hub, text: str) -> Receipt | None:
    """Return the receipt with a code or a number, or the id that the hub knows it by."""
    own = own_codes.read(text)
    name = digest(own_codes.write("receipt", own.text)) if own else text
    known = await searching.receipt_of(hub, name)
    if known or own:
        return known
    found = await searching.by_receipt(Asked(hub, "", text))
    return found[0] if len(found) == 1 and isinstance(found[0], Receipt) else None
