"""Customers and persons over HTTP: `/v1/customers` and `/v1/persons`."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from starlette.responses import Response

from sync.hub.endpoint import Call, json_response
from sync.hub.operations import Admitted
from sync.hub.problems import HttpProblem
from sync.hub.profile import acting, causes, finding, views
from sync.hub.profile.conditions import etag
from sync.hub.profile.patching import Patched, patch
from sync.hub.profile.requests import CustomerOps, CustomerPatch, NewCustomer, PersonPatch
from sync.hub.profile.views import Created, Results
from sync.hub.settling import settle
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import customers, persons, scopes
from sync.protocol.customers import Customer
from sync.protocol.envelope import Op, fingerprint
from sync.protocol.ids import new_id


class Reference(msgspec.Struct, frozen=True):
    """Which customer an account of the online shop is: kind `reference`."""

    customer: str


def reference_hash(secret: bytes, reference: str) -> str:
    """Return what the hub keeps of the shop's own name for an account; only the hub can make it."""
    return causes.derive(secret, "reference", reference)


async def make_customer(call: Call) -> Response:
    """`POST /v1/customers`: make the customer that an account is; 200 when it is there already."""
    hub, sent = call.hub, call.body
    assert isinstance(sent, NewCustomer)
    reference = reference_hash(hub.keys.token, sent.reference)
    key = Key("reference", reference)
    kept = await documents.keep_first(
        hub.storage, scopes.reference(reference), key, Reference(customer=new_id())
    )
    scope = scopes.customer(kept.customer)
    stored = await hub.storage.load(scope, Key("customer", kept.customer))
    if stored is None:
        verb = customers.CreateCustomer(sent.language, sent.store, reference)
        op = acting.operation(call, scope, acting.principal(call), new_id(), verb)
        (result,) = await settle(hub, scope, [_admitted(call, op)])
        if result.status == "retry":
            raise HttpProblem(503, result.reason, headers={"Retry-After": "2"})
    elif finding.is_erased(stored):
        # Its erasure is under way: in a moment the account is free for a new customer.
        raise HttpProblem(503, "erased", headers={"Retry-After": "2"})
    response = json_response(call.http, Created(kept.customer))
    response.status_code = 200 if stored else 201
    response.headers["Location"] = f"/v1/customers/{kept.customer}"
    return response


async def read_customer(call: Call) -> Response:
    """`GET /v1/customers/{id}`."""
    found = await finding.customer(call.hub, finding.asked_for(call))
    return finding.tagged(call.hub, call.http, views.customer(found.document), found.seq)


async def patch_customer(call: Call) -> Response:
    """`PATCH /v1/customers/{id}`."""
    identifier = finding.asked_for(call)
    verbs = list(customer_verbs(call.body))

    def principal(document: Customer | None) -> str:
        finding.require_customer(document)
        return acting.principal(call)

    await patch(call, Patched(scopes.customer(identifier), principal, lambda _: verbs))
    found = await finding.customer(call.hub, identifier)
    return finding.tagged(call.hub, call.http, views.customer(found.document), found.seq, fresh=True)


async def change_customer(call: Call) -> Results:
    """`POST /v1/customers/{id}/ops`."""
    sent = call.body
    assert isinstance(sent, CustomerOps)
    identifier = finding.asked_for(call)
    await finding.customer(call.hub, identifier)
    scope = scopes.customer(identifier)
    ops = [
        acting.operation(call, scope, acting.principal(call), one.id, one.args, at=one.at) for one in sent.ops
    ]
    results = await settle(call.hub, scope, [_admitted(call, op) for op in ops])
    found = await finding.customer(call.hub, identifier)
    return Results(results, etag(call.hub, found.seq))


async def read_person(call: Call) -> Response:
    """`GET /v1/persons/{id}`."""
    found = await finding.person(call.hub, finding.asked_for(call))
    return finding.tagged(call.hub, call.http, views.person(found.document), found.seq)


async def patch_person(call: Call) -> Response:
    """`PATCH /v1/persons/{id}`."""
    identifier = finding.asked_for(call)
    await finding.person(call.hub, identifier)
    verbs = list(person_verbs(call.body))
    patched = Patched(scopes.person(identifier), lambda _: acting.principal(call), lambda _: verbs)
    await patch(call, patched)
    found = await finding.person(call.hub, identifier)
    return finding.tagged(call.hub, call.http, views.person(found.document), found.seq, fresh=True)


def _admitted(call: Call, op: Op) -> Admitted:
    return Admitted(op, fingerprint(op), acting.actor(call), trusted=True)


def customer_verbs(sent: CustomerPatch) -> Iterator[msgspec.Struct]:
    """Return what a merge patch of a customer does."""
    if sent.language is not msgspec.UNSET:
        yield customers.SetLanguage(sent.language or "")
    if sent.store is not msgspec.UNSET:
        yield customers.SetStore(sent.store or "")
    for name, value in _given(sent.sizes):
        yield customers.SetSize(name, value or "")
    for name, value in _given(sent.preferences):
        yield customers.SetPreference(name, value or "")
    for name, consent in _given(sent.consents):
        purpose, _, channel = name.partition(":")
        said = customers.GiveConsent if consent.given else customers.WithdrawConsent
        yield said(purpose, channel, consent.wording, consent.place)


def person_verbs(sent: PersonPatch) -> Iterator[msgspec.Struct]:
    """Return what a merge patch of a person does."""
    for name, value in _given(sent.names):
        yield persons.SetName(name, value or "")
    for name, value in _given(sent.contacts):
        yield persons.SetContact(name, value or "")


def _given(values: dict[str, Any] | msgspec.UnsetType) -> Sequence[tuple[str, Any]]:
    return [] if isinstance(values, msgspec.UnsetType) else list(values.items())
