"""Associates of a real hub, and tablets at which they sign in."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

import pytest

from sync.hub.context import open_storage
from sync.hub.staff import roster
from sync.hub.staff.records import Record
from sync.hub.staff.roster import NewAssociate
from sync.hub.storage.port import Storage
from sync.protocol import sessions
from sync.protocol.ids import new_id
from sync.protocol.sessions import STAFF, NewSession
from sync.protocol.staff import Role
from tests.sync.hub.conftest import RunningHub, Tablet

T = TypeVar("T")
PIN = "271828"

Beside = Callable[[Callable[[Storage], Awaitable[T]]], T]


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@pytest.fixture
def beside(hub: RunningHub) -> Beside[Any]:
    """Do something with the hub's store as a command beside the hub does."""

    def do(work: Callable[[Storage], Awaitable[Any]]) -> Any:
        async def opened() -> Any:
            storage = open_storage(hub.data)
            try:
                return await work(storage)
            finally:
                await storage.close()

        return asyncio.run(opened())

    return do


@pytest.fixture
def take_on(beside: Beside[Record]) -> Callable[..., Record]:
    """Take on somebody with a name of their own; the PIN is `PIN`."""

    def take_on(role: Role = Role.ASSOCIATE, store: str = "milano") -> Record:
        new = NewAssociate(store, f"Giulia {new_id()[:8]}", role)
        return beside(lambda storage: roster.add(storage, new, PIN, now()))

    return take_on


class Person:
    """An associate at a tablet, with a session of their own."""

    def __init__(self, tablet: Tablet, record: Record) -> None:
        self.tablet = tablet
        self.record = record
        self.session: NewSession = sessions.begin()

    @property
    def principal(self) -> str:
        return f"{STAFF}:{self.session.id}"

    def sign_in(self, pin: str = PIN, **who: str) -> Any:
        body = {"session": self.session.id, "pin": pin, **(who or {"name": self.record.name})}
        return self.tablet.http.post("/v1/staff/sign-ins", json=body)

    def reads(self, *scopes: str) -> set[str]:
        """Return those of some scopes that the hub opens to this session."""
        answer = self.tablet.sync(proofs=[self.session.secret], cursors=dict.fromkeys(scopes, 0))
        return set(scopes) - set(answer.closed)

    def does(self, scope: str, verb: Any, **changed: Any) -> tuple[str, str]:
        op = self.tablet.op(scope, verb, principal=self.principal, schema=2, **changed)
        (result,) = self.tablet.results(op, proofs=[self.session.secret])
        return result.status, result.reason


@pytest.fixture
def new_person(new_tablet: Callable[[], Tablet], take_on: Callable[..., Record]) -> Callable[..., Person]:
    """Sign somebody new in at a tablet of their own, or at one that is there."""

    def new(role: Role = Role.ASSOCIATE, tablet: Tablet | None = None) -> Person:
        person = Person(tablet or new_tablet(), take_on(role))
        assert person.sign_in().status_code == 200
        return person

    return new
