"""Deciding about operations on the documents of one scope: rule and right of each, and 'once only'."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec

from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, OpResult
from sync.protocol import customers, moments, rights, rules, scopes, verbs
from sync.protocol.actors import Actor
from sync.protocol.acts import Act
from sync.protocol.envelope import Op, Result
from sync.protocol.errors import Rejected
from sync.protocol.list_verbs import AttachList
from sync.protocol.lists import ShoppingList
from sync.protocol.receipts import UndoReturn
from sync.protocol.rules import Intent
from sync.protocol.staff import Role
from sync.shapes import ready

DAY = len("2026-11-26")
"""What is kept of the hub's time of a list's last change: its day says when the list may go."""


class Admitted(NamedTuple):
    """An operation whose maker is known. `share` is the link's hash it came through, '' for none.

    `role` is an associate's, '' for others; `customer` is whom a shopper signed in as. `trusted` is what the
    hub itself does, or a server whose right was checked at its door: only the rule of the document can refuse
    it. `too_late` is what an associate did too long after their session (`staff.lateness`).
    """

    op: Op
    fingerprint: str
    actor: Actor
    share: str = ""
    role: str = ""
    customer: str = ""
    trusted: bool = False
    too_late: bool = False


class Aim(NamedTuple):
    """An admitted operation with what it says, or the reason why it says nothing that can be done."""

    one: Admitted
    intent: Intent | None
    refusal: Rejected | None = None

    @property
    def key(self) -> Key | None:
        """The document that it changes."""
        return Key(self.intent.rule.kind, self.intent.name) if self.intent else None


class Happened(NamedTuple):
    """An operation that changed a document: what follows from it in other scopes is done after the commit.

    `before` is None for a new document, and when what follows is carried out again after a crash: then
    `after` is the document as it stands by now.
    """

    scope: str
    op: Op
    actor: Actor
    verb: Any
    before: Any
    after: Any


class Outcome(NamedTuple):
    """What to write, what to answer in the order of the operations, and what happened."""

    decision: Decision
    results: list[Result]
    happened: list[Happened]


class _Erasable(msgspec.Struct, frozen=True):
    """All of a document that says whether anything may be added beside it."""

    erased: bool = False


def owner_of(scope: str) -> Key | None:
    """Return the document whose erasure closes a scope with many documents; None where there is none."""
    kind, _, identifier = scope.partition(":")
    return Key(kind, identifier) if kind == "person" else None


def aim(scope_kind: str, scope_id: str, one: Admitted) -> Aim:
    """Read what an operation says."""
    try:
        return Aim(one, rules.read(scope_kind, scope_id, one.op.args))
    except Rejected as error:
        return Aim(one, None, error)


def decide(aims: Sequence[Aim], scope: str, loaded: Loaded, now: str) -> Outcome:
    """Fold operations into the documents of one scope, in the order they came.

    Each document is written once, so all that was applied to it shares one sequence number. An operation that
    was decided before gets its first result again; only a refusal to a phone is decided anew, because keeping
    it would let the holder of a link fill the store. `now` is the hub's time.
    """
    desk = _Desk(scope, loaded, now)
    known, results = dict(loaded.results), []
    for each in aims:
        op = each.one.op
        earlier = known.get(op.id)
        if earlier:
            results.append(_again(earlier, each.one))
            continue
        try:
            result = Result(op.id, "applied", seq=desk.do(each))
        except Rejected as error:
            result = Result(op.id, "rejected", seq=loaded.head, reason=error.reason)
        results.append(result)
        if each.one.share and result.status == "rejected":
            continue
        known[op.id] = OpResult(op.id, each.one.fingerprint, msgspec.json.encode(result))
    fresh = [result for op, result in known.items() if op not in loaded.results]
    return Outcome(Decision(desk.writes(), fresh), results, desk.happened)


@dataclass
class _Desk:
    """The documents of one decision, as they lie on the desk by now."""

    scope: str
    loaded: Loaded
    now: str

    def __post_init__(self) -> None:
        self.happened: list[Happened] = []
        self._found: dict[Key, Any] = {}
        self._changed: dict[Key, Any] = {}

    def do(self, each: Aim) -> int:
        """Carry out an operation; return the sequence number of its document after it.

        Raises:
            Rejected: The rule, or the maker's right, says no.
        """
        if each.intent is None:
            raise each.refusal or Rejected("malformed")
        self._require_living(each.intent)
        key = Key(each.intent.rule.kind, each.intent.name)
        before = self._changed.get(key, self._at_first(key, each.intent.rule.document))
        after = step(before, each.one, each.intent, self.now)
        if after is not before:
            self._changed[key] = after
            happened = Happened(self.scope, each.one.op, each.one.actor, each.intent.verb, before, after)
            self.happened.append(happened)
        if key not in self._changed:
            return self.loaded.head
        return self.loaded.head + 1 + list(self._changed).index(key)

    def writes(self) -> list[Any]:
        """Return what is to be written, in the order of the first change."""
        return [
            documents.write(key, document, self.loaded.documents.get(key))
            for key, document in self._changed.items()
        ]

    def _require_living(self, intent: Intent) -> None:
        """Let nothing be added beside a person who was erased: a new document knows nothing of that."""
        owner = owner_of(self.scope) if intent.rule.kind != intent.rule.scope else None
        stored = self.loaded.documents.get(owner) if owner else None
        if stored and stored.body and msgspec.json.decode(stored.body, type=ready(_Erasable)).erased:
            raise Rejected("erased")

    def _at_first(self, key: Key, kind: type[msgspec.Struct]) -> Any:
        if key not in self._found:
            self._found[key] = documents.parse(self.loaded.documents.get(key), kind)
        return self._found[key]


def step(document: Any, one: Admitted, intent: Intent, now: str) -> Any:
    """Return a document after one operation, the same object when nothing changed.

    `now` is the hub's time. It stands in for a time that nobody could read: every reader would stumble over
    it.

    Raises:
        Rejected: The rule, or the maker's right, says no.
    """
    _require_right(document, one, intent)
    at = one.op.at if moments.is_real(one.op.at) else now
    act = Act(
        one.op.id,
        one.actor,
        one.op.principal,
        at,
        now,
        intent.verb,
        one.op.device,
        one.op.incarnation,
        one.op.order,
    )
    _, _, scope_id = one.op.scope.partition(":")
    after = intent.rule.apply(document, act, intent.name, scope_id)
    if after is document or not isinstance(after, ShoppingList):
        return after
    return msgspec.structs.replace(after, changed=now[:DAY])


def _require_right(document: Any, one: Admitted, intent: Intent) -> None:
    if one.trusted:
        return
    scope, verb = intent.rule.scope, type(intent.verb).__name__
    if one.role:
        if not rights.may(Role(one.role), scope, intent.verb):
            raise Rejected("forbidden")
        if one.too_late:
            raise Rejected("session_over")
        _require_own(document, one, intent.verb)
    elif not _may_shop(one, scope, verb):
        raise Rejected("forbidden")
    elif scope == "list":
        _require_list(document, one, intent.verb)


def _may_shop(one: Admitted, scope: str, verb: str) -> bool:
    """Say whether a shopper may do a verb: as a guest, or as the customer whom they signed in as."""
    if rights.may_shop(scope, verb):
        return True
    own = scope != "customer" or one.op.scope == scopes.customer(one.customer)
    return bool(one.customer) and own and rights.may_when_signed_in(scope, verb)


def _require_own(document: Any, one: Admitted, verb: Any) -> None:
    """What the document has to say about an associate's right."""
    if isinstance(document, ShoppingList) and document.erased:
        raise Rejected("erased")
    if not isinstance(verb, UndoReturn) or document is None:
        return
    if not rights.may_undo(Role(one.role), one.actor.id, document, verb):
        raise Rejected("not_your_return")


