"""Real processes: a hub that is killed and comes back, a tablet that is killed, a line that is cut."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from kiosk.demo.hub import HubProcess
from sync.client.engine import TICK, Engine
from sync.client.enrolment import enrol
from sync.client.identity import Identity
from sync.client.listeners import EngineState, Listeners
from sync.client.replica import Replica, utc_now
from sync.hub.context import open_storage
from sync.hub.enrolment import hand_out
from sync.hub.storage.port import Key, Storage
from sync.protocol.devices import Device
from sync.protocol.lists import ShoppingList
from sync.protocol.scopes import device, shopping_list
from tests.faults.tablets import Tablet

PATIENCE = 20.0
"""Seconds a test waits for what takes a back-off and some milliseconds."""


class Hub(HubProcess):
    """A real hub in a process of its own, whose store a test may look into."""

    def __init__(self, data: Path, *arguments: str, database_url: str = "") -> None:
        super().__init__(data, *arguments, *(["--database-url", database_url] if database_url else []))
        self._database_url = database_url

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Storage]:
        """Open its store beside it."""
        storage = open_storage(self.data, self._database_url)
        try:
            yield storage
        finally:
            await storage.close()

    def enrol_code(self) -> str:
        """Hand out a code, as `vetrina-hub enrol` does beside a hub that serves."""

        async def make() -> str:
            async with self.opened() as storage:
                code, _ = await hand_out(storage, "milano", "", datetime.now(UTC))
            return code

        return asyncio.run(make())

    def device(self, identifier: str) -> Device:
        """Return a device's record as it stands in the hub's store."""
        body = self.stored(device(identifier), "device", identifier)
        assert body, "the hub does not know it"
        return msgspec.json.decode(body, type=Device)

    def list(self, identifier: str) -> ShoppingList | None:
        """Return a list as it stands in the hub's store."""
        body = self.stored(shopping_list(identifier), "list", identifier)
        return msgspec.json.decode(body, type=ShoppingList) if body else None

    def stored(self, scope: str, kind: str, identifier: str) -> bytes | None:
        async def load() -> bytes | None:
            storage = open_storage(self.data, self._database_url)
            try:
                stored = await storage.load(scope, Key(kind, identifier))
            finally:
                await storage.close()
            return stored.body if stored else None

        return asyncio.run(load())


class Online:
    """An engine on a tablet's replica, with something to wait on."""

    def __init__(self, data: Path, replica: Replica, tick: float = TICK) -> None:
        self.states: list[EngineState] = []
        self._news = threading.Condition()
        self.engine = Engine(data, replica, Listeners(on_state=self._note), tick=tick)

    def wait(self, **wanted: object) -> None:
        """Wait until the engine's state is, or comes to be, as wanted."""
        with self._news:
            assert self._news.wait_for(lambda: self._is(wanted), PATIENCE), f"{self.states[-1:]} for {wanted}"

    def _is(self, wanted: dict[str, object]) -> bool:
        return bool(self.states) and wanted.items() <= self.states[-1]._asdict().items()

    def _note(self, state: EngineState) -> None:
        with self._news:
            self.states.append(state)
            self._news.notify_all()


class Line:
    """A TCP line to the hub. While `cutting`, requests get through and the answers are lost.

    While there is a `page`, it is the answer to every request, and none gets through.
    """

    def __init__(self, port: int) -> None:
        self.cutting = False
        self.page = b""
        self.lost = threading.Event()
        self._port = port
        self._server = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        # Closing alone would not wake the thread that waits in accept().
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._server.accept()
                far = socket.create_connection(("127.0.0.1", self._port))
                threading.Thread(target=self._pump, args=(near, far), daemon=True).start()
                threading.Thread(target=self._pump, args=(far, near), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with source, suppress(OSError):
            is_answer = source.getpeername()[1] == self._port
            while block := source.recv(65536):
                if is_answer and self.cutting:
                    self.lost.set()
                    break
                if self.page and not is_answer:
                    source.sendall(self.page)
                    break
                sink.sendall(block)
        with suppress(OSError):
            sink.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    data = tmp_path / "hub"
    data.mkdir()
    with Hub(data, "--public-url", "https://shop.example") as serving:
        yield serving


@pytest.fixture
def tablet_data(tmp_path: Path) -> Path:
    return tmp_path / "tablet"


@pytest.fixture
def identity(hub: Hub, tablet_data: Path) -> Identity:
    """The tablet, enrolled at the real hub."""
    return enrol(tablet_data, hub.url, hub.enrol_code(), "Kiosk 1")


@pytest.fixture
def replica(tablet_data: Path, identity: Identity) -> Iterator[Replica]:
    opened = Replica(tablet_data, identity)
    yield opened
    opened.close()


@pytest.fixture
def go_online(tablet_data: Path) -> Iterator[Callable[[Replica], Online]]:
    running: list[Online] = []

    def go(replica: Replica) -> Online:
        running.append(Online(tablet_data, replica))
        running[-1].engine.start()
        return running[-1]

    yield go
    for one in running:
        one.engine.stop()


@pytest.fixture
def line(hub: Hub) -> Iterator[Line]:
    made = Line(hub.port)
    yield made
    made.close()


@pytest.fixture
def traces(tablet_data: Path) -> Callable[[str], list[str]]:
    """Which files of the tablet hold a text, in whatever encoding a database may keep it."""

    def find(text: str) -> list[str]:
        needles = [text.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
        files = (path for path in tablet_data.rglob("*") if path.is_file())
        return [path.name for path in files if any(needle in path.read_bytes() for needle in needles)]

    return find


@pytest.fixture
def start() -> Iterator[Callable[[Path], Tablet]]:
    """Return a function that starts the program on a folder."""
    running: list[Tablet] = []

    def open_tablet(data: Path, now: Callable[[], datetime] = utc_now) -> Tablet:
        running.append(Tablet(data, now))
        return running[-1]

    yield open_tablet
    for tablet in running:
        tablet.stop()
