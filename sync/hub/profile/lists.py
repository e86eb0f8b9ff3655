"""A customer's lists over HTTP: `/v1/customers/{id}/lists` and `/v1/lists`."""

from collections.abc import Iterator
from typing import Any

import msgspec
from starlette.responses import Response

from sync.hub.access import list_for_token, load_list
from sync.hub.endpoint import Call, json_response
from sync.hub.operations import Admitted
from sync.hub.problems import HttpProblem
from sync.hub.profile import acting, causes, finding, paging, views
from sync.hub.profile.conditions import etag
from sync.hub.profile.patching import Patched, patch
from sync.hub.profile.requests import Attachment, LinePatch, ListOps, ListPatch, NewList
from sync.hub.profile.views import Created, ListPage, Results
from sync.hub.settling import settle
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import customers, scopes
from sync.protocol.customers import LinkList
from sync.protocol.envelope import Op, Result, fingerprint
from sync.protocol.errors import Rejected
from sync.protocol.hashes import digest
from sync.protocol.list_verbs import AdjustLine, AttachList, CreateList, RenameList, SetNote
from sync.protocol.lists import Line, ShoppingList


async def read_lists(call: Call) -> Response:
    """`GET /v1/customers/{id}/lists?after=&limit=`: an overview, in the order the lists came."""
    identifier = finding.asked_for(call)
    found = await finding.customer(call.hub, identifier)
    page, following = paging.page(call, found.document.lists)
    shown = [one for list_id in page if (one := await _summary(call, identifier, list_id))]
    return paging.linked(call, ListPage(shown, following), following)


async def begin_list(call: Call) -> Response:
    """`POST /v1/customers/{id}/lists`: begin a list for a customer; 200 when the same key began it before.

    First the customer learns of the list, then there is one: a list that no customer knew would outlive them.
    """
    sent = call.body
    assert isinstance(sent, NewList)
    identifier = finding.asked_for(call)
    await finding.customer(call.hub, identifier)
    list_id = causes.cause(call, identifier, "list")
    before = await load_list(call.hub, list_id)
    await _link(call, identifier, list_id)
    verb = CreateList(sent.title, sent.language, sent.store)
    op = _operation(call, list_id, identifier, verb)
    _require_done(await settle(call.hub, op.scope, [_admitted(call, op)]))
    response = json_response(call.http, Created(list_id))
    response.status_code = 200 if before else 201
    response.headers["Location"] = f"/v1/lists/{list_id}"
    return response


async def attach_list(call: Call) -> Created:
    """`POST /v1/customers/{id}/lists/attach`: give a guest's list to a customer who came with its open link.

    A chain of operations on one scope each, whose ids derive from the customer and the list: sent again after
    a cut, it is finished and never done twice.
    """
    sent = call.body
    assert isinstance(sent, Attachment)
    identifier = finding.asked_for(call)
    await finding.customer(call.hub, identifier)
    token = sent.link.rstrip("/").rpartition("/")[2]
    document = await list_for_token(call.hub, token)
    if document is None:
        raise finding.missing()
    if customers.is_customer(document.owner) and document.owner != customers.principal(identifier):
        raise HttpProblem(409, "not_yours", "the list belongs to another customer")
    await _link(call, identifier, document.id)
    op = _operation(call, document.id, identifier, AttachList(identifier))
    _require_done(await settle(call.hub, op.scope, [_admitted(call, op, digest(token))]))
    return Created(document.id)


async def read_list(call: Call) -> Response:
    """`GET /v1/lists/{id}`."""
    found = await finding.shopping_list(call.hub, finding.asked_for(call))
    view = views.shopping_list(found.document, found.seq)
    return finding.tagged(call.hub, call.http, view, found.seq)


