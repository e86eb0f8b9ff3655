"""Settling operations: decided in one commit of their scope; who listens is told, what follows is done."""

import logging
from collections.abc import Mapping, Sequence

import msgspec

from sync.hub import chain, parked
from sync.hub.access import ShareIndex
from sync.hub.context import Hub
from sync.hub.operations import Admitted, Happened, Outcome, aim, decide, owner_of, read_verb
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, StorageError
from sync.protocol import plain, scopes
from sync.protocol.actors import Actor
from sync.protocol.envelope import SCHEMA, Hint, Op, Result, fingerprint
from sync.protocol.errors import Rejected
from sync.protocol.ids import derived_id
from sync.protocol.list_verbs import ShareList
from sync.protocol.parking import ParkList

ITSELF = "hub"
"""The principal, device and incarnation of what the hub does by itself."""

LEADING = frozenset({ShareList.__name__, ParkList.__name__})
"""Verbs by which something new leads to a list."""

logger = logging.getLogger(__name__)


async def settle(hub: Hub, scope: str, admitted: Sequence[Admitted]) -> list[Result]:
    """Decide the operations of one scope in one transaction, tell who listens, and do what follows from them.

    Whose they are was checked before; what the documents say about their right is checked here.
    """
    kind, scope_id = scopes.parse(scope)
    aims = [aim(kind, scope_id, one) for one in admitted]
    keys = list(dict.fromkeys(key for key in (owner_of(scope), *(each.key for each in aims)) if key))
    outcome = Outcome(Decision(), [], [])

    def choose(loaded: Loaded) -> Decision:
        nonlocal outcome
        outcome = decide(aims, scope, loaded, hub.now())
        return outcome.decision

    try:
        await _index(hub, scope_id, admitted)
        note = await chain.begin(hub, scope, admitted)
        head = await hub.storage.commit(scope, keys, [one.op.id for one in admitted], choose)
    except StorageError as error:
        logger.error("operations have to come again: %s", error)  # noqa: TRY400 - no trace needed
        return _retry(admitted, "store_unavailable")
    except Exception:
        # Our own mistake, or a damaged document: it stays with this scope and never stops the others.
        logger.exception("operations could not be decided")
        return _retry(admitted, "fault")
    if outcome.decision.writes:
        hub.bus.publish(Hint(scope, head))
    if note:
        await chain.carry_out(hub, note, outcome.happened)
    return outcome.results


async def act(
    hub: Hub,
    cause: Happened,
    scope: str,
    name: str,
    verb: msgspec.Struct,
    *,
    actor: Actor | None = None,
) -> Result:
    """Do what follows from something that happened, as the hub itself; done again it changes nothing.

    Args:
        hub: The hub.
        cause: What it follows from.
        scope: Where it is done.
        name: What tells it apart from other things that follow from the same cause.
        verb: What is done.
        actor: Who is shown to have done it; who did the cause when left out.

    Raises:
        StorageError: The store is out of reach; it is done later.
    """
    identifier = derived_id(cause.op.id, scope, name)
    return await do(hub, scope, identifier, verb, actor or cause.actor, at=cause.op.at)


async def do(
    hub: Hub, scope: str, identifier: str, verb: msgspec.Struct, actor: Actor, *, at: str = ""
) -> Result:
    """Do one operation as the hub itself, or for a server whose right was checked at its door.

    Raises:
        StorageError: The store is out of reach; with the same `identifier` it can be done again.
    """
    (result,) = await do_all(hub, scope, {identifier: verb}, actor, at=at)
    return result


async def do_all(
    hub: Hub, scope: str, wanted: Mapping[str, msgspec.Struct], actor: Actor, *, at: str = ""
) -> list[Result]:
    """Do several operations (verbs by their ids) in one commit and in their order, as `do` does one.

    Raises:
        StorageError: The store is out of reach; with the same ids they can be done again.
    """
    ops = [
        Op(
            id=identifier,
            device=ITSELF,
            incarnation=ITSELF,
            order=0,
            principal=ITSELF,
            scope=scope,
            at=at or hub.now(),
            # It goes on from documents, and some are older than what is asked of texts today.
            args=plain.cleaned(msgspec.to_builtins(verb)),
            schema=SCHEMA,
        )
        for identifier, verb in wanted.items()
    ]
    results = await settle(hub, scope, [Admitted(op, fingerprint(op), actor, trusted=True) for op in ops])
    late = next((result for result in results if result.status == "retry"), None)
    if late:
        raise StorageError(f"it has to be done again: {late.reason}")
    return results


def _retry(admitted: Sequence[Admitted], reason: str) -> list[Result]:
    return [Result(one.op.id, "retry", reason=reason) for one in admitted]


async def _index(hub: Hub, list_id: str, admitted: Sequence[Admitted]) -> None:
    """Note where new links and codes lead before the list opens them: the first link of a chain of writes."""
    for one in admitted:
        if one.op.args.get("verb") not in LEADING:
            continue
        try:
            verb = read_verb(one.op, ShareList | ParkList)
        except Rejected:
            continue  # refused with its result when the list is decided
        if isinstance(verb, ParkList):
            await parked.note(hub, verb.claim, list_id)
            continue
        key = Key("share", verb.share)
        await documents.keep_first(hub.storage, scopes.share(verb.share), key, ShareIndex(list_id))
