"""A real hub in a process of its own, and a tablet that talks to it over real HTTP."""

import asyncio
import base64
import hashlib
import json
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import msgspec
import pytest
from joserfc import jwt
from joserfc.jwk import OKPKey
from nacl.signing import SigningKey

from sync.hub.context import open_storage
from sync.hub.enrolment import hand_out
from sync.hub.publish import publish
from sync.hub.storage.port import Decision, Storage, Write
from sync.protocol import envelope, ids, scopes, sessions
from sync.protocol.catalogue import Manifest
from sync.protocol.devices import ASSERTION_ALGORITHM, AUDIENCE
from sync.protocol.envelope import Op, Result, SealedOp, SyncAnswer, SyncRequest
from sync.protocol.money import Price
from sync.protocol.products import Picture, Product, Store, Variant
from sync.protocol.stock import StockLevel
from tests import forks


@dataclass
class RunningHub:
    """A hub process. `stop` waits for its clean end."""

    data: Path
    process: forks.Process
    urls: dict[str, str]
    database: str = ""
    """Where its documents are, '' for a file in its folder."""

    def open_storage(self) -> Storage:
        """Open its store as another process does."""
        return open_storage(self.data, self.database)

    @property
    def url(self) -> str:
        return self.urls["url"]

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(10)

    def kill_and_restart(self) -> "RunningHub":
        self.process.kill()
        self.process.wait(10)
        return start_hub(self.data, database=self.database)


def start_hub(data: Path, *options: str, database: str = "") -> RunningHub:
    where = ("--database-url", database) if database else ()
    with (data.parent / f"{data.name}.log").open("a") as log:
        command = ("serve", "--data", str(data), *where, *options)
        process = forks.fork(forks.HUB, "sync.hub", *command, stdout=subprocess.PIPE, stderr=log)
    assert process.stdout is not None
    with process.stdout:
        return RunningHub(data, process, json.loads(process.stdout.readline()), database)


def hub_command(*arguments: str) -> Any:
    done = forks.run(forks.HUB, "sync.hub", *arguments)
    done.check_returncode()
    return json.loads(done.stdout.splitlines()[-1])


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@dataclass
class Tablet:
    """The least that speaks the protocol: a key, a token, visits and operations."""

    http: httpx.Client
    key: SigningKey = field(default_factory=SigningKey.generate)
    device: str = ""
    hub_key: bytes = b""
    visit: sessions.NewSession = field(default_factory=sessions.begin)
    order: int = 0

    @property
    def public_key(self) -> str:
        return _text(bytes(self.key.verify_key))

    def enrol(self, code: str) -> httpx.Response:
        response = self.http.post("/v1/devices/enrol", json={"code": code, "public_key": self.public_key})
        if response.is_success:
            answer = response.json()
            self.device = answer["device"]
            self.hub_key = base64.b64decode(answer["hub_key"])
        return response

    def assertion(self, **claims: Any) -> str:
        key = OKPKey.import_key(
            {"kty": "OKP", "crv": "Ed25519", "x": self.public_key, "d": _text(bytes(self.key))}
        )
        soon = int(time.time()) + 60
        claims = {"iss": self.device, "sub": self.device, "aud": AUDIENCE, "exp": soon, **claims}
        return jwt.encode({"alg": ASSERTION_ALGORITHM}, claims, key, algorithms=[ASSERTION_ALGORITHM])

    def sign_in(self) -> None:
        body = {"device": self.device, "assertion": self.assertion()}
        answer = self.http.post("/v1/devices/token", json=body).raise_for_status().json()
        self.http.headers["Authorization"] = f"Bearer {answer['token']}"

    def op(self, scope: str, args: msgspec.Struct | dict[str, Any], **changed: Any) -> Op:
        self.order += 1
        whole: dict[str, Any] = {
            "id": ids.new_op_id(),
            "device": self.device,
            "incarnation": "one",
            "order": self.order,
            "principal": self.visit.principal,
            "scope": scope,
            "at": "2026-11-22T10:00:00Z",
            "args": msgspec.to_builtins(args),
        }
        return Op(**{**whole, **changed})

    def seal(self, op: Op) -> SealedOp:
        return envelope.seal(op, self.visit.secret, self.hub_key)

    def sync(self, *ops: Op, **parts: Any) -> SyncAnswer:
        whole: dict[str, Any] = {"proofs": [self.visit.secret], **parts}
        request = SyncRequest(device=self.device, incarnation="one", ops=list(ops), **whole)
        response = self.http.post("/v1/sync", content=msgspec.json.encode(request))
        return msgspec.json.decode(response.raise_for_status().content, type=SyncAnswer)

    def results(self, *ops: Op, **parts: Any) -> list[Result]:
        return self.sync(*ops, **parts).results


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    """One hub for the tests of a module: they use lists and tablets of their own."""
    running = start_hub(tmp_path_factory.mktemp("hub") / "data")
    yield running
    assert running.stop() == 0


