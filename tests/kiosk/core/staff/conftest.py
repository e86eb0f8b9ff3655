"""A desk on a real replica; the hub's word on sign-ins comes from the test."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.core.staff.desk import StaffDesk
from kiosk.core.staff.device_secret import DeviceSecret
from sync.client.errors import Offline, Refused
from sync.client.replica import Replica
from sync.protocol import sessions
from sync.protocol.staff import Associate, Role, SignedIn, SignIn
from tests.fakes import Clock, FakeHub

LEASE = 12 * 3600


class NoKeyStore:
    """A key store that does not work, as on a tablet without one."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("no store here")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError("no store here")


class Door:
    """The hub's door: who works here with which PIN and badge, and what was asked."""

    def __init__(self) -> None:
        self.down = False
        self.people: dict[str, tuple[Associate, str]] = {}
        self.refusal: Refused | None = None
        self.sessions: list[str] = []

    def employ(self, name: str, pin: str, role: Role = Role.ASSOCIATE, badge: str = "") -> Associate:
        associate = Associate(f"id of {name}", name, role, ["it"])
        for key in filter(None, (name, badge)):
            self.people[key] = (associate, pin)
        return associate

    def ask(self, path: str, body: msgspec.Struct, answer: type[Any]) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(self._answer(body))
        except (Offline, Refused) as error:
            future.set_exception(error)
        return future

    def _answer(self, body: msgspec.Struct) -> Any:
        if self.down:
            raise Offline("no line")
        if self.refusal:
            raise self.refusal
        if not isinstance(body, SignIn):
            return body
        found, pin = self.people.get(body.badge or body.name, (None, ""))
        if found is None or pin != body.pin:
            raise Refused("403 sign_in_refused", "sign_in_refused")
        self.sessions.append(body.session)
        return SignedIn(found, LEASE)


class Counter:
    """The tablet on the counter: its folder, its replica, its desk."""

    def __init__(self, data: Path, hub: FakeHub, door: Door) -> None:
        self.data, self.hub, self.door = data, hub, door
        self.clock = Clock()
        self.identity = hub.identity("Desk 1")
        self.start()

    def start(self) -> None:
        self.replica = Replica(self.data, self.identity, self.clock.now)
        secret = DeviceSecret(self.data, self.identity.device, NoKeyStore())
        self.desk = StaffDesk(self.replica, self.door.ask, secret, clock=self.clock)

    def restart(self) -> None:
        self.replica.close()
        self.start()

    def traces(self, *texts: str) -> set[str]:
        """Return those of some texts that stand anywhere in the tablet's folder."""
        content = b"".join(path.read_bytes() for path in self.data.rglob("*") if path.is_file())
        return {text for text in texts if text.encode() in content}


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def counter(tmp_path: Path, door: Door) -> Iterator[Counter]:
    made = Counter(tmp_path / "tablet", FakeHub(), door)
    yield made
    made.replica.close()


@pytest.fixture
def secret_of() -> Callable[[Counter], str]:
    """The secret of the session of who is at the desk."""

    def find(counter: Counter) -> str:
        (session,) = counter.replica.desk.proofs.every()
        assert sessions.session_id(session.secret) == session.id
        return session.secret

    return find
