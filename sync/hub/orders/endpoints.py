"""Orders over HTTP, for the online shop and other servers: placed, read and cancelled with client keys."""

from typing import Annotated, NamedTuple

import msgspec
from starlette.responses import Response

from sync.hub import headers, settling
from sync.hub.endpoint import Call, Endpoint, Parameter, Reply, json_response
from sync.hub.orders import examples, places
from sync.hub.orders.bodies import UUID, NewOrder, OrderEnd, OrderView, StoreCode, view
from sync.hub.orders.placing import REASONS, Placing, Refused, place
from sync.hub.problems import MEANINGS, HttpProblem
from sync.hub.profile import acting, causes, finding
from sync.hub.profile.door import client_with
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import orders, scopes
from sync.protocol.clients import Right
from sync.protocol.ids import derived_id, new_id
from sync.protocol.orders import Order


class _Found(NamedTuple):
    document: Order
    seq: int


async def place_order(call: Call) -> Response:
    """`POST /v1/orders`: have a store prepare something to collect; 200 when it was placed before.

    All pieces are reserved, or the order is refused. The answer has the claim code for the shopper.
    """
    sent = call.body
    assert isinstance(sent, NewOrder)
    if sent.customer:
        await finding.customer(call.hub, sent.customer)
    identifier = causes.cause(call, "order")
    before = await places.load(call.hub, sent.store, identifier)
    try:
        result = await place(call.hub, Placing(identifier, sent, acting.actor(call)))
    except Refused as error:
        about = ", ".join(error.about)
        raise HttpProblem(MEANINGS[error.code].status, error.code, about) from None
    if result.status == "conflict":
        raise HttpProblem(422, "other_content")
    found = await _find(call, sent.store, identifier)
    response = finding.tagged(call.hub, call.http, _view(call, found.document), found.seq, fresh=True)
    response.status_code = 200 if before else 201
    response.headers["Location"] = f"/v1/orders/{sent.store}/{identifier}"
    return response


async def read_order(call: Call) -> Response:
    """`GET /v1/orders/{store}/{id}`."""
    found = await _find(call, *_asked_for(call))
    return finding.tagged(call.hub, call.http, _view(call, found.document), found.seq)


async def cancel_order(call: Call) -> Response:
    """`POST /v1/orders/{store}/{id}/cancel`: it is not wanted any more; again is no mistake."""
    sent = call.body
    assert isinstance(sent, OrderEnd)
    store, identifier = _asked_for(call)
    await _find(call, store, identifier)
    verb = orders.CancelOrder(identifier, sent.reason, sent.note)
    scope = scopes.orders(store)
    result = await settling.do(call.hub, scope, derived_id(new_id(), "cancel"), verb, acting.actor(call))
    if result.status == "rejected":
        raise HttpProblem(409, "not_now")
    found = await _find(call, store, identifier)
    return json_response(call.http, _view(call, found.document))


def _asked_for(call: Call) -> tuple[str, str]:
    return call.http.path_params["store"], call.http.path_params["id"]


async def _find(call: Call, store: str, identifier: str) -> _Found:
    """Return an order.

    Raises:
        HttpProblem: 404; there is none, or its person was erased.
    """
    stored = await call.hub.storage.load(scopes.orders(store), Key("order", identifier))
    document = documents.parse(stored, Order)
    if document is None or document.erased or stored is None:
        raise finding.missing()
    return _Found(document, stored.seq)


def _view(call: Call, order: Order) -> OrderView:
    code = orders.claim_code(call.hub.keys.token, order.id)
    # One that was given another code by a desk has no code that the hub could tell.
    return view(order, code if orders.claim_hash(code) == order.claim else "")


STORE = Parameter(
    "store",
    "path",
    StoreCode,
    "The store, by its code.",
    examples.STORE,
)
ORDER_ID = Parameter(
    "id",
    "path",
    Annotated[str, msgspec.Meta(pattern=f"^({UUID}|[0-9a-f]{{32}})$")],
    "The order, by its id.",
    examples.ORDER,
)

ENDPOINTS = (
    Endpoint(
        "POST",
        "/v1/orders",
        place_order,
        "Have a store prepare an order",
        request=NewOrder,
        answer=OrderView,
        replies=(Reply(201, "Placed.", OrderView),),
        parameters=(headers.IDEMPOTENCY_KEY,),
        problems=(*REASONS, "not_found", "other_content"),
        auth=client_with(Right.ORDERS_WRITE),
    ),
    Endpoint(
        "GET",
        "/v1/orders/{store}/{id}",
        read_order,
        "How an order stands",
        answer=OrderView,
        has_etag=True,
        parameters=(STORE, ORDER_ID),
        auth=client_with(Right.ORDERS_READ),
    ),
    Endpoint(
        "POST",
        "/v1/orders/{store}/{id}/cancel",
        cancel_order,
        "Cancel an order",
        request=OrderEnd,
        answer=OrderView,
        parameters=(STORE, ORDER_ID),
        problems=("not_now",),
        auth=client_with(Right.ORDERS_WRITE),
    ),
)
