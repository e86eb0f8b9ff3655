"""View = fold(base, pending operations): the hub's own rules, applied ahead of the hub."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from sync.protocol import lists, scopes, verbs
from sync.protocol.envelope import Op
from sync.protocol.errors import Rejected
from sync.protocol.lists import Act, Actor, ShoppingList
from sync.protocol.upgrades import upgrade

LIST = "list"


class Place(NamedTuple):
    """Where a document stands: its scope, its kind and its id."""

    scope: str
    kind: str
    id: str


def place(scope: str) -> Place | None:
    """Return the document that operations of a scope change; None where only the hub has one (a session)."""
    kind, identifier = scopes.parse(scope)
    return Place(scope, LIST, identifier) if kind == LIST else None


def apply(where: Place, body: bytes | None, op: Op, actor: Actor) -> bytes:
    """Return a document's body after one operation.

    Raises:
        Rejected: The document's rule refuses it, or its arguments are out of bounds (`malformed`).
    """
    document = msgspec.json.decode(body, type=ShoppingList) if body else None
    return msgspec.json.encode(_step(where, document, op, actor))


def fold(where: Place, base: bytes | None, ops: Iterable[Op], actor: Actor) -> bytes | None:
    """Return what a shopper sees: the hub's document with the operations on top that it does not hold yet.

    An operation that the rule refuses now, because the base has moved, is left out: the hub will say so.
    """
    document = msgspec.json.decode(base, type=ShoppingList) if base else None
    # The hub's document may be quicker than its answer: what it already tells of is not done twice.
    held = {entry.op for entry in document.history} if document else set()
    for op in ops:
        if op.id in held:
            continue
        try:
            document = _step(where, document, op, actor)
        except Rejected:
            continue
    return msgspec.json.encode(document) if document is not None else None


def _step(where: Place, document: ShoppingList | None, op: Op, actor: Actor) -> ShoppingList:
    try:
        verb = verbs.read(upgrade(op).args, lists.Verb)
    except msgspec.ValidationError as error:
        raise Rejected("malformed", str(error)) from error
    # The hub may know this tablet by a better name; two spellings would flicker.
    known = document.actors.get(actor.id, actor) if document else actor
    act = Act(op=op.id, actor=known, at=op.at, verb=verb)
    return lists.apply(document, act, list_id=where.id, owner=op.principal)
