"""Receipts in the table of routes: what can come back, and beginning a return away from the desk."""

from typing import Annotated

import msgspec

from sync.hub import settling
from sync.hub.context import Hub
from sync.hub.endpoint import Call, Endpoint, Parameter
from sync.hub.problems import HttpProblem
from sync.hub.profile.acting import actor
from sync.hub.profile.door import client_with
from sync.hub.returns.bodies import NewReturn, ReceiptView, view
from sync.hub.returns.examples import RECEIPT
from sync.hub.stock.figures import require_new, told
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import scopes
from sync.protocol.clients import Right
from sync.protocol.ids import derived_id
from sync.protocol.receipts import BeginReturn, Receipt

REFUSALS = ("no_line", "more_than_bought", "id_taken")

RECEIPT_ID = Parameter(
    "id",
    "path",
    Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")],
    "The receipt, by the SHA-256 (hex) of its code.",
    RECEIPT,
)


async def read_receipt(call: Call) -> ReceiptView:
    """`GET /v1/receipts/{id}`."""
    return view(await _receipt(call.hub, call.http.path_params["id"]))


async def begin_return(call: Call) -> ReceiptView:
    """`POST /v1/receipts/{id}/returns`: put down what was said of a return; a desk goes on with it."""
    sent, identifier = call.body, call.http.path_params["id"]
    assert isinstance(sent, NewReturn)
    await _receipt(call.hub, identifier)
    verb = BeginReturn(sent.lines, sent.channel, sent.note)
    op = derived_id(call.client.id, identifier, sent.id, "return")
    scope = scopes.receipt(identifier)
    result = await settling.do(call.hub, scope, op, verb, actor(call), at=told(""))
    require_new([result])
    if result.status == "rejected":
        if result.reason in REFUSALS:
            raise HttpProblem(409, result.reason)
        raise HttpProblem(422, "invalid", result.reason)
    return view(await _receipt(call.hub, identifier))


async def _receipt(hub: Hub, identifier: str) -> Receipt:
    """Return a receipt.

    Raises:
        HttpProblem: 404; there is none, or its person was forgotten.
    """
    key = Key("receipt", identifier)
    found = await documents.load(hub.storage, scopes.receipt(identifier), key, Receipt)
    if found is None or found.erased:
        raise HttpProblem(404, "not_found")
    return found


ENDPOINTS = (
    Endpoint(
        "GET",
        "/v1/receipts/{id}",
        read_receipt,
        "What was bought, and what of it can come back",
        answer=ReceiptView,
        parameters=(RECEIPT_ID,),
        auth=client_with(Right.ORDERS_READ),
    ),
    Endpoint(
        "POST",
        "/v1/receipts/{id}/returns",
        begin_return,
        "Begin a return, or go on with one",
        request=NewReturn,
        answer=ReceiptView,
        parameters=(RECEIPT_ID,),
        problems=REFUSALS,
        auth=client_with(Right.INTERACTIONS_WRITE),
        signed=True,
    ),
)
