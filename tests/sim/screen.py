"""What a tablet shows: read when it starts, after a tap, and when the engine says that something changed.

As the kiosk's pages do it. So a change that is in the replica and that nobody was told of stays unseen.
"""

from collections.abc import Collection

from sync.client.replica import Replica
from sync.client.store import documents

Shown = dict[tuple[str, str], bytes]
"""The documents of a scope as they are seen, by kind and id."""


class Screen:
    """One tablet's pages in one of its lives."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._shown: dict[str, Shown] = {}
        self.read(replica.progress().cursors)

    def read(self, scopes: Collection[str]) -> None:
        """Read some scopes again."""
        for scope in scopes:
            self._shown[scope] = self._now(scope)

    def stale(self) -> list[str]:
        """Return the wanted scopes that look different by now."""
        wanted = self._replica.progress().cursors
        return [scope for scope in wanted if self._shown.get(scope, {}) != self._now(scope)]

    def _now(self, scope: str) -> Shown:
        rows = [
            row
            for table in (documents.SHOP, documents.VISIT)
            for row in self._replica._database.read(
                f"SELECT kind, id, coalesce(view, base) AS seen FROM {table}"
                " WHERE scope = ? AND seen IS NOT NULL",
                (scope,),
            )
        ]
        return {(kind, identifier): body for kind, identifier, body in rows}
