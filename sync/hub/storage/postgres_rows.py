"""What a commit loads from the tables, and what it writes to them."""

from collections.abc import AsyncIterable, Sequence
from typing import Any

from sync.hub.storage import statements
from sync.hub.storage.draft import Draft, Job, Outcome
from sync.hub.storage.memory import Known
from sync.hub.storage.pages import pages
from sync.hub.storage.port import Head, Key, OpResult, Stored
from sync.hub.storage.weights import to_signed, weight

MAINTENANCE_SECONDS = 3_600
"""How long one statement over a whole scope or table may take."""


async def decide(connection: Any, scope: str, jobs: Sequence[Job]) -> tuple[list[Outcome], Draft]:
    """Load what the jobs ask for and let them decide."""
    keys = list({key for job in jobs for key in job.keys})
    ops = list({op for job in jobs for op in job.ops})
    rows = await connection.fetch(
        statements.LOAD, scope, [key.kind for key in keys], [key.id for key in keys], ops
    )
    head = 0
    documents: dict[Key, Stored | None] = dict.fromkeys(keys)
    results: dict[str, OpResult] = {}
    for part, name, identifier, seq, body in rows:
        if part == statements.HEAD_PART:
            head = seq
        elif part == statements.DOCUMENT_PART:
            documents[Key(name, identifier)] = Stored(name, identifier, seq, body)
        else:
            results[name] = OpResult(name, identifier, body)
    draft = Draft(Known(head, documents, results))
    return [draft.decide(job) for job in jobs], draft


async def write(connection: Any, scope: str, draft: Draft) -> bool:
    """Write a draft; False when another process wrote to the scope since, and nothing was written."""
    if draft.is_empty:
        return True
    documents, results = list(draft.documents.values()), list(draft.results.values())
    unknown = draft.unknown
    weights = [weight(one) for one in documents]
    start = (scope, draft.head, draft.change(weights), draft.before)
    if len(documents) == 1 and len(results) <= 1 and not unknown:
        one = documents[0]
        result = results[0] if results else (None, None, None)
        written = await connection.fetch(
            statements.WRITE_ONE, *start, one.kind, one.id, to_signed(weights[0]), one.body, *result
        )
    else:
        written = await connection.fetch(
            statements.WRITE,
            *start,
            [one.kind for one in documents],
            [one.id for one in documents],
            [one.seq for one in documents],
            [to_signed(number) for number in weights],
            [one.body for one in documents],
            [key.kind for key in unknown],
            [key.id for key in unknown],
            [one.op for one in results],
            [one.fingerprint for one in results],
            [one.result for one in results],
        )
    return bool(written)


async def adopt(
    connection: Any,
    scope: str,
    head: Head,
    documents: AsyncIterable[Stored],
    results: AsyncIterable[OpResult],
) -> None:
    """Put what comes in the place of a scope: its head, documents and results."""
    for statement in (statements.FORGET_DOCUMENTS, statements.FORGET_RESULTS, statements.FORGET_HEAD):
        await connection.execute(statement, scope, timeout=MAINTENANCE_SECONDS)
    found = head != Head()
    async for page in pages(documents):
        rows = [(scope, one.seq, one.kind, one.id, to_signed(weight(one)), one.body) for one in page]
        columns = ["scope", "seq", "kind", "id", "digest", "body"]
        await connection.copy_records_to_table("document", records=rows, columns=columns)
        found = True
    async for done in pages(results):
        columns = ["scope", "op", "fingerprint", "result"]
        await connection.copy_records_to_table(
            "op_result", records=[(scope, *one) for one in done], columns=columns
        )
        found = True
    if found:
        await connection.execute(statements.SET_HEAD, scope, head.seq, to_signed(head.checksum), head.floor)