def _require_list(document: ShoppingList | None, one: Admitted, verb: Any) -> None:
    """A list is changed by its owner, by the visits it was begun in, and through its open links."""
    if document is not None and document.erased:
        raise Rejected("erased")
    if one.share:
        if document is None or not document.shares.get(one.share):
            raise Rejected("link_closed")
    elif document is not None and not _principals(one) & {document.owner, *document.guests}:
        raise Rejected("not_yours")
    # Nobody gives a list to somebody else.
    if isinstance(verb, AttachList) and customers.principal(verb.customer) not in _principals(one):
        raise Rejected("forbidden")


def _principals(one: Admitted) -> set[str]:
    """Return whom an operation acts as: its maker, and the customer whom they signed in as."""
    return {one.op.principal, *([customers.principal(one.customer)] if one.customer else [])}


def read_verb(op: Op, kind: Any) -> Any:
    """Return an operation's verb.

    Raises:
        Rejected: `malformed`.
    """
    try:
        return verbs.read(op.args, kind)
    except msgspec.ValidationError as error:
        raise Rejected("malformed", str(error)) from error


def _again(earlier: OpResult, one: Admitted) -> Result:
    if earlier.fingerprint != one.fingerprint:
        return Result(one.op.id, "conflict", reason="other_content")
    return msgspec.json.decode(earlier.result, type=ready(Result))
