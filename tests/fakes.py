"""Stand-ins at the seams: a hub in memory that applies the real rules, and clocks that stand still."""

import asyncio
import base64
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import msgspec
import pytest
from nacl.public import PrivateKey
from nacl.signing import SigningKey

from sync.client.arrival import Arrival
from sync.client.errors import Faulty, Gone, Offline
from sync.client.identity import Identity, encode_key
from sync.hub import news
from sync.hub.storage.port import Head, Stored
from sync.protocol import acts, list_rules, list_verbs, rules, scopes, sessions
from sync.protocol.actors import Actor
from sync.protocol.catalogue import CatalogueChanges, Manifest, SnapshotFile
from sync.protocol.checksums import MODULUS, digest
from sync.protocol.envelope import (
    Change,
    Hint,
    Op,
    Opened,
    Result,
    SyncAnswer,
    SyncRequest,
    fill_in,
    fingerprint,
    unseal,
)
from sync.protocol.errors import Rejected
from sync.protocol.list_rules import Act
from sync.protocol.lists import ShoppingList

T = TypeVar("T")

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


class Clock:
    """Monotonic seconds and a wall clock, moved by the test alone."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.wall = NOON

    def __call__(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return self.wall

    def pass_by(self, seconds: float) -> None:
        self.seconds += seconds
        self.wall += timedelta(seconds=seconds)


class FakeHub:
    """One hub: lists and visits in memory, decided by `sync.protocol`'s own rules in order of arrival."""

    def __init__(self) -> None:
        self.key = PrivateKey.generate()
        self.epoch = "first"
        self.now = NOON
        self.lists: dict[str, ShoppingList] = {}
        self.ended: dict[str, str] = {}
        self.seqs: dict[str, int] = {}
        self.results: dict[str, tuple[str, Result]] = {}
        self.shop: dict[str, list[Change]] = {}
        self.floors: dict[str, int] = {}
        self.meant: dict[str, int] = {}
        self.retry: set[str] = set()
        self.poison: set[str] = set()

    def identity(self, name: str = "Kiosk 1") -> Identity:
        return Identity(
            device=f"device-{name}".replace(" ", "-"),
            incarnation="one",
            store="milano",
            name=name,
            hub="http://hub.invalid",
            public_url="https://shop.example/",
            hub_key=base64.b64encode(bytes(self.key.public_key)).decode(),
            private_key=encode_key(bytes(SigningKey.generate())),
        )

    def sync(self, request: SyncRequest, page: int = 1000) -> SyncAnswer:
        opened = [unseal(sealed, bytes(self.key)) for sealed in request.sealed]
        proofs = {sessions.principal_of(proof): proof for proof in request.proofs}
        opened += [
            Opened(op, proofs[op.principal]) for op in (fill_in(short, request) for short in request.ops)
        ]
        if any(one.op.id in self.poison for one in opened):
            raise Faulty("422 invalid")
        restored = request.epoch not in {"", self.epoch}
        results = [Result(one.op.id, "retry") if restored else self.decide(one) for one in opened]
        closed = [scope for scope in request.cursors if scope.startswith("list:") and self._ended(scope)]
        heads = {scope: self.head(scope) for scope in request.cursors if scope not in closed}
        told = _at_once(news.page(_Store(self), request, heads, page, restored=restored))
        return SyncAnswer(
            epoch=self.epoch,
            server_time=self.now.isoformat(),
            results=results,
            closed=closed,
            removals={scope: self.meant[scope] for scope in heads if scope in self.meant},
            **told._asdict(),
        )

    def decide(self, opened: Opened) -> Result:
        op = opened.op
        assert sessions.principal_of(opened.proof) == op.principal
        if op.scope in self.retry:
            return Result(op.id, "retry")
        if op.id not in self.results:
            self.results[op.id] = (fingerprint(op), self._apply(op))
        stored, result = self.results[op.id]
        return result if stored == fingerprint(op) else Result(op.id, "conflict")

    def act(self, list_id: str, actor: Actor, verb: list_verbs.Verb, op: str) -> None:
        """Somebody else does something: a phone, the shop."""
        act = Act(op=op, actor=actor, at=NOON.isoformat(), verb=verb)
        self.lists[list_id] = list_rules.apply(self.lists.get(list_id), act, list_id=list_id, owner="")
        self._count(scopes.shopping_list(list_id))

    def forget_tombstones(self, scope: str) -> None:
        """As a hub does with what was deleted long ago."""
        gone = [change.seq for change in self.shop[scope] if change.body is msgspec.UNSET]
        self.floors[scope] = max([self.floors.get(scope, 0), *gone])
        self.shop[scope] = [change for change in self.shop[scope] if change.body is not msgspec.UNSET]

    def head(self, scope: str) -> Head:
        living = [one for one in self.stored(scope) if one.body is not None]
        checksum = sum(digest(*one) for one in living) % MODULUS
        return Head(self.seqs.get(scope, 0), checksum, self.floors.get(scope, 0))

    def stored(self, scope: str) -> list[Stored]:
        """A scope's documents as the hub's store has them."""
        found = [
            Stored(one.kind, one.id, one.seq, bytes(one.body) if one.body else None)
            for one in self.shop.get(scope, [])
        ]
        document = self.lists.get(scopes.parse(scope).id)
        if document:
            found.append(Stored("list", document.id, self.seqs[scope], msgspec.json.encode(document)))
        return sorted(found, key=lambda one: one.seq)

    def put(self, scope: str, kind: str, identifier: str, body: bytes | None) -> None:
        """Write a document of the shop, like a stock level."""
        seq = self._count(scope)
        raw = msgspec.Raw(body) if body is not None else msgspec.UNSET
        kept = [
            change for change in self.shop.get(scope, []) if (change.kind, change.id) != (kind, identifier)
        ]
        self.shop[scope] = [*kept, Change(scope, kind, identifier, seq, raw)]

    def _apply(self, op: Op) -> Result:
        scope = scopes.parse(op.scope)
        if scope.kind == "session":
            self.ended[op.principal] = op.args["why"]
            return Result(op.id, "applied", seq=self._count(op.scope))
        actor = Actor(id=f"device:{op.device}", kind="kiosk", name="as the hub knows it", place="Milano")
        try:
            intent = rules.read(scope.kind, scope.id, op.args)
            act = acts.Act(op.id, actor, op.principal, op.at, NOON.isoformat(), intent.verb, op.device)
            self.lists[scope.id] = intent.rule.apply(self.lists.get(scope.id), act, scope.id, scope.id)
        except Rejected as error:
            return Result(op.id, "rejected", seq=self.seqs.get(op.scope, 0), reason=error.reason)
        return Result(op.id, "applied", seq=self._count(op.scope))

    def _ended(self, scope: str) -> bool:
        document = self.lists.get(scopes.parse(scope).id)
        return document is not None and document.owner in self.ended

    def _count(self, scope: str) -> int:
        self.seqs[scope] = self.seqs.get(scope, 0) + 1
        return self.seqs[scope]


