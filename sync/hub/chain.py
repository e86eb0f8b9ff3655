"""What follows from an operation in other scopes: done after its commit, and again after a crash until it is.

A commit touches one scope. What else has to happen (a request on a list becomes an order in its store, an
order keeps pieces of the stock) is a chain of operations on one scope each. Before an operation with
consequences is committed, a note of it is written; once all that follows is done, the note goes. A hub that
was cut off in between finds the note and does it again: every step is idempotent, because its id derives
from its cause.
"""

import hashlib
import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

import msgspec

from sync.hub.context import Hub
from sync.hub.operations import Admitted, Happened, aim
from sync.hub.rounds import keep_doing
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, StorageError, Write
from sync.protocol import moments, scopes
from sync.protocol.actors import Actor
from sync.protocol.envelope import Op, Result
from sync.shapes import ready

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

    `proof` is what the result stands under that proves that they were: the note's own name where each
    operation has its own.
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
    return any(follow.may_follow(op.args.get("verb"), op.principal) for follow in hub.follows)


class Note(NamedTuple):
    """A note that stands; `was_there`: whoever wrote it was cut off, or is at it."""

    todo: Todo
    was_there: bool


async def begin(hub: Hub, scope: str, admitted: Sequence[Admitted], proof: str = "") -> Note | None:
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
    there = await documents.keep_first(hub.storage, todo.place, Key(KIND, todo.id), todo)
    return Note(there, was_there=there is not todo)


async def carry_out(hub: Hub, note: Note, happened: Sequence[Happened]) -> bool:
    """Do what follows, then forget the note; return False when it has to be tried again later.

    What a note that was there names and was committed before is followed too.
    """
    done = {one.op.id for one in happened}
    try:
        before = await _committed(hub, note.todo) if note.was_there else []
        for one in [*happened, *(each for each in before if each.op.id not in done)]:
            await _follow(hub, one)
        await _forget(hub, note.todo)
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
    return sum([await _resume(hub, scopes.chain(shard), left_after) for shard in SHARDS])


async def _resume(hub: Hub, scope: str, left_after: timedelta) -> int:
    done = after = gone = 0
    oldest: int | None = None
    while page := await hub.storage.changes(scope, after, PAGE):
        after = page[-1].seq
        for stored in page:
            todo = documents.parse(stored, Todo)
            gone += todo is None
            if todo is None:
                continue
            oldest = stored.seq if oldest is None else oldest
            if _age(hub, todo) >= left_after:
                done += await _again(hub, todo)
    if gone > PAGE:
        # Nobody reads these scopes but we: what is done with need not be looked through every time.
        await hub.storage.prune(scope, after + 1 if oldest is None else oldest)
    return done


async def keep_up(hub: Hub) -> None:
    """Resume what was left behind, now and every few seconds. Runs until it is cancelled."""
    left_after = timedelta(0)  # of a hub that was here before nobody takes care any more

    async def look() -> None:
        nonlocal left_after
        await resume(hub, left_after)
        left_after = LEFT_AFTER

    await keep_doing(look, "what follows from operations", EVERY_SECONDS)


async def _again(hub: Hub, todo: Todo) -> bool:
    happened = await _committed(hub, todo)
    if not happened and _age(hub, todo) < NEVER_AFTER:
        return False
    return await carry_out(hub, Note(todo, was_there=False), happened)


async def _committed(hub: Hub, todo: Todo) -> list[Happened]:
    """Return what a note's operations led to, of those that were applied."""
    found = [await _find(hub, todo, op, actor) for op, actor in zip(todo.ops, todo.actors, strict=True)]
    return [one for one in found if one]


async def _find(hub: Hub, todo: Todo, op: Op, actor: Actor) -> Happened | None:
    """Return what an operation that was applied led to, as it stands by now.

    A patch keeps one result for all of its operations, under the name of the request.
    """
    proof = op.id if todo.proof in {"", todo.id} else todo.proof
    kind, scope_id = scopes.parse(op.scope)
    each = aim(kind, scope_id, Admitted(op, "", actor))
    if each.intent is None or each.key is None:
        return None
    found = Loaded(0, {}, {})

    def look(loaded: Loaded) -> Decision:
        nonlocal found
        found = loaded
        return Decision()

    await hub.storage.commit(op.scope, [each.key], [proof], look)
    known = found.results.get(proof)
    after = documents.parse(found.documents.get(each.key), each.intent.rule.document)
    if (
        known is None
        or after is None
        or msgspec.json.decode(known.result, type=ready(Result)).status != "applied"
    ):
        return None
    return Happened(op.scope, op, actor, each.intent.verb, None, after)


async def _follow(hub: Hub, happened: Happened) -> None:
    verb = happened.op.args.get("verb")
    for follow in hub.follows:
        if follow.may_follow(verb, happened.op.principal):
            await follow.run(hub, happened)


async def _forget(hub: Hub, todo: Todo) -> None:
    key = Key(KIND, todo.id)

    def decide(loaded: Loaded) -> Decision:
        return Decision([Write(*key, None)] if key in loaded.documents else [])

    await hub.storage.commit(todo.place, [key], [], decide)


def _age(hub: Hub, todo: Todo) -> timedelta:
    return hub.clock() - moments.parse(todo.at)
