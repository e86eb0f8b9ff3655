"""Deciding about operations on one document: the rule of its kind, the right to do it, and 'once only'."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec

from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, OpResult
from sync.protocol import customers, lists, moments, persons, sessions, verbs
from sync.protocol.customers import Customer
from sync.protocol.envelope import Op, Result
from sync.protocol.errors import Rejected
from sync.protocol.lists import Act, Actor, AttachList, ShoppingList
from sync.protocol.persons import Person
from sync.protocol.sessions import EndSession, Session

DAY = len("2026-11-26")
"""What is kept of the hub's time of a list's last change: its day says when the list may go."""

D = TypeVar("D", bound=msgspec.Struct)
V = TypeVar("V")


class Admitted(NamedTuple):
    """An operation whose maker is known. `share` is the link's hash it came through, '' for a visit's own."""

    op: Op
    fingerprint: str
    actor: Actor
    share: str = ""


class Outcome(NamedTuple):
    """What to write, and what to answer in the order of the operations."""

    decision: Decision
    results: list[Result]


Step = Callable[[Any, Admitted], Any]
"""The rule of one kind: the document before (None when there is none) and an operation -> the document after.

It raises `Rejected`, and returns the same object when nothing changes.
"""


def decide(key: Key, kind: type[D], step: Step, admitted: Sequence[Admitted], loaded: Loaded) -> Outcome:
    """Fold operations into one document, in the order they came.

    The document is written once, so all that was applied shares one sequence number. An operation that was
    decided before gets its first result again; only a refusal to a phone is decided anew, because keeping it
    would let the holder of a link fill the store.
    """
    before = documents.parse(loaded.documents.get(key), kind)
    document, known, results = before, dict(loaded.results), []
    for one in admitted:
        earlier = known.get(one.op.id)
        if earlier:
            results.append(_again(earlier, one))
            continue
        try:
            document = step(document, one)
            result = Result(one.op.id, "applied", seq=loaded.head + (document is not before))
        except Rejected as error:
            result = Result(one.op.id, "rejected", seq=loaded.head, reason=error.reason)
        results.append(result)
        if one.share and result.status == "rejected":
            continue
        known[one.op.id] = OpResult(one.op.id, one.fingerprint, msgspec.json.encode(result))
    fresh = [result for op, result in known.items() if op not in loaded.results]
    writes = (
        [documents.write(key, document, loaded.documents.get(key))]
        if document is not before and document is not None
        else []
    )
    return Outcome(Decision(writes, fresh), results)


def list_step(identifier: str, now: str) -> Step:
    """Return the rule of a list: its owner's visit or an open share link may change it.

    `now` is the hub's time. It stands in for a time that nobody could read: every reader of the list would
    stumble over it.
    """

    def step(document: ShoppingList | None, one: Admitted) -> ShoppingList:
        _require_right(document, one)
        at = one.op.at if moments.is_real(one.op.at) else now
        verb = read_verb(one.op, lists.Verb)
        # Nobody gives a list to somebody else.
        if isinstance(verb, AttachList) and one.op.principal != customers.principal(verb.customer):
            raise Rejected("forbidden")
        act = Act(one.op.id, one.actor, at, verb)
        after = lists.apply(document, act, list_id=identifier, owner=one.op.principal)
        return after if after is document else msgspec.structs.replace(after, changed=now[:DAY])

    return step


def customer_step(identifier: str, now: str) -> Step:
    """Return the rule of a customer; `now` is the hub's time, for who told none that can be read."""

    def step(document: Customer | None, one: Admitted) -> Customer:
        at = one.op.at if moments.is_real(one.op.at) else now
        act = customers.Act(one.op.principal, at, read_verb(one.op, customers.Verb))
        return customers.apply(document, act, customer_id=identifier)

    return step


def person_step(identifier: str) -> Step:
    """Return the rule of a person."""

    def step(document: Person | None, one: Admitted) -> Person:
        return persons.apply(document, read_verb(one.op, persons.Verb), person_id=identifier)

    return step


def session_step(now: str) -> Step:
    """Return the rule of a visit: it ends once. `now` is the hub's time."""

    def step(document: Session | None, one: Admitted) -> Session:
        if document is None:
            raise Rejected("no_session")
        return sessions.end(document, read_verb(one.op, EndSession), now)

    return step


def read_verb(op: Op, kind: Any) -> Any:
    """Return an operation's verb.

    Raises:
        Rejected: `malformed`.
    """
    try:
        return verbs.read(op.args, kind)
    except msgspec.ValidationError as error:
        raise Rejected("malformed", str(error)) from error


def _require_right(document: ShoppingList | None, one: Admitted) -> None:
    if document is not None and document.erased:
        raise Rejected("erased")
    if one.share:
        if document is None or not document.shares.get(one.share):
            raise Rejected("link_closed")
    elif document is not None and one.op.principal not in {document.owner, *document.guests}:
        raise Rejected("not_yours")


def _again(earlier: OpResult, one: Admitted) -> Result:
    if earlier.fingerprint != one.fingerprint:
        return Result(one.op.id, "conflict", reason="other_content")
    return msgspec.json.decode(earlier.result, type=Result)
