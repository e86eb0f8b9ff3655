"""Writing a feed's documents into the hub in short transactions, so that a serving hub never waits for it.

Only documents that differ are written. It can be broken off anywhere and run again: what was written then no
longer differs.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from sync.hub.feeds.documents import Document, entities
from sync.hub.feeds.merging import merged
from sync.hub.feeds.progress import Progress
from sync.hub.feeds.rows import Ledger, Row
from sync.hub.storage.port import Decision, Loaded, Storage, Write

BATCH = 200
"""Documents in one transaction: some ten milliseconds of the hub's one writer."""

BATCH_BYTES = 1 << 18
"""… and how much they may hold."""


class Applied:
    """What became of one batch: rows that brought something new, and documents the hub had that changed."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.changed = 0


async def apply(
    storage: Storage, documents: Iterable[Document], ledger: Ledger, progress: Progress, *, dry_run: bool
) -> int:
    """Write what differs (a dry run only compares), credit the rows; return how many documents changed."""
    changed = 0
    for scope, of_scope in groupby(documents, key=attrgetter("scope")):
        for batch in _batches(of_scope):
            done = await _apply_batch(storage, scope, batch, dry_run=dry_run)
            ledger.credit(done.rows)
            changed += done.changed
            progress.advance(len(batch))
    return changed


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.body)
        if len(batch) == BATCH or size > BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


async def _apply_batch(storage: Storage, scope: str, batch: list[Document], *, dry_run: bool) -> Applied:
    applied = Applied()

    def decide(loaded: Loaded) -> Decision:
        nonlocal applied
        applied, writes = _compare(batch, loaded)  # it may run again: the last run counts
        return Decision() if dry_run else Decision(writes=writes)

    await storage.commit(scope, [document.key for document in batch], (), decide)
    return applied


def _compare(batch: list[Document], loaded: Loaded) -> tuple[Applied, list[Write]]:
    applied = Applied()
    writes = []
    for document in batch:
        stored = loaded.documents.get(document.key)
        before = stored.body if stored else None
        if before == document.body or (before is None and document.completes):
            continue
        body = merged(document, before) if before is not None else document.body
        if body == before:
            continue
        writes.append(Write(document.key.kind, document.key.id, body))
        new = entities(document.scope, document.key, body)
        if before is not None:
            new -= entities(document.scope, document.key, before)
            applied.changed += 1
        applied.rows += [row for entity, row in document.rows.items() if entity in new]
    return applied, writes
