"""A customer's timeline over HTTP: what the shop wrote down of them, they can read on their account page."""

import msgspec
from starlette.responses import Response

from sync.hub.endpoint import Call
from sync.hub.profile import finding, paging
from sync.hub.storage import documents
from sync.hub.storage.port import Storage
from sync.protocol import scopes
from sync.protocol.interactions import Interaction

READ_AT_ONCE = 500


class EntryView(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that happened. `by` is the first name of who of the shop took part, '' for a system.

    `title` is a line in the words of who wrote it, or a code of the hub's own: `order_placed`, `purchase`,
    `looked_up` (`text` says by what), … `at` is ISO 8601 UTC; `order`, `receipt` and `list` are ids.
    """

    id: str
    at: str
    channel: str
    topic: str
    title: str
    text: str = ""
    by: str = ""
    place: str = ""
    inbound: bool = False
    order: str = ""
    receipt: str = ""
    list: str = ""
    product: str = ""


class TimelinePage(msgspec.Struct, frozen=True, omit_defaults=True):
    """Some of what happened, the latest first. `next` is the cursor of the page after, if any."""

    entries: list[EntryView]
    next: str = ""


async def collect(storage: Storage, customer: str) -> list[Interaction]:
    """Return everything on somebody's timeline, the earliest first."""
    scope, found, after = scopes.person(customer), list[Interaction](), 0
    while page := await storage.changes(scope, after, READ_AT_ONCE):
        after = page[-1].seq
        of_kind = [one for one in page if one.kind == "interaction"]
        found += [one for stored in of_kind if (one := documents.parse(stored, Interaction))]
    return sorted(found, key=lambda one: (one.at, one.id))


async def read_timeline(call: Call) -> Response:
    """`GET /v1/customers/{id}/timeline?after=&limit=`: what happened, the latest first."""
    identifier = finding.asked_for(call)
    await finding.customer(call.hub, identifier)
    told = {one.id: one for one in reversed(await collect(call.hub.storage, identifier))}
    page, following = paging.page(call, [*told])
    return paging.linked(call, TimelinePage([_entry(told[name]) for name in page], following), following)


def _entry(one: Interaction) -> EntryView:
    return EntryView(
        id=one.id,
        at=one.at,
        channel=one.channel,
        topic=one.topic,
        title=one.title,
        text=one.text,
        by=one.by.name if one.by and one.by.kind == "associate" else "",
        place=one.place,
        inbound=one.inbound,
        order=one.order,
        receipt=one.receipt,
        list=one.list_id,
        product=one.product,
    )
