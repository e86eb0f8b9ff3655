"""A PATCH as one decision: what the client has seen is compared, and all of it is written, or nothing.

Compared and written in the same transaction, so that no change of anybody else's can slip in between.
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import msgspec

from sync.hub.endpoint import Call
from sync.hub.exchange import rule
from sync.hub.operations import Admitted
from sync.hub.problems import HttpProblem
from sync.hub.profile import causes, finding
from sync.hub.profile.acting import actor, operation
from sync.hub.profile.conditions import etag, seen
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Loaded, OpResult
from sync.protocol.envelope import Hint, Result
from sync.protocol.errors import Rejected

REASONS = (
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
    decision = Decision()
    key, _, _ = rule(hub, scope)
    matches = seen(hub, call.http)
    cause = causes.cause(call, scope)
    fingerprint = _fingerprint(call)

    def choose(loaded: Loaded) -> Decision:
        nonlocal decision
        earlier = loaded.results.get(cause)
        if earlier:
            if earlier.fingerprint != fingerprint:
                raise HttpProblem(422, "other_content", "this Idempotency-Key came with another request")
            return Decision()
        stored = loaded.documents.get(key)
        seq = stored.seq if stored else 0
        if not matches(seq):
            raise HttpProblem(412, "changed", "it is not as it was read", {"ETag": etag(hub, seq)})
        decision = _decide(call, patched, cause, loaded)
        if causes.given(call):
            result = Result(cause, "applied", seq=loaded.head + len(decision.writes))
            decision = decision._replace(results=[OpResult(cause, fingerprint, msgspec.json.encode(result))])
        return decision

    head = await hub.storage.commit(scope, [key], [cause], choose)
    if decision.writes:
        hub.bus.publish(Hint(scope, head))


def _decide(call: Call, patched: Patched, cause: str, loaded: Loaded) -> Decision:
    key, kind, step = rule(call.hub, patched.scope)
    before = documents.parse(loaded.documents.get(key), kind)
    document = before
    principal = patched.principal(before)
    try:
        for number, verb in enumerate(patched.verbs(before)):
            op = operation(call, patched.scope, principal, f"{cause}.{number}", verb)
            document = step(document, Admitted(op, "", actor(call)))
    except Rejected as error:
        if error.reason == "erased":
            raise finding.missing() from error
        raise HttpProblem(409, error.reason, error.detail) from error
    if document is None or document is before:
        return Decision()
    return Decision([documents.write(key, document, loaded.documents.get(key))])


def _fingerprint(call: Call) -> str:
    canonical = msgspec.json.encode(call.body, order="deterministic")
    return hashlib.blake2b(canonical, digest_size=16).hexdigest()
