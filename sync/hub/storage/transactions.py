"""What the SQLite store does inside one transaction: load, decide, write, and keep the head right."""

import sqlite3
from collections.abc import Callable, Sequence

from sync.hub.storage.port import Decision, Head, Key, Loaded, OpResult, Stored
from sync.hub.storage.weights import from_signed, to_signed, weight
from sync.protocol.checksums import MODULUS


def read_head(connection: sqlite3.Connection, scope: str) -> Head:
    """Return how far a scope is."""
    row = connection.execute("SELECT seq, checksum, floor FROM heads WHERE scope = ?", (scope,)).fetchone()
    return Head(row[0], from_signed(row[1]), row[2]) if row else Head()


def write_head(connection: sqlite3.Connection, scope: str, head: Head) -> None:
    """Set how far a scope is."""
    connection.execute(
        "INSERT INTO heads (scope, seq, checksum, floor) VALUES (?, ?, ?, ?) ON CONFLICT (scope) DO UPDATE"
        " SET seq = excluded.seq, checksum = excluded.checksum, floor = excluded.floor",
        (scope, head.seq, to_signed(head.checksum), head.floor),
    )


def read_document(connection: sqlite3.Connection, scope: str, key: Key) -> Stored | None:
    """Return a document, None when it never was or is deleted."""
    row = connection.execute(
        "SELECT seq, body FROM document WHERE scope = ? AND kind = ? AND id = ?", (scope, *key)
    ).fetchone()
    return Stored(key.kind, key.id, row[0], row[1]) if row and row[1] is not None else None


def write_documents(connection: sqlite3.Connection, scope: str, documents: Sequence[Stored]) -> None:
    """Put documents and tombstones in their places."""
    connection.executemany(
        "INSERT INTO document (scope, kind, id, seq, body) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (scope, kind, id) DO UPDATE SET seq = excluded.seq, body = excluded.body",
        [(scope, *document) for document in documents],
    )


def write_results(connection: sqlite3.Connection, scope: str, results: Sequence[OpResult]) -> None:
    """Keep what became of operations."""
    connection.executemany(
        "INSERT INTO op_result (scope, op, fingerprint, result) VALUES (?, ?, ?, ?)",
        [(scope, *result) for result in results],
    )


def commit(
    connection: sqlite3.Connection,
    scope: str,
    keys: Sequence[Key],
    ops: Sequence[str],
    decide: Callable[[Loaded], Decision],
) -> int:
    """Load, decide and write; return the scope's head."""
    head = read_head(connection, scope)
    found = {key: read_document(connection, scope, key) for key in keys}
    documents = {key: stored for key, stored in found.items() if stored}
    decision = decide(Loaded(head.seq, documents, _read_results(connection, scope, ops)))
    if not decision.writes and not decision.results:
        return head.seq
    written = [Stored(*write[:2], seq, write.body) for seq, write in enumerate(decision.writes, head.seq + 1)]
    checksum = head.checksum
    for new in written:
        key = Key(new.kind, new.id)
        old = found[key] if key in found else read_document(connection, scope, key)
        checksum += weight(new) - weight(old)
        found[key] = new
    write_documents(connection, scope, written)
    write_results(connection, scope, decision.results)
    after = Head(head.seq + len(written), checksum % MODULUS, head.floor)
    write_head(connection, scope, after)
    return after.seq


def prune(connection: sqlite3.Connection, scope: str, below: int) -> int:
    """Forget the tombstones below a number and raise the floor; return how many they were."""
    condition = "FROM document WHERE scope = ? AND seq < ? AND body IS NULL"
    newest, count = connection.execute(f"SELECT max(seq), count(*) {condition}", (scope, below)).fetchone()
    if count:
        connection.execute(f"DELETE {condition}", (scope, below))
        head = read_head(connection, scope)
        write_head(connection, scope, head._replace(floor=max(head.floor, newest)))
    return int(count)


def clear(connection: sqlite3.Connection, scope: str) -> None:
    """Remove all there is of a scope."""
    for statement in (
        "DELETE FROM document WHERE scope = ?",
        "DELETE FROM op_result WHERE scope = ?",
        "DELETE FROM heads WHERE scope = ?",
    ):
        connection.execute(statement, (scope,))


def _read_results(connection: sqlite3.Connection, scope: str, ops: Sequence[str]) -> dict[str, OpResult]:
    rows = (
        connection.execute(
            "SELECT op, fingerprint, result FROM op_result WHERE scope = ? AND op = ?", (scope, op)
        ).fetchone()
        for op in ops
    )
    return {row[0]: OpResult(*row) for row in rows if row}
