"""Writing a staged feed into the hub in short transactions, so that a serving hub never waits for it.

Only documents that differ are written. It can be broken off anywhere and run again: what was written then no
longer differs.
"""

import datetime as dt
from dataclasses import dataclass, field
from itertools import islice

import msgspec

from sync.hub.feeds.progress import Progress
from sync.hub.feeds.staging import Staged, entities
from sync.hub.storage.port import Decision, Key, Loaded, Storage, Write
from sync.protocol import moments
from sync.protocol.stock import StockLevel

LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)

BATCH = 200
"""Documents in one transaction: some ten milliseconds of the hub's one writer."""


@dataclass(slots=True)
class Outcome:
    """What an import did: the entities the hub did not have, and how many documents it had were changed."""

    new: set[str] = field(default_factory=set)
    changed: int = 0


async def apply(storage: Storage, staged: Staged, *, dry_run: bool) -> Outcome:
    """Write what differs (a dry run only compares) and return what is new and what changed."""
    outcome = Outcome()
    progress = Progress("documents", sum(map(len, staged.values())))
    for scope, documents in staged.items():
        remaining = iter(documents.items())
        while batch := dict(islice(remaining, BATCH)):
            done = await _apply_batch(storage, scope, batch, dry_run=dry_run)
            outcome.new |= done.new
            outcome.changed += done.changed
            progress.advance(len(batch))
    progress.finish()
    return outcome


async def _apply_batch(storage: Storage, scope: str, batch: dict[Key, bytes], *, dry_run: bool) -> Outcome:
    outcome = Outcome()

    def decide(loaded: Loaded) -> Decision:
        nonlocal outcome
        outcome, writes = _compare(scope, batch, loaded)  # it may run again: the last run counts
        return Decision() if dry_run else Decision(writes=writes)

    await storage.commit(scope, list(batch), (), decide)
    return outcome


def _compare(scope: str, batch: dict[Key, bytes], loaded: Loaded) -> tuple[Outcome, list[Write]]:
    outcome = Outcome()
    writes = []
    for key, body in batch.items():
        stored = loaded.documents.get(key)
        before = stored.body if stored else None
        if before is not None and (before == body or _is_older(key, body, before)):
            continue
        writes.append(Write(key.kind, key.id, body))
        outcome.new |= entities(scope, key, body)
        if before is not None:
            outcome.new -= entities(scope, key, before)
            outcome.changed += 1
    return outcome, writes


def _is_older(key: Key, body: bytes, before: bytes) -> bool:
    """A count that is older than the one the hub has says nothing new."""
    if key.kind != "stock":
        return False
    return _counted(body) < _counted(before)


def _counted(body: bytes) -> dt.datetime:
    """Return when a level was counted; long ago when an earlier version let in what is no moment."""
    try:
        return moments.parse(msgspec.json.decode(body, type=StockLevel).as_of)
    except ValueError:
        return LONG_AGO
