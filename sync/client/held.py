"""What the tablet's store holds, as it is to be read: documents, visits, what waits, how things stand."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

import msgspec

from sync.client.desk import Desk
from sync.client.identity import Identity
from sync.client.store import documents, erasures, late, outbox, quarantine, reports, shoppers, wipes
from sync.client.store.database import Database
from sync.client.store.late import Late
from sync.client.store.outbox import Waiting
from sync.client.store.people import DESK
from sync.client.store.quarantine import Trouble
from sync.client.store.reports import Report
from sync.client.store.shoppers import SignedIn
from sync.client.store.visits import Visit
from sync.protocol.sessions import Wiped
from sync.shapes import ready

PAGE = 1000
"""Documents that are read at once where all of a scope are."""

T = TypeVar("T")


class Rejection(NamedTuple):
    """An operation of a living visit that the hub refused; `reason` is a stable code.

    `visit` is whose it was: a shopper's, or the desk's (`store.people.DESK`).
    """

    op: str
    scope: str
    verb: str
    reason: str
    visit: str = ""


class Progress(NamedTuple):
    """Where an exchange stands: the hub's history that is known, and how far each wanted scope is read.

    `reading` has those that are read from nothing, with the hub's head when that began; `erased` the orders
    of erasure that are carried out, `wiped` the receipts of visits that are.
    """

    epoch: str
    cursors: dict[str, int]
    proofs: list[str]
    reading: dict[str, int]
    visits: list[str]
    erased: list[str]
    wiped: list[Wiped]


class Held:
    """The half of the replica that only reads. Any thread may call any method; nobody waits for a writer."""

    def __init__(self, database: Database, identity: Identity, now: Callable[[], datetime]) -> None:
        """Read an open store, as the tablet that `identity` names."""
        self.identity = identity
        self.desk = Desk(database, now)
        self._database = database
        self._now = now

    def document(self, scope: str, kind: str, identifier: str, struct: type[T]) -> T | None:
        """Return a document as it is to be shown, None when there is none."""
        body = next(self._bodies("AND kind = ? AND id = ?", (scope, kind, identifier)), None)
        return msgspec.json.decode(body, type=ready(struct)) if body is not None else None

    def some(self, scope: str, kind: str, identifiers: Sequence[str], struct: type[T]) -> dict[str, T]:
        """Return those documents of the shop's with these ids that there are: one look for all of them."""
        places = ", ".join("?" * len(identifiers))
        rows = self._database.read(
            f"SELECT id, coalesce(view, base) FROM {documents.SHOP} "
            f"WHERE scope = ? AND kind = ? AND id IN ({places})",
            (scope, kind, *identifiers),
        )
        return {
            name: msgspec.json.decode(body, type=ready(struct)) for name, body in rows if body is not None
        }

    def documents(self, scope: str, kind: str, struct: type[T]) -> list[T]:
        """Return all documents of one kind in a scope, by id."""
        bodies = self._bodies("AND kind = ? ORDER BY id", (scope, kind))
        return [msgspec.json.decode(body, type=ready(struct)) for body in bodies]

    def every(self, kind: str, struct: type[T]) -> dict[str, T]:
        """Return the documents of one kind of all visits, by id.

        Where each has a scope of its own and all are wanted, this is one look instead of thousands.
        """
        rows = self._database.read(
            f"SELECT id, coalesce(view, base) FROM {documents.VISIT} WHERE kind = ?", (kind,)
        )
        return {
            name: msgspec.json.decode(body, type=ready(struct)) for name, body in rows if body is not None
        }

    def containing(self, kind: str, text: str, struct: type[T]) -> list[T]:
        """Return the documents of one kind of all visits, by id, in which a text stands as a whole.

        In which field, or as the end of what text with a quotation mark, who asks has to look: this is to
        read a few of thousands.
        """
        rows = self._database.read(
            f"SELECT coalesce(view, base) FROM {documents.VISIT} "
            "WHERE kind = ? AND instr(coalesce(view, base), ?) ORDER BY id",
            (kind, msgspec.json.encode(text)),
        )
        return [msgspec.json.decode(body, type=ready(struct)) for (body,) in rows]

    def each(self, visit: str, kind: str, struct: type[T]) -> Iterator[T]:
        """Yield those documents of a visit that have a scope of their own, `<kind>:<id>`.

        Other readers have their turn every `PAGE` of them; what changes meanwhile may or may not be seen.
        """
        last = f"{kind}:"
        while rows := self._database.read(
            f"SELECT scope.scope, coalesce(view, base) FROM scope CROSS JOIN {documents.VISIT} AS held"
            " ON held.scope = scope.scope AND kind = ?"
            " WHERE visit = ? AND scope.scope > ? AND scope.scope < ? ORDER BY scope.scope LIMIT ?",
            (kind, visit, last, f"{kind};", PAGE),
        ):
            last = rows[-1][0]
            yield from (msgspec.json.decode(body, type=ready(struct)) for _, body in rows if body is not None)

    def bodies(self, scope: str, kind: str) -> Iterator[tuple[str, bytes]]:
        """Yield the documents of one kind in a visit's scope, by id, as they stand on the disk; as `each`."""
        last = ""
        while rows := self._database.read(
            f"SELECT id, coalesce(view, base) FROM {documents.VISIT} "
            "WHERE scope = ? AND kind = ? AND id > ? ORDER BY id LIMIT ?",
            (scope, kind, last, PAGE),
        ):
            last = rows[-1][0]
            yield from ((name, body) for name, body in rows if body is not None)

    def walk(self, scope: str, kind: str, struct: type[T]) -> Iterator[list[T]]:
        """Yield the shop's documents of one kind in a scope by id, `PAGE` at a time.

        Other readers have their turn between two pages; what changes meanwhile may or may not be seen.
        """
        last = ""
        while rows := self._database.read(
            f"SELECT id, coalesce(view, base) FROM {documents.SHOP} "
            "WHERE scope = ? AND kind = ? AND id > ? ORDER BY id LIMIT ?",
            (scope, kind, last, PAGE),
        ):
            last = rows[-1][0]
            yield [msgspec.json.decode(body, type=ready(struct)) for _, body in rows if body is not None]

    def _bodies(self, condition: str, values: tuple[str, ...]) -> Iterator[bytes]:
        # A scope is the shop's or a visit's: who wants one document seldom has to look at both.
        for table in (documents.SHOP, documents.VISIT):
            rows = self._database.read(
                f"SELECT coalesce(view, base) FROM {table} WHERE scope = ? {condition}", values
            )
            yield from (body for (body,) in rows if body is not None)

    def visits(self) -> list[Visit]:
        """Return the living visits of shoppers, the latest last."""
        rows = self._database.read("SELECT * FROM visit WHERE id <> ? ORDER BY last_input, id", (DESK,))
        return [Visit(*row) for row in rows]

    def shopper_of(self, visit: str) -> SignedIn | None:
        """Return who has signed in in a visit, None for a guest."""
        return shoppers.find(self._database.read, visit)

    def scopes_of(self, visit: str, kind: str = "") -> list[str]:
        """Return the scopes that a visit has: a shopper's lists, all of the desk's; or those of one kind."""
        condition, values = (" AND scope > ? AND scope < ?", (f"{kind}:", f"{kind};")) if kind else ("", ())
        rows = self._database.read(f"SELECT scope FROM scope WHERE visit = ?{condition}", (visit, *values))
        return [row[0] for row in rows]

    def first_scopes(self, kinds: Iterable[str], most: int) -> list[str]:
        """Return the first of the wanted scopes: those of some kinds by name, then the others by name.

        A desk wants tens of thousands: no more of them are read than are asked for.
        """
        ranges = [(f"{kind}:", f"{kind};") for kind in sorted(kinds)]
        within = "scope > ? AND scope < ?"
        found: list[str] = []
        for bounds in ranges:
            statement = f"SELECT scope FROM scope WHERE {within} ORDER BY scope LIMIT ?"
            found += [row[0] for row in self._database.read(statement, (*bounds, most - len(found)))]
        others = " AND ".join([f"NOT ({within})"] * len(ranges)) or "1"
        values = [each for bounds in ranges for each in bounds]
        statement = f"SELECT scope FROM scope WHERE {others} ORDER BY scope LIMIT ?"
        rows = self._database.read(statement, (*values, most - len(found)))
        return [*found, *(row[0] for row in rows)]

    def pending_count(self, visit: str = "") -> int:
        """Return how many operations the hub has not decided yet: those of one visit, else all."""
        statement = "SELECT count(*) FROM outbox WHERE seq IS NULL AND ? IN ('', visit)"
        return int(self._database.read(statement, (visit,))[0][0])

    def pending(self, limit: int, without: frozenset[str] = frozenset()) -> list[Waiting]:
        """Return the first undecided operations in order, leaving out those of some scopes."""
        left_out = msgspec.json.encode(sorted(without)).decode()
        rows = self._database.read(outbox.WAITING, (left_out, limit))
        return outbox.waiting(rows, self.identity.device)

    def progress(self) -> Progress:
        """Return what the next request to the hub starts from."""
        rows = self._database.read("SELECT scope, cursor, reading FROM scope")
        living = [visit.session for visit in self.visits()] + self.desk.proofs.every()
        return Progress(
            epoch=self._meta("epoch"),
            cursors={row[0]: row[1] for row in rows},
            proofs=[session.secret for session in living],
            reading={row[0]: row[2] for row in rows if row[1] and row[2]},
            visits=[session.id for session in living],
            erased=erasures.done(self._database.read),
            wiped=wipes.waiting(self._database.read),
        )

    def cursor(self, scope: str) -> int:
        """Return how far a scope is read, 0 when it is not wanted."""
        rows = self._database.read("SELECT cursor FROM scope WHERE scope = ?", (scope,))
        return int(rows[0][0]) if rows else 0

    def last_news(self) -> datetime | None:
        """Return when the hub last answered, by the tablet's clock (to the minute across a restart)."""
        text = self._meta("last_news")
        return datetime.fromisoformat(text) if text else None

    def rejections(self) -> list[Rejection]:
        """Return what the hub refused, until it is dismissed or its visit ends."""
        rows = self._database.read("SELECT op, scope, verb, reason, visit FROM visit_rejection ORDER BY op")
        return [Rejection(*row) for row in rows]

    def _meta(self, key: str) -> str:
        rows = self._database.read("SELECT value FROM meta WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else ""

    def troubles(self) -> list[Trouble]:
        """Return the queues that fail, those that are set aside for staff among them."""
        return quarantine.troubles(self._database.read)

    def late(self) -> list[Late]:
        """Return the work that was refused because the shift was over, as long as staff have not seen it."""
        return late.unseen(self._database.read)

    def reports(self) -> list[Report]:
        """Return what else staff should know."""
        return reports.listed(self._database.read)
