"""View = fold(base, pending operations): the hub's own rules, applied ahead of the hub."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from sync.protocol import rules, scopes
from sync.protocol.actors import Actor
from sync.protocol.acts import Act
from sync.protocol.envelope import Op
from sync.protocol.errors import Rejected
from sync.protocol.rules import Intent
from sync.protocol.stock import ReserveStock
from sync.protocol.upgrades import upgrade
from sync.shapes import ready

LIST = "list"
UNSEEN = frozenset({"session"})
"""Kinds of scope of which only the hub has the document."""

HUBS_DECISION = frozenset({ReserveStock.__name__})
"""Verbs that nobody looks ahead of: the last unit is the hub's to give."""


class Place(NamedTuple):
    """Where a document stands: its scope, its kind and its id."""

    scope: str
    kind: str
    id: str


class Eyes(NamedTuple):
    """Who looks ahead: whom a principal of this tablet is shown as, and its clock (ISO 8601 UTC)."""

    actor: Callable[[str], Actor]
    now: str


def place(op: Op) -> Place | None:
    """Return the document that an operation changes; None where only the hub has one, or says what becomes.

    Raises:
        Rejected: Its arguments say nothing.
    """
    kind, scope_id = scopes.parse(op.scope)
    if kind in UNSEEN or op.args.get("verb") in HUBS_DECISION:
        return None
    intent = rules.read(kind, scope_id, upgrade(op).args)
    return Place(op.scope, intent.rule.kind, intent.name)


def sort(ops: Iterable[Op]) -> dict[Place, list[Op]]:
    """Return operations by the document that they change, each in their order."""
    sorted_ops: dict[Place, list[Op]] = {}
    for op in ops:
        try:
            where = place(op)
        except Rejected:
            continue  # the hub will say so
        if where:
            sorted_ops.setdefault(where, []).append(op)
    return sorted_ops


def apply(body: bytes | None, op: Op, eyes: Eyes) -> bytes | None:
    """Return a document's body after one operation; None where there is none before and after.

    Raises:
        Rejected: The document's rule refuses it, or its arguments are out of bounds (`malformed`).
    """
    intent = _intent(op)
    document = msgspec.json.decode(body, type=ready(intent.rule.document)) if body else None
    after = _step(document, op, intent, eyes)
    return body if after is document else msgspec.json.encode(after)


def fold(base: bytes | None, ops: Sequence[Op], eyes: Eyes) -> bytes | None:
    """Return what is shown of one document: the hub's, with the operations on top that it does not hold yet.

    An operation that the rule refuses now, because the base has moved, is left out: the hub will say so.
    """
    document: Any = None
    held: frozenset[str] = frozenset()
    for number, op in enumerate(ops):
        try:
            intent = _intent(op)
            if not number and base:
                document = msgspec.json.decode(base, type=ready(intent.rule.document))
                # The hub's document may be quicker than its answer.
                held = rules.told(document)
            if op.id not in held:
                document = _step(document, op, intent, eyes)
        except Rejected:
            continue
    return msgspec.json.encode(document) if document is not None else base


def _intent(op: Op) -> Intent:
    kind, scope_id = scopes.parse(op.scope)
    return rules.read(kind, scope_id, upgrade(op).args)


def _step(document: Any, op: Op, intent: Intent, eyes: Eyes) -> Any:
    actor = eyes.actor(op.principal)
    # The hub may know this tablet by a better name; two spellings would flicker.
    known = getattr(document, "actors", {}).get(actor.id, actor)
    act = Act(op.id, known, op.principal, op.at, eyes.now, intent.verb, op.device)
    _, scope_id = scopes.parse(op.scope)
    return intent.rule.apply(document, act, intent.name, scope_id)
