"""A PATCH as one decision: what the client has seen is compared, and all of it is written, or nothing.

Compared and written in the same transaction, so that no change of anybody else's can slip in between.
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import msgspec

from sync.hub import chain
from sync.hub.endpoint import Call
from sync.hub.operations import Admitted, Happened, step
from sync.hub.problems import HttpProblem
from sync.hub.profile import causes, finding
from sync.hub.profile.acting import actor, operation
from sync.hub.profile.conditions import etag, seen
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, OpResult
from sync.protocol import rules, scopes
from sync.protocol.envelope import Hint, Op, Result
from sync.protocol.errors import Rejected

REASONS = (
    "no_contact",
    "no_line",
    "too_many_consents",
    "too_many_fields",
    "too_many_lists",
    "too_many_preferences",
    "too_many_sizes",
)
"""Why the rule of a document may refuse what a client asks for: the codes of 409."""


class Patched(NamedTuple):
    """What a PATCH is about. Both functions get the document as it stands, None where there is none.

    `principal` says who its operations act as, and raises 404 for what is not the client's business; `verbs`
    turns the patch into verbs.
    """

    scope: str
    principal: Callable[[Any], str]
    verbs: Callable[[Any], Sequence[msgspec.Struct]]


async def patch(call: Call, patched: Patched) -> None:
    """Do what a PATCH asks for, if the document is as the client has seen it.

    Raises:
        HttpProblem: 404; 409 with the rule's reason; 412 when somebody changed it meanwhile; 422 when the
            `Idempotency-Key` came with another patch before; 428.
    """
    hub, scope = call.hub, patched.scope
    patching = _Patching()
    key = Key(*scopes.parse(scope))
    matches = seen(hub, call.http)
    cause = causes.cause(call, scope)
    fingerprint = _fingerprint(call)
    note = await _note(call, patched, cause)

    def choose(loaded: Loaded) -> Decision:
        nonlocal patching
        patching = _Patching()
        earlier = loaded.results.get(cause)
        if earlier:
            if earlier.fingerprint != fingerprint:
                raise HttpProblem(422, "other_content", "this Idempotency-Key came with another request")
            return Decision()
        stored = loaded.documents.get(key)
        seq = stored.seq if stored else 0
        if not matches(seq):
            raise HttpProblem(412, "changed", "it is not as it was read", {"ETag": etag(hub, seq)})
        patching = _decide(call, patched, cause, loaded)
        if causes.given(call):
            result = Result(cause, "applied", seq=loaded.head + len(patching.decision.writes))
            results = [OpResult(cause, fingerprint, msgspec.json.encode(result))]
            patching = patching._replace(decision=patching.decision._replace(results=results))
        return patching.decision

    try:
        head = await hub.storage.commit(scope, [key], [cause], choose)
        if patching.decision.writes:
            hub.bus.publish(Hint(scope, head))
    finally:
        # Refused, nothing happened, and the note goes all the same.
        if note:
            await chain.carry_out(hub, note, patching.happened)


class _Patching(NamedTuple):
    """What a patch writes, and what happened with it."""

    decision: Decision = Decision()
    happened: Sequence[Happened] = ()


async def _note(call: Call, patched: Patched, cause: str) -> chain.Note | None:
    """Note what will follow, made from the document as it is now: what it becomes is decided later."""
    key = Key(*scopes.parse(patched.scope))
    stored = await call.hub.storage.load(patched.scope, key)
    kind = rules.document_of(key.kind)
    try:
        ops = _operations(call, patched, cause, documents.parse(stored, kind))
    except Rejected:
        return None
    return await chain.begin(
        call.hub, patched.scope, [Admitted(op, "", actor(call)) for op in ops], proof=cause
    )


def _operations(call: Call, patched: Patched, cause: str, before: Any) -> list[Op]:
    principal = patched.principal(before)
    return [
        operation(call, patched.scope, principal, f"{cause}.{number}", verb)
        for number, verb in enumerate(patched.verbs(before))
    ]


def _decide(call: Call, patched: Patched, cause: str, loaded: Loaded) -> _Patching:
    key = Key(*scopes.parse(patched.scope))
    before = documents.parse(loaded.documents.get(key), rules.document_of(key.kind))
    document, happened = before, []
    try:
        for op in _operations(call, patched, cause, before):
            intent = rules.read(key.kind, key.id, op.args)
            # Whose list it is, its own rule tells; for the others the key's right was checked.
            one = Admitted(op, "", actor(call), trusted=key.kind != "list")
            after = step(document, one, intent, call.hub.now())
            if after is not document:
                happened.append(Happened(patched.scope, op, one.actor, intent.verb, document, after))
            document = after
    except Rejected as error:
        if error.reason == "erased":
            raise finding.missing() from error
        raise HttpProblem(409, error.reason, error.detail) from error
    if document is None or document is before:
        return _Patching()
    return _Patching(Decision([documents.write(key, document, loaded.documents.get(key))]), happened)


def _fingerprint(call: Call) -> str:
    canonical = msgspec.json.encode(call.body, order="deterministic")
    return hashlib.blake2b(canonical, digest_size=16).hexdigest()
