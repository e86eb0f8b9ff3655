"""Finding what a client asks for. What is not there, not the client's business, or erased answers alike."""

from typing import NamedTuple, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from sync.hub.context import Hub
from sync.hub.endpoint import Call, json_response
from sync.hub.files import is_fresh
from sync.hub.problems import HttpProblem
from sync.hub.profile.conditions import etag
from sync.hub.storage import documents
from sync.hub.storage.port import Key, Stored
from sync.protocol import customers, scopes
from sync.protocol.customers import Customer
from sync.protocol.lists import ShoppingList
from sync.protocol.persons import Person

D = TypeVar("D")

REVALIDATE = "private, no-cache"


class FoundCustomer(NamedTuple):
    """A customer and the sequence number of the document."""

    document: Customer
    seq: int


class FoundPerson(NamedTuple):
    """A person and the sequence number of the document, 0 while nothing is known of them."""

    document: Person
    seq: int


class FoundList(NamedTuple):
    """A customer's list and the sequence number of the document."""

    document: ShoppingList
    seq: int


def missing() -> HttpProblem:
    """Return the one answer for everything that a client cannot have."""
    return HttpProblem(404, "not_found")


def asked_for(call: Call) -> str:
    """Return the id in the request's path."""
    identifier: str = call.http.path_params["id"]
    return identifier


def require_customer(document: Customer | None) -> Customer:
    """Return a customer that there is.

    Raises:
        HttpProblem: 404; there is none, or it was erased.
    """
    if document is None or document.erased:
        raise missing()
    return document


def is_erased(stored: Stored) -> bool:
    """Say whether a stored customer was erased."""
    document = documents.parse(stored, Customer)
    return document is not None and document.erased


async def customer(hub: Hub, identifier: str) -> FoundCustomer:
    """Return a customer.

    Raises:
        HttpProblem: 404.
    """
    stored = await hub.storage.load(scopes.customer(identifier), Key("customer", identifier))
    return FoundCustomer(require_customer(documents.parse(stored, Customer)), stored.seq if stored else 0)


async def person(hub: Hub, identifier: str) -> FoundPerson:
    """Return who a customer is.

    Raises:
        HttpProblem: 404; there is no such customer.
    """
    await customer(hub, identifier)
    stored = await hub.storage.load(scopes.person(identifier), Key("person", identifier))
    document = documents.parse(stored, Person) or Person(identifier)
    if document.erased:
        raise missing()
    return FoundPerson(document, stored.seq if stored else 0)


def require_customers(document: ShoppingList | None) -> ShoppingList:
    """Return a list that belongs to a customer: guests' lists are nobody's business.

    Raises:
        HttpProblem: 404.
    """
    if document is None or document.erased or not customers.is_customer(document.owner):
        raise missing()
    return document


async def shopping_list(hub: Hub, identifier: str) -> FoundList:
    """Return a customer's list.

    Raises:
        HttpProblem: 404.
    """
    stored = await hub.storage.load(scopes.shopping_list(identifier), Key("list", identifier))
    document = require_customers(documents.parse(stored, ShoppingList))
    return FoundList(document, stored.seq if stored else 0)


def tagged(hub: Hub, http: Request, view: msgspec.Struct, seq: int, *, fresh: bool = False) -> Response:
    """Return a document with its ETag; 304 without it when the reader has it, unless it is `fresh` anyway."""
    headers = {"ETag": etag(hub, seq), "Cache-Control": REVALIDATE}
    if not fresh and is_fresh(http, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    response = json_response(http, view)
    response.headers.update(headers)
    return response