class _Store:
    """As much of the hub's storage as its pages of changes need."""

    def __init__(self, hub: FakeHub) -> None:
        self._hub = hub

    async def changes(self, scope: str, after: int, limit: int) -> list[Stored]:
        return [one for one in self._hub.stored(scope) if one.seq > after][:limit]


def _at_once(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run what awaits nothing that is not there yet."""
    with pytest.raises(StopIteration) as stop:
        coroutine.send(None)
    return stop.value.value


class FakeLink:
    """A line to a `FakeHub` that can be cut: before a request arrives (`down`), or before its answer does."""

    def __init__(self, hub: FakeHub) -> None:
        self.hub = hub
        self.down = False
        self.lose_answers = 0
        self.page = 1000
        self.requests: list[SyncRequest] = []
        self.answers: dict[str, Callable[[Any], Any]] = {}
        self.media_files: dict[tuple[str, str], bytes] = {}
        self.published: Manifest | None = None
        self.pages: list[CatalogueChanges] = []
        self.files: dict[str, bytes] = {}
        self.closed = False
        self.tries = 0
        self._lines: list[tuple[list[str], asyncio.AbstractEventLoop, asyncio.Queue[Hint]]] = []
        self._opened = threading.Condition()

    async def sync(self, request: SyncRequest) -> SyncAnswer:
        self._require_line()
        self.requests.append(request)
        # As on the wire: nothing but what JSON carries arrives.
        arrived = msgspec.json.decode(msgspec.json.encode(request), type=SyncRequest)
        answer = msgspec.json.encode(self.hub.sync(arrived, self.page))
        if self.lose_answers:
            self.lose_answers -= 1
            raise Offline("the answer was lost")
        return msgspec.json.decode(answer, type=SyncAnswer)

    async def hints(self, scopes: Sequence[str]) -> AsyncIterator[Hint | None]:
        self._require_line()
        queue: asyncio.Queue[Hint] = asyncio.Queue()
        with self._opened:
            self._lines.append((list(scopes), asyncio.get_running_loop(), queue))
            self._opened.notify_all()
        yield None
        while True:
            yield await queue.get()

    def hint(self, hint: Hint) -> None:
        """Send a hint down the line that stands; for any thread."""
        _, loop, queue = self.wait_for_line(lambda scopes: hint.scope in scopes)
        loop.call_soon_threadsafe(queue.put_nowait, hint)

    def wait_for_line(
        self, wanted: Callable[[list[str]], bool], seconds: float = 5
    ) -> tuple[list[str], asyncio.AbstractEventLoop, asyncio.Queue[Hint]]:
        """Wait until the line opened last is for the scopes that are wanted."""
        with self._opened:
            assert self._opened.wait_for(lambda: self._lines and wanted(self._lines[-1][0]), seconds), (
                "no such line was opened"
            )
            return self._lines[-1]

    async def ask(self, path: str, body: msgspec.Struct, answer: type[T]) -> T:
        self._require_line()
        return msgspec.convert(msgspec.to_builtins(self.answers[path](body)), answer)

    async def manifest(self) -> Manifest:
        self._require_line()
        if self.published is None:
            raise Gone("no catalogue")
        return self.published

    async def catalogue_changes(self, after: int) -> CatalogueChanges:
        if not self.pages:
            raise Gone("too old")
        return self.pages.pop(0)

    async def download(self, file: SnapshotFile, arrival: Arrival) -> None:
        arrival.write(self.files[file.sha256][arrival.have :])

    async def media(self, sha256: str, rendition: str) -> bytes:
        self._require_line()
        try:
            return self.media_files[sha256, rendition]
        except KeyError:
            raise Gone("no such picture") from None

    async def close(self) -> None:
        self.closed = True

    def _require_line(self) -> None:
        self.tries += 1
        if self.down:
            raise Offline("no line")
