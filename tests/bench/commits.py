"""Commits on PostgreSQL with 32 writers, each on a scope of its own and all on one, against plain inserts."""

import asyncio
import statistics
import sys
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path

import asyncpg
from postgres import Postgres, missing
from rows import Row, speed_row
from turns import turns
from where import explained

from sync.hub.storage.port import Decision, Loaded, Write
from sync.hub.storage.postgres import PostgresStorage

WRITERS = 32
EACH = 40
COMMITS = WRITERS * EACH
ROUNDS = 7
BODY = b'{"note":"%s"}' % (b"x" * 400)
COLUMNS = "scope text, kind text, id text, seq bigint, body bytea, PRIMARY KEY (scope, kind, id)"
INSERT = "INSERT INTO plain VALUES ($1, 'note', $2, $3, $4)"

HOW = (
    f"documents a second, median of {ROUNDS}: {WRITERS} writers commit {EACH} each, {{}}; floor: INSERTs"
    f" of the same over {WRITERS} connections. Both flush to the disk before they return"
)

Commit = Callable[[int, int], Awaitable[object]]
"""Commits one document for a writer: its number, and the document's."""


def measure(_: Path) -> list[Row]:
    """Start a PostgreSQL that flushes to the disk, and let both write in turn."""
    why = missing()
    if why:
        print(f"the rows `postgres …` are left out: {why}", file=sys.stderr)
        return []
    with Postgres() as server, asyncio.Runner() as runner:
        storage = PostgresStorage(server.new_database())
        plain = runner.run(plain_pool(server.new_database()))
        numbers = iter(range(1_000_000))

        async def on_own(writer: int, number: int) -> None:
            await storage.commit(f"list:{writer}", (), (), put(number))

        async def on_one(_: int, number: int) -> None:
            await storage.commit("list:hot", (), (), put(number))

        async def insert(writer: int, number: int) -> None:
            await plain.execute(INSERT, f"list:{writer}", str(number), number, BODY)

        async def write(commit: Commit) -> None:
            await asyncio.gather(*(_write(commit, writer, numbers) for writer in range(WRITERS)))

        def run(commit: Commit) -> None:
            runner.run(write(commit))

        def compare(name: str, ours: Commit, at_least: float, where_to: str) -> Row:
            times = turns(partial(run, ours), partial(run, insert), ROUNDS)
            speeds = [COMMITS / statistics.median(each) for each in times]
            return explained(speed_row(name, *speeds, at_least, HOW.format(where_to)), partial(run, ours))

        rows = [
            compare("postgres", on_own, 0.8, "on scopes of their own"),
            compare("postgres hot", on_one, 1.0, "all on one scope"),
        ]
        runner.run(storage.close())
        runner.run(plain.close())
    return rows


async def plain_pool(url: str) -> asyncpg.Pool:
    """Return a connection for each writer, to a database with one table."""
    pool = await asyncpg.create_pool(url, min_size=WRITERS, max_size=WRITERS)
    await pool.execute(f"CREATE TABLE plain ({COLUMNS})")
    return pool


async def _write(commit: Commit, writer: int, numbers: Iterator[int]) -> None:
    for _ in range(EACH):
        await commit(writer, next(numbers))


def put(number: int) -> Callable[[Loaded], Decision]:
    return lambda _: Decision([Write("note", str(number), BODY)])