@pytest.fixture
def new_code(hub: RunningHub) -> Callable[[], str]:
    """Return a function that hands out a code, as `vetrina-hub enrol` does beside the hub that serves."""

    async def hand_out_one() -> str:
        storage = hub.open_storage()
        code, _ = await hand_out(storage, "milano", "", datetime.now(UTC))
        await storage.close()
        return code

    def hand_out_apart() -> str:
        with ThreadPoolExecutor(1) as pool:  # Playwright's loop may occupy this thread
            return pool.submit(asyncio.run, hand_out_one()).result()

    return hand_out_apart


@pytest.fixture
def write_beside(hub: RunningHub) -> Callable[[str, list[Write]], None]:
    """Return a function that writes to the hub's store as another process does, an import for example."""

    async def write(scope: str, writes: list[Write]) -> None:
        storage = hub.open_storage()
        await storage.commit(scope, [], [], lambda _: Decision(writes))
        await storage.close()

    return lambda scope, writes: asyncio.run(write(scope, writes))


@pytest.fixture
def prune(hub: RunningHub) -> Callable[[str, int], None]:
    """Return a function that forgets tombstones as another process does."""

    async def forget(scope: str, below: int) -> None:
        storage = hub.open_storage()
        await storage.prune(scope, below)
        await storage.close()

    return lambda scope, below: asyncio.run(forget(scope, below))


@pytest.fixture
def stranger(hub: RunningHub) -> Iterator[Tablet]:
    """A tablet that is not enrolled."""
    with httpx.Client(base_url=hub.url) as http:
        yield Tablet(http)


@pytest.fixture
def new_tablet(hub: RunningHub, new_code: Callable[[], str]) -> Iterator[Callable[[], Tablet]]:
    """Return a function that enrols and signs in another tablet."""
    open_clients: list[httpx.Client] = []

    def new() -> Tablet:
        tablet = Tablet(httpx.Client(base_url=hub.url))
        open_clients.append(tablet.http)
        tablet.enrol(new_code()).raise_for_status()
        tablet.sign_in()
        return tablet

    yield new
    for http in open_clients:
        http.close()


@pytest.fixture
def tablet(new_tablet: Callable[[], Tablet]) -> Tablet:
    return new_tablet()


class Shop(NamedTuple):
    """What `shop` put into the hub: the published catalogue, and the name of a picture in it."""

    manifest: Manifest
    media: str


@pytest.fixture(scope="module")
def shop(hub: RunningHub) -> Shop:
    """A published catalogue with a product, its photo, a drawing without use, and stock in Milano."""
    media = hashlib.sha256(b"picture").hexdigest()
    picture = Picture(media, 1600, 1200)
    variant = Variant("lamp-1", "L1", {}, {"EUR": Price(12_900)})
    product = Write(
        "product", "lamp", msgspec.json.encode(Product("lamp", {"en": "Lamp"}, [variant], pictures=[picture]))
    )
    store = Write("store", "milano", msgspec.json.encode(Store("milano", "Milano Brera", currency="EUR")))
    level = Write("stock", "lamp-1", msgspec.json.encode(StockLevel("lamp-1", 3, "2026-11-22T10:00:00Z")))
    folder = hub.data / "media" / media[:2]
    folder.mkdir(parents=True)
    (folder / f"{media}-400.jpg").write_bytes(b"a photo")
    (folder / f"{media}-full.png").write_bytes(b"a drawing")

    async def bring_in() -> Manifest | None:
        storage = hub.open_storage()
        await storage.commit(scopes.CATALOGUE, [], [], lambda _: Decision([product, store]))
        await storage.commit(scopes.stock("milano"), [], [], lambda _: Decision([level]))
        manifest = await publish(storage, hub.data)
        await storage.close()
        return manifest

    manifest = asyncio.run(bring_in())
    assert manifest is not None
    return Shop(manifest, media)
