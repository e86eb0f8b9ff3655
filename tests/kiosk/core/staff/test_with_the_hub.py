"""A desk at a real hub, over HTTP: signing in, working, hearing of news, going offline, signing out."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.core.staff.desk import Phase, Reason, SignInError, StaffDesk
from kiosk.core.staff.device_secret import DeviceSecret
from kiosk.core.staff.open_work import OpenWork
from sync.client.engine import Engine
from sync.client.enrolment import enrol
from sync.client.listeners import Listeners
from sync.client.replica import Replica
from sync.hub.context import open_storage
from sync.hub.enrolment import hand_out
from sync.hub.staff import roster
from sync.hub.staff.roster import NewAssociate
from sync.hub.storage.port import Decision, Key, Write
from sync.protocol import scopes
from sync.protocol.customers import Customer, SetPreference
from sync.protocol.list_verbs import AddLine, CreateList
from sync.protocol.lists import ShoppingList
from sync.protocol.sessions import Session
from sync.protocol.staff import HelpCall, Opening, Role, TakeHelp
from tests.kiosk.core.staff.conftest import NoKeyStore
from tests.sync.hub.conftest import RunningHub, start_hub

PIN = "271828"
PATIENCE = 20.0


def stamp() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Hub:
    """A hub process, and its store beside it."""

    def __init__(self, data: Path) -> None:
        self.running: RunningHub = start_hub(data)

    def beside(self, work: Callable[[Any], Any]) -> Any:
        async def opened() -> Any:
            storage = open_storage(self.running.data)
            try:
                return await work(storage)
            finally:
                await storage.close()

        return asyncio.run(opened())

    def put(self, scope: str, kind: str, identifier: str, document: msgspec.Struct) -> None:
        write = Write(kind, identifier, msgspec.json.encode(document))
        self.beside(lambda storage: storage.commit(scope, [], [], lambda _: Decision([write])))

    def get(self, scope: str, kind: str, identifier: str, struct: Any) -> Any:
        stored = self.beside(lambda storage: storage.load(scope, Key(kind, identifier)))
        return msgspec.json.decode(stored.body, type=struct) if stored else None


class OnlineDesk:
    """A tablet with its engine, as a desk."""

    def __init__(self, data: Path, hub: Hub) -> None:
        async def new_code(storage: Any) -> str:
            code, _ = await hand_out(storage, "milano", "Desk 1", datetime.now(UTC))
            return code

        identity = enrol(data, hub.running.url, hub.beside(new_code))
        self.data, self.identity = data, identity
        self._news = threading.Condition()
        self.start()

    def start(self) -> None:
        self.replica = Replica(self.data, self.identity)
        listeners = Listeners(on_changed=self._changed, on_state=lambda _: self._ring(), on_wiped=self._ended)
        self.engine = Engine(self.data, self.replica, listeners, tick=0.5)
        secret = DeviceSecret(self.data, self.identity.device, NoKeyStore())
        self.desk = StaffDesk(self.replica, self.engine.ask, secret)
        self.work = OpenWork(self.replica, self.desk)
        self.engine.start()

    def until(self, happened: Callable[[], Any]) -> Any:
        with self._news:
            assert self._news.wait_for(happened, PATIENCE)
        return happened()

    def close(self) -> None:
        self.engine.stop()
        self.replica.close()

    def _changed(self, changed: frozenset[str]) -> None:
        if self.work.concerns(changed):
            self.work.follow()
        self._ring()

    def _ended(self, wiped: frozenset[str]) -> None:
        self.desk.ended(wiped)
        self._ring()

    def _ring(self) -> None:
        with self._news:
            self._news.notify_all()


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    hub = Hub(tmp_path / "hub")
    yield hub
    assert hub.running.stop() == 0


@pytest.fixture
def giulia(hub: Hub) -> Any:
    new = NewAssociate("milano", "Giulia", Role.ASSOCIATE, ["it"])
    return hub.beside(lambda storage: roster.add(storage, new, PIN, stamp()))


@pytest.fixture
def online(hub: Hub, giulia: Any, tmp_path: Path) -> Iterator[OnlineDesk]:
    desk = OnlineDesk(tmp_path / "desk", hub)
    desk.until(desk.replica.last_news)
    yield desk
    desk.close()


def test_the_whole_of_a_short_shift(hub: Hub, online: OnlineDesk, giulia: Any) -> None:
    with pytest.raises(SignInError) as error:
        online.desk.sign_in("314159", name="Giulia")
    assert error.value.reason is Reason.REFUSED
    assert online.desk.sign_in(PIN, name="giulia").id == giulia.id

    # Help that was called is heard, and taken in her own name.
    hub.put("staff:milano", "help", "h1", HelpCall("h1", "list-of-call", "Kiosk 1", stamp()))
    online.until(lambda: online.replica.document("staff:milano", "help", "h1", HelpCall))
    online.desk.commit("staff:milano", TakeHelp("h1"))
    online.until(lambda: not online.replica.pending_count())
    taken = hub.get("staff:milano", "help", "h1", HelpCall)
    assert (taken.state, taken.by.name, taken.by.kind) == ("coming", "Giulia", "associate")

    # A customer who is opened to the store comes with their list; nobody else does.
    hub.put("customer:anna", "customer", "anna", Customer("anna", lists=["kitchen"]))
    hub.put("list:kitchen", "list", "kitchen", ShoppingList("kitchen", "customer:anna", "Kitchen"))
    hub.put("staff:milano", "opening", "anna", Opening("anna", "2999-01-01T00:00:00.000Z"))
    found = online.until(lambda: online.replica.document("list:kitchen", "list", "kitchen", ShoppingList))
    assert found.title == "Kitchen"
    online.desk.commit("list:kitchen", AddLine("lamp", "lamp-red"))
    online.desk.commit("customer:anna", SetPreference("style", "plain"))
    online.until(lambda: not online.replica.pending_count())
    added = hub.get("list:kitchen", "list", "kitchen", ShoppingList)
    assert [added.actors[line.by].name for line in added.lines] == ["Giulia"]
    assert hub.get("customer:anna", "customer", "anna", Customer).preferences == {"style": "plain"}
    assert online.replica.rejections() == []

    # The last one signs out: the session is over at the hub, and nothing is left here.
    (session,) = online.replica.progress().visits
    assert online.desk.sign_out()
    online.until(lambda: not online.replica.pending_count())
    online.until(lambda: hub.get(scopes.session(session), "session", session, Session).ended)
    assert online.desk.phase() is Phase.CLOSED
    assert online.replica.document("list:kitchen", "list", "kitchen", ShoppingList) is None


def test_what_was_done_offline_before_a_restart_still_arrives(
    hub: Hub, online: OnlineDesk, giulia: Any
) -> None:
    online.desk.sign_in(PIN, name="Giulia")
    online.engine.stop()
    online.desk.lock()
    online.desk.sign_in(PIN, name="Giulia")
    online.desk.commit("list:new", CreateList("For Anna"))
    online.replica.close()

    # Nobody has given a PIN since: what waits goes sealed, with its proof inside.
    online.start()
    assert not online.replica.progress().proofs
    online.until(lambda: not online.replica.pending_count())
    made = hub.get("list:new", "list", "new", ShoppingList)
    assert made.title == "For Anna"
    assert made.owner.startswith("staff:")


def test_who_left_is_out_at_once(hub: Hub, online: OnlineDesk, giulia: Any) -> None:
    online.desk.sign_in(PIN, name="Giulia")
    hub.beside(lambda storage: roster.leave(storage, giulia, stamp()))
    online.until(lambda: online.desk.phase() is Phase.LOCKED)
    online.until(lambda: online.desk.people() == [])
    with pytest.raises(SignInError) as error:
        online.desk.sign_in(PIN, name="Giulia")
    assert error.value.reason is Reason.REFUSED
