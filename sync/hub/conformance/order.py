"""Rules 4, 9, 10 and 11: what a cursor promises."""

import asyncio

import msgspec

from sync.hub.conformance.finding import Check, NotApplicableError, require
from sync.hub.conformance.stage import Stage
from sync.protocol import scopes
from sync.protocol.checksums import MODULUS, digest, spell
from sync.protocol.envelope import Change
from sync.protocol.list_verbs import AddLine, RenameList
from sync.shapes import ready

WRITERS = 8
OPS_EACH = 5
MAX_PAGES = 1_000


async def _gap_free(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list()
    seqs: list[int] = []
    written = asyncio.Event()

    async def write(writer: int) -> None:
        for number in range(OPS_EACH):
            op = tablet.op(scope, AddLine(product="p", variant=f"v{writer}-{number}"))
            result = await tablet.result(op)
            require(result.status == "applied", f"a writer's operation was {result.status} {result.reason}")
            seqs.append(result.seq)

    async def follow() -> None:
        cursor, held = 0, 0
        while not written.is_set() or cursor < max(seqs):
            answer = await tablet.sync(cursors={scope: cursor})
            held = _advance(answer.changes, scope, cursor, held)
            require(
                answer.heads.get(scope, -1) >= cursor, f"the head went back from {cursor} to {answer.heads}"
            )
            cursor = answer.heads[scope]
        lines = len((await tablet.read_list(scope)).lines)
        require(held == lines == WRITERS * OPS_EACH, f"a reader saw {held} lines, {lines} are there")

    async with asyncio.TaskGroup() as group:
        group.create_task(follow())
        async with asyncio.TaskGroup() as writers:
            for writer in range(WRITERS):
                writers.create_task(write(writer))
        written.set()
    missing = set(range(2, max(seqs) + 1)) - set(seqs)
    require(not missing, f"no operation has the sequence numbers {sorted(missing)}")


def _advance(changes: list[Change], scope: str, cursor: int, held: int) -> int:
    """Return how many lines a reader holds after some changes."""
    for change in changes:
        require(change.scope == scope, f"a change of {change.scope} that nobody asked for")
        require(change.seq > cursor, f"a change at {change.seq} behind the cursor {cursor}")
        lines = (
            msgspec.json.decode(change.body, type=ready(dict[str, msgspec.Raw])).get("lines")
            if change.body
            else None
        )
        held = len(msgspec.json.decode(lines, type=ready(list[msgspec.Raw]))) if lines else held
    return held


async def _nothing_twice(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list(lines=1)
    head = (await tablet.sync(cursors={scope: 0})).heads[scope]
    answer = await tablet.sync(cursors={scope: head})
    require(not answer.changes, f"{len(answer.changes)} changes at the head")
    require(answer.heads == {scope: head} and not answer.more, f"at the head {head}: {answer.heads}")


async def _pages(stage: Stage) -> None:
    tablet = stage.tablet
    scope, cursor, seen = scopes.stock(tablet.store), 0, 0
    for _ in range(MAX_PAGES):
        answer = await tablet.sync(cursors={scope: cursor}, reading={})
        seqs = [change.seq for change in answer.changes]
        require(seqs == sorted(set(seqs)), "changes of one scope are out of order")
        require(not seqs or seqs[0] > cursor, "a page begins behind the cursor")
        require(not seqs or answer.heads[scope] >= seqs[-1], "the head is behind the page")
        seen += len(seqs)
        require(answer.heads[scope] > cursor or not answer.more, "more waits, and the cursor stands still")
        cursor = answer.heads[scope]
        if not answer.more:
            break
    if not seen:
        raise NotApplicableError(f"{scope} is empty")


async def _ahead(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list(lines=1)
    answer = await tablet.sync(cursors={scope: 1_000_000})
    require(answer.rebase == [scope], f"rebase says {answer.rebase}")
    require(len(answer.changes) == 1, f"{len(answer.changes)} documents after a cursor ahead of the head")


async def _epoch(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list(lines=1)
    first = await tablet.sync(cursors={scope: 0})
    require(first.epoch, "the answer names no epoch")
    again = await tablet.sync(epoch=first.epoch, cursors={scope: first.heads[scope]})
    require(again.epoch == first.epoch, f"the epoch changed from {first.epoch} to {again.epoch}")
    require(not again.changes, "the same epoch is read anew")
    other = await tablet.sync(epoch="another history", cursors={scope: first.heads[scope]})
    require(len(other.changes) == 1, "a tablet of another epoch is not given all anew")


async def _checksum(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list(lines=2)
    await tablet.apply(scope, RenameList(title="once more"))
    answer = await tablet.sync(cursors={scope: 0})
    require(scope in answer.checksums, "a scope that is complete has no checksum")
    total = 0
    for change in answer.changes:
        if isinstance(change.body, msgspec.Raw):
            total += digest(change.kind, change.id, change.seq, bytes(change.body))
    own = spell(total % MODULUS)
    require(
        answer.checksums[scope] == own, f"the hub says {answer.checksums[scope]}, what it sent makes {own}"
    )
    await tablet.apply(scope, RenameList(title="again"))
    later = (await tablet.sync(cursors={scope: 0})).checksums
    require(later.get(scope) != own, "the checksum stayed while the list changed")


CHECKS = (
    Check("4", f"{WRITERS} writers at once: the numbers have no gap and a reader misses nothing", _gap_free),
    Check("4", "at the head there is nothing new", _nothing_twice),
    Check("4", "pages follow each other without gap or stop", _pages),
    Check("9", "a cursor ahead of the head is read anew", _ahead),
    Check("10", "answers name an epoch, and who knew another one is given all anew", _epoch),
    Check("11", "the checksum is the one of what was sent", _checksum),
)
