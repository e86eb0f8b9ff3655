"""What follows from an operation in other scopes: done after its commit, and again after a crash until it is.

A commit touches one scope. What else has to happen (a request on a list becomes an order in its store, an
order keeps pieces of the stock) is a chain of operations on one scope each. Before an operation with
consequences is committed, a note of it is written; once all that follows is done, the note goes. A hub that
was cut off in between finds the note and does it again: every step is idempotent, because its id derives
from its cause.
"""

import asyncio
import hashlib
import logging
from collections.abc import Sequence
from datetime import timedelta

import msgspec

from sync.hub.context import Hub
from sync.hub.operations import Admitted, Happened, aim
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, StorageError, Write
from sync.protocol import moments, scopes
from sync.protocol.envelope import Op, Result
from sync.protocol.lists import Actor

KIND = "todo"
SHARDS = "0123456789abcdef"
"""Notes are spread over so many scopes, so that stores do not wait for each other."""

PAGE = 200
EVERY_SECONDS = 5.0
"""How often is looked for notes that somebody left behind."""

LEFT_AFTER = timedelta(seconds=10)
"""A note older than this was left behind: what follows takes milliseconds."""

NEVER_AFTER = timedelta(minutes=10)
"""A note older than this whose operation was never committed is of no use: its maker sends it anew."""

logger = logging.getLogger(__name__)


class Todo(msgspec.Struct, frozen=True, omit_defaults=True):
    """A note: kind `todo`. `ops` of a scope are about to be committed, by `actors` in the same order.

    `proof` is the operation whose result proves that they were, '' where none is kept.
    """

    id: str
    scope: str
    at: str
    ops: list[Op]
    actors: list[Actor]
    proof: str = ""

    @property
    def place(self) -> str:
        """The scope that the note stands in."""
        digest = hashlib.blake2b(self.scope.encode(), digest_size=1).hexdigest()
        return scopes.chain(digest[0])


def has_consequences(hub: Hub, op: Op) -> bool:
    """Say whether anything follows from an operation's verb."""
    return any(op.args.get("verb") in follow.verbs for follow in hub.follows)


async def begin(hub: Hub, scope: str, admitted: Sequence[Admitted], proof: str = "") -> Todo | None:
    """Note operations that have consequences, before they are committed; None when none has.

    Raises:
        StorageError: The store is out of reach.
    """
    causes = [one for one in admitted if has_consequences(hub, one.op)]
    if not causes:
        return None
    name = causes[0].op.id
    todo = Todo(
        name, scope, hub.now(), [one.op for one in causes], [one.actor for one in causes], proof or name
    )
    await documents.change(hub.storage, todo.place, Key(KIND, todo.id), Todo, lambda known: known or todo)
    return todo


async def carry_out(hub: Hub, todo: Todo, happened: Sequence[Happened]) -> bool:
    """Do what follows, then forget the note; return False when it has to be tried again later."""
    try:
        for one in happened:
            await _follow(hub, one)
        await _forget(hub, todo)
    except StorageError as error:
        logger.warning("what follows has to wait: %s", error)
        return False
    except Exception:
        # Our own mistake: the operation stands, its note stays, and the log tells.
        logger.exception("what follows could not be done")
        return False
    return True


async def resume(hub: Hub, left_after: timedelta = LEFT_AFTER) -> int:
    """Do what was left behind for so long; return how many notes were done with.

    Raises:
        StorageError: The store is out of reach.
    """
    done = 0
    for shard in SHARDS:
        after = 0
        while page := await hub.storage.changes(scopes.chain(shard), after, PAGE):
            after = page[-1].seq
            for stored in page:
                todo = documents.parse(stored, Todo)
                if todo and _age(hub, todo) >= left_after:
                    done += await _again(hub, todo)
    return done


async def keep_up(hub: Hub) -> None:
    """Resume what was left behind, now and every few seconds. Runs until it is cancelled."""
    left_after = timedelta(0)  # of a hub that was here before nobody takes care any more
    while True:
        try:
            await resume(hub, left_after)
            left_after = LEFT_AFTER
        except StorageError as error:
            logger.warning("what follows cannot be looked after now: %s", error)
        except Exception:
            logger.exception("what follows could not be looked after")
        await asyncio.sleep(EVERY_SECONDS)


async def _again(hub: Hub, todo: Todo) -> bool:
    happened = [
        one for op, actor in zip(todo.ops, todo.actors, strict=True) if (one := await _find(hub, op, actor))
    ]
    if not happened and _age(hub, todo) < NEVER_AFTER:
        return False
    return await carry_out(hub, todo, happened)


async def _find(hub: Hub, op: Op, actor: Actor) -> Happened | None:
    """Return what an operation that was applied led to, as it stands by now."""
    kind, scope_id = scopes.parse(op.scope)
    each = aim(kind, scope_id, Admitted(op, "", actor))
    if each.intent is None or each.key is None:
        return None
    found = Loaded(0, {}, {})

    def look(loaded: Loaded) -> Decision:
        nonlocal found
        found = loaded
        return Decision()

    await hub.storage.commit(op.scope, [each.key], [op.id], look)
    known = found.results.get(op.id)
    after = documents.parse(found.documents.get(each.key), each.intent.rule.document)
    if known is None or after is None or msgspec.json.decode(known.result, type=Result).status != "applied":
        return None
    return Happened(op.scope, op, actor, each.intent.verb, None, after)


async def _follow(hub: Hub, happened: Happened) -> None:
    verb = happened.op.args.get("verb")
    for follow in hub.follows:
        if verb in follow.verbs:
            await follow.run(hub, happened)


async def _forget(hub: Hub, todo: Todo) -> None:
    key = Key(KIND, todo.id)

    def decide(loaded: Loaded) -> Decision:
        return Decision([Write(*key, None)] if key in loaded.documents else [])

    await hub.storage.commit(todo.place, [key], [], decide)


def _age(hub: Hub, todo: Todo) -> timedelta:
    return hub.clock() - moments.parse(todo.at)
