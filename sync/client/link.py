"""The seam between the tablet and its hub: every call there is. `transport` speaks it over HTTPS."""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol, TypeVar

import msgspec

from sync.client.arrival import Arrival
from sync.protocol.catalogue import CatalogueChanges, Manifest, SnapshotFile
from sync.protocol.envelope import Hint, SyncAnswer, SyncRequest

T = TypeVar("T")


class Link(Protocol):
    """All methods raise `Offline`, `Refused` or `Faulty` (see `errors`), nothing else."""

    async def sync(self, request: SyncRequest) -> SyncAnswer:
        """Send operations and cursors, get results and changes."""

    async def ask(self, path: str, body: msgspec.Struct, answer: type[T]) -> T:
        """Post what a person at the tablet waits for, such as a sign-in."""

    def hints(self, scopes: Sequence[str]) -> AsyncIterator[Hint | None]:
        """Listen for what changes in some scopes; None says that the line stands. Ends only by an error."""

    async def manifest(self) -> Manifest:
        """Ask which catalogue snapshot is the newest."""

    async def catalogue_changes(self, after: int) -> CatalogueChanges:
        """Ask for a page of catalogue rows after a version; `Gone` when it is too old for that."""

    async def download(self, file: SnapshotFile, arrival: Arrival) -> None:
        """Bring a snapshot's compressed bytes, going on after those that `arrival` has."""

    async def media(self, sha256: str, rendition: str) -> bytes:
        """Bring one rendition of a picture; `Gone` when the hub has none."""

    async def close(self) -> None:
        """Let go of all connections."""
