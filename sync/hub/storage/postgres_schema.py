"""Tables of the PostgreSQL store, as a list of steps that only ever grows."""

import contextlib
from typing import Any

import asyncpg

from sync.hub.storage.port import StorageError

KNOWN = "SELECT name FROM schema_step"

DOCUMENTS = """
CREATE TABLE heads (
  scope text COLLATE "C" PRIMARY KEY,
  seq bigint NOT NULL,
  checksum bigint NOT NULL,
  floor bigint NOT NULL
);
CREATE TABLE document (
  scope text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  digest bigint NOT NULL,
  body bytea,
  PRIMARY KEY (scope, seq),
  UNIQUE (scope, kind, id)
);
CREATE TABLE op_result (
  scope text COLLATE "C" NOT NULL,
  op text COLLATE "C" NOT NULL,
  fingerprint text NOT NULL,
  result bytea NOT NULL,
  PRIMARY KEY (scope, op)
);
"""

ATTEMPTS = 8
MADE_BY_OTHERS = (asyncpg.UniqueViolationError, asyncpg.DuplicateTableError, asyncpg.DuplicateObjectError)

STEPS = {"documents": DOCUMENTS}
"""Append only: a step that was released is never edited."""

MAKE_LIST = "CREATE TABLE IF NOT EXISTS schema_step (name text PRIMARY KEY)"
LOCK_LIST = "LOCK TABLE schema_step IN ACCESS EXCLUSIVE MODE"
NOTE_STEP = "INSERT INTO schema_step (name) VALUES ($1)"


async def migrate(connection: Any) -> None:
    """Bring a database up to date; several processes may do this at once.

    Raises:
        StorageError: The database was written by a newer hub.
        asyncpg.PostgresError: The database's own reasons.
    """
    try:
        done = await _done(connection)
    except asyncpg.UndefinedTableError:
        done = set()
        await _make_list(connection)
    if not STEPS.keys() - done:
        return
    async with connection.transaction():
        # One process migrates; the others wait here and then find nothing left to do.
        await connection.execute(LOCK_LIST)
        done = await _done(connection)
        for name, text in STEPS.items():
            if name not in done:
                await connection.execute(text)
                await connection.execute(NOTE_STEP, name)


async def _done(connection: Any) -> set[str]:
    done = {row["name"] for row in await connection.fetch(KNOWN)}
    if done - STEPS.keys():
        raise StorageError("this database was written by a newer Vetrina hub; update this one first")
    return done


async def _make_list(connection: Any) -> None:
    for _ in range(ATTEMPTS):
        # IF NOT EXISTS looks before it makes: another process may make it in between.
        with contextlib.suppress(*MADE_BY_OTHERS):
            await connection.execute(MAKE_LIST)
            return
    raise StorageError("the list of schema steps cannot be made")
