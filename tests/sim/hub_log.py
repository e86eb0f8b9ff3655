"""The hub's log, read from beside: what the judges of the simulator and of the kill rounds go by."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from sync.hub.keys import Epoch
from sync.hub.storage.weights import from_signed
from sync.protocol.checksums import MODULUS, digest
from sync.protocol.envelope import Result
from sync.protocol.lists import ShoppingList
from sync.protocol.sessions import Session

SILENT = frozenset({"CreateList", "ShareList", "RevokeShare"})
"""Verbs that leave no mark on a list; what they do can only be done once."""


class HubLog:
    """The hub's store, read from beside."""

    def __init__(self, store: Path) -> None:
        self._connection = sqlite3.connect(store, isolation_level=None)

    def close(self) -> None:
        """Let go of it."""
        self._connection.close()

    def documents(self, scope: str) -> dict[tuple[str, str], tuple[int, bytes | None]]:
        """Return a scope's documents: (kind, id) -> (seq, body)."""
        rows = self._connection.execute("SELECT kind, id, seq, body FROM document WHERE scope = ?", (scope,))
        return {(kind, identifier): (seq, body) for kind, identifier, seq, body in rows}

    def lists(self) -> dict[str, ShoppingList]:
        """Return every list by its id."""
        rows = self._connection.execute("SELECT id, body FROM document WHERE kind = 'list'")
        return {identifier: msgspec.json.decode(body, type=ShoppingList) for identifier, body in rows if body}

    def marks(self) -> dict[str, Counter[str]]:
        """Count what each list (id) says was done to it: by operation, and by code (hash) it waits under."""
        return {
            identifier: Counter([*(entry.op for entry in one.history), *one.parked])
            for identifier, one in self.lists().items()
        }

    def sessions(self) -> dict[str, Session]:
        """Return every visit by its id."""
        rows = self._connection.execute("SELECT id, body FROM document WHERE kind = 'session'")
        return {identifier: msgspec.json.decode(body, type=Session) for identifier, body in rows if body}

    def results(self) -> dict[str, list[Result]]:
        """Return what was decided, by operation."""
        found: dict[str, list[Result]] = {}
        for op, result in self._connection.execute("SELECT op, result FROM op_result"):
            found.setdefault(op, []).append(msgspec.json.decode(result, type=Result))
        return found

    def heads(self) -> dict[str, int]:
        """Return the head of each scope."""
        return dict(self._connection.execute("SELECT scope, seq FROM heads").fetchall())

    def epoch(self) -> str:
        """Return the name of the hub's history."""
        rows = self._connection.execute("SELECT body FROM document WHERE kind = 'epoch'")
        return next((msgspec.json.decode(body, type=Epoch).epoch for (body,) in rows), "")

    def checksums(self) -> dict[str, int]:
        """Return the running checksum of each scope."""
        rows = self._connection.execute("SELECT scope, checksum FROM heads")
        return {scope: from_signed(checksum) for scope, checksum in rows}

    def false_checksums(self) -> Iterator[str]:
        """Yield scopes whose running checksum is not that of their documents."""
        sums: Counter[str] = Counter()
        for scope, *document in self._connection.execute("SELECT scope, kind, id, seq, body FROM document"):
            sums[scope] += digest(*document) if document[-1] is not None else 0
        for scope, checksum in self.checksums().items():
            if sums[scope] % MODULUS != checksum:
                yield f"{scope}: the hub's checksum is {checksum}, its documents say {sums[scope] % MODULUS}"

    def broken_heads(self, swept: tuple[str, ...] = ()) -> Iterator[str]:
        """Yield scopes whose head is not the newest document's number, or where two share one.

        In scopes that begin with `swept` the hub removes what is over: there the newest may be gone.
        """
        rows = self._connection.execute(
            "SELECT scope, max(seq), count(*), count(DISTINCT seq) FROM document GROUP BY scope"
        )
        heads = self.heads()
        for scope, newest, count, distinct in rows:
            head = heads.get(scope, 0)
            there = newest <= head if scope.startswith(swept) else newest == head
            if not there or count != distinct:
                yield f"{scope}: head {head}, newest {newest}, {count}:{distinct} numbers"
