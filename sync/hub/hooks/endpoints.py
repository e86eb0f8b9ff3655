"""Events out, in the table of routes: asking for them, and the key that they are signed with."""

from typing import Annotated

import msgspec
from starlette.responses import Response

from sync.hub import signatures
from sync.hub.endpoint import Call, Endpoint, Parameter, json_response
from sync.hub.hooks import jwks, queue
from sync.hub.hooks.events import Event
from sync.hub.hooks.jwks import KeySet
from sync.hub.problems import HttpProblem
from sync.hub.profile.door import client_with
from sync.protocol.clients import Right

PATH = "/v1/events-out"
MOST = 500
USUAL = 100

AFTER = Parameter(
    "after",
    "query",
    Annotated[int, msgspec.Meta(ge=0, lt=10**18)],
    "`next` of the page before; 0, or left out, for the oldest that is kept (30 days).",
    "800",
    required=False,
)
LIMIT = Parameter(
    "limit",
    "query",
    Annotated[int, msgspec.Meta(ge=1, le=MOST)],
    "How many at most.",
    "100",
    required=False,
)


class EventPage(msgspec.Struct, frozen=True):
    """Events in the order they happened. `next` is where the next page begins, now or later."""

    events: list[Event]
    next: int


async def read_events(call: Call) -> Response:
    """`GET /v1/events-out?after=&limit=`: what happened since; signed like an event that is brought."""
    query, storage, client = call.http.query_params, call.hub.storage, call.client.id
    after = int(query.get("after", 0))
    if after > await queue.head(storage, client):
        # The hub was put back from a backup: who asks begins anew, and knows by the ids what it has.
        raise HttpProblem(409, "no_cursor", "there is nothing after that: ask from 0")
    found, following = await queue.page(storage, client, after, int(query.get("limit", USUAL)))
    page = EventPage([one.event for one in found], following)
    response = json_response(call.http, page)
    key = call.hub.keys.signing
    response.headers[signatures.HEADER] = signatures.sign(
        key, msgspec.json.encode(page), PATH, jwks.key_id(key)
    )
    response.headers["Cache-Control"] = "no-store"
    return response


ENDPOINTS = (
    Endpoint(
        "GET",
        PATH,
        read_events,
        "What happened, for who asks",
        answer=EventPage,
        parameters=(AFTER, LIMIT),
        problems=("no_cursor",),
        auth=client_with(Right.EVENTS_READ),
    ),
    Endpoint("GET", "/v1/keys", jwks.show, "The keys that events are signed with", answer=KeySet, auth=None),
)