async def patch_list(call: Call) -> Response:
    """`PATCH /v1/lists/{id}`."""
    identifier = finding.asked_for(call)
    sent = call.body
    assert isinstance(sent, ListPatch)
    await patch(
        call, Patched(scopes.shopping_list(identifier), _owner, lambda document: list(_verbs(sent, document)))
    )
    found = await finding.shopping_list(call.hub, identifier)
    view = views.shopping_list(found.document, found.seq)
    return finding.tagged(call.hub, call.http, view, found.seq, fresh=True)


async def change_list(call: Call) -> Results:
    """`POST /v1/lists/{id}/ops`."""
    sent = call.body
    assert isinstance(sent, ListOps)
    found = await finding.shopping_list(call.hub, finding.asked_for(call))
    scope = scopes.shopping_list(found.document.id)
    ops = [
        acting.operation(call, scope, found.document.owner, one.id, one.args, at=one.at, base=one.base)
        for one in sent.ops
    ]
    results = await settle(call.hub, scope, [_admitted(call, op) for op in ops])
    after = await finding.shopping_list(call.hub, found.document.id)
    return Results(results, etag(call.hub, after.seq))


async def _link(call: Call, customer: str, list_id: str) -> None:
    scope = scopes.customer(customer)
    cause = causes.derive(call.hub.keys.token, "link", customer, list_id)
    op = acting.operation(call, scope, acting.principal(call), cause, LinkList(list_id))
    _require_done(await settle(call.hub, scope, [_admitted(call, op)]))


def _operation(call: Call, list_id: str, customer: str, verb: CreateList | AttachList) -> Op:
    """Return the operation that makes a list the customer's; its id derives from both."""
    cause = causes.derive(call.hub.keys.token, type(verb).__name__, customer, list_id)
    scope = scopes.shopping_list(list_id)
    return acting.operation(call, scope, customers.principal(customer), cause, verb)


def _admitted(call: Call, op: Op, share: str = "") -> Admitted:
    trusted = scopes.parse(op.scope).kind != "list"  # whose list it is, its own rule tells
    return Admitted(op, fingerprint(op), acting.actor(call), share, trusted=trusted)


def _require_done(results: list[Result]) -> None:
    """Check a step of a chain. Another client may have done the same before: that is done, too."""
    (result,) = results
    if result.reason == "erased":
        raise finding.missing()
    if result.status == "retry":
        raise HttpProblem(503, result.reason, headers={"Retry-After": "2"})
    if result.status == "rejected":
        raise HttpProblem(409, result.reason)


async def _summary(call: Call, customer: str, list_id: str) -> views.ListSummary | None:
    """Return one line of the overview; None while a list is not there yet, or not the customer's.

    The customer learns of a list first, and may come too late: somebody else was given it meanwhile.
    """
    stored = await call.hub.storage.load(scopes.shopping_list(list_id), Key("list", list_id))
    document = documents.parse(stored, ShoppingList)
    if stored is None or document is None or not document.is_of(customer):
        return None
    return views.summary(document, etag(call.hub, stored.seq))


def _owner(document: ShoppingList | None) -> str:
    return finding.require_customers(document).owner


def _verbs(sent: ListPatch, document: ShoppingList) -> Iterator[msgspec.Struct]:
    """Return what a merge patch of a list does to the list as it was seen."""
    if not isinstance(sent.title, msgspec.UnsetType) and (sent.title or "") != document.title:
        yield RenameList(sent.title or "", base=document.title)
    lines: dict[str, LinePatch | None] = {} if isinstance(sent.lines, msgspec.UnsetType) else sent.lines
    for identifier, changed in lines.items():
        line = document.line(identifier)
        if line is None:
            raise Rejected("no_line", identifier)
        yield from _line_verbs(line, changed or LinePatch(quantity=0))


def _line_verbs(line: Line, changed: LinePatch) -> Iterator[Any]:
    if not isinstance(changed.quantity, msgspec.UnsetType) and changed.quantity != line.quantity:
        yield AdjustLine(line.id, changed.quantity - line.quantity)
    if not isinstance(changed.note, msgspec.UnsetType) and (changed.note or "") != line.note:
        yield SetNote(line.id, changed.note or "", base=line.note)
