"""The storage port: a document store of few statements, the same for every database.

Everything the hub knows is a document in a scope. A scope has a gap-free sequence; every write takes the next
number in the transaction that commits it. One commit touches one scope.
"""

from collections.abc import AsyncIterable, Callable, Sequence
from typing import NamedTuple, Protocol


class StorageError(Exception):
    """The database cannot be used: written by a newer hub, locked for too long, disk full, closed."""


class Key(NamedTuple):
    """A document's place inside its scope."""

    kind: str
    id: str


class Stored(NamedTuple):
    """A document as it stands: `body` is encoded JSON, None when it was deleted at `seq`."""

    kind: str
    id: str
    seq: int
    body: bytes | None


class Place(NamedTuple):
    """Where a document stands in the whole store."""

    scope: str
    id: str


class Placed(NamedTuple):
    """A living document, found by its kind, and where it stands."""

    place: Place
    body: bytes


class Head(NamedTuple):
    """How far a scope is; zeros where nothing was written yet.

    `seq` is its newest number, `checksum` that of its living documents (`sync.protocol.checksums`).
    `floor` is the highest number of a tombstone that was forgotten: who has read up to a number above 0 and
    below it cannot learn any more what was deleted, and has to read the scope from the start.
    """

    seq: int = 0
    checksum: int = 0
    floor: int = 0


class Write(NamedTuple):
    """A document as it shall stand; body None deletes it and leaves a tombstone."""

    kind: str
    id: str
    body: bytes | None


class OpResult(NamedTuple):
    """What became of an operation: kept with its effect, repeated for ever. `result` is encoded JSON.

    Kept by scope and operation, so that a scope can live in a store of its own. An id is unique all the same:
    a UUIDv7 that its maker draws once, for one scope, and never uses again.
    """

    op: str
    fingerprint: str
    result: bytes


class Loaded(NamedTuple):
    """What a decision is made on, read in its own transaction.

    `documents` holds the asked-for keys that exist; `results` the asked-for operations already decided.
    """

    head: int
    documents: dict[Key, Stored]
    results: dict[str, OpResult]


class Decision(NamedTuple):
    """What to write. The n-th write gets the sequence number `head + n` (n from 1)."""

    writes: Sequence[Write] = ()
    results: Sequence[OpResult] = ()


class Storage(Protocol):
    """What every adapter can do. All methods may be called at once from many tasks."""

    async def load(self, scope: str, key: Key) -> Stored | None:
        """Return one document; None when it never was or is deleted."""

    async def changes(self, scope: str, after: int, limit: int) -> list[Stored]:
        """Return the documents (tombstones too) whose `seq` is above `after`, in order of `seq`."""

    async def heads(self, scopes: Sequence[str]) -> dict[str, Head]:
        """Return how far each scope is."""

    async def scopes(self, after: str, limit: int) -> list[str]:
        """Return the names of scopes that come after a name, in order of their UTF-8 bytes."""

    async def living(self, first: str, kind: str, after: Place, limit: int) -> list[Placed]:
        """Return the documents of a kind that are not deleted, in all scopes whose names begin with `first`.

        In order of their places, those after one: `Place("", "")` for the start. `first` is not empty.
        """

    async def results(self, scope: str, after: str, limit: int) -> list[OpResult]:
        """Return the results in a scope whose operation comes after an id, in order of the ids."""

    async def commit(
        self, scope: str, keys: Sequence[Key], ops: Sequence[str], decide: Callable[[Loaded], Decision]
    ) -> int:
        """Load, decide and write in one transaction; return the scope's head after it.

        `decide` is pure and quick; it may run in another thread, and again when the database asks for a retry
        or what it was given is out of date. What it says last counts. When this returns, the effect and its
        results are durable. An exception raised by `decide` leaves the scope as it was.

        Raises:
            StorageError: Nothing was written, or a database server's answer was lost on the way. Doing it
                again is safe where the decision looks at what it finds, such as results of operations.
        """

    async def prune(self, scope: str, below: int) -> int:
        """Forget the tombstones with a `seq` below a number and raise the floor; return how many they were.

        Raises:
            StorageError: Nothing was forgotten.
        """

    async def adopt(
        self, scope: str, head: Head, documents: AsyncIterable[Stored], results: AsyncIterable[OpResult]
    ) -> None:
        """Put a scope of another store in the place of this one's, numbers and all, in one transaction.

        For copies. Doing it twice is doing it once; adopting nothing, with `Head()`, removes the scope.

        Raises:
            StorageError: The scope is as it was.
        """

    async def scrub(self) -> None:
        """Leave nothing in the files of what was written over or deleted up to now, as far as a store can.

        Raises:
            StorageError: It could not be done now, because somebody reads for a long time; try again.
        """

    async def version(self) -> int:
        """Return a number that is another one once anybody, also another process, has committed something."""

    async def news(self, seconds: float) -> dict[str, int]:
        """Return scopes that other processes say they changed, with their heads, at once or within `seconds`.

        A word may get lost; `version` does not. Empty where nobody speaks.
        """

    async def close(self) -> None:
        """Finish what was handed in and let go of the database."""
