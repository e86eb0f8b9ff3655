"""A desk for each test: the real kiosk turned into one, somebody signed in, documents as from the hub."""

from concurrent.futures import Future

import msgspec
import pytest

from kiosk.core.staff import device_secret
from sync.client.errors import Offline, Refused
from sync.protocol import scopes
from sync.protocol.envelope import Change, SyncAnswer
from sync.protocol.staff import Associate, Role, SignedIn, SignIn

MARCO = Associate("marco", "Marco", Role.MANAGER)
GIULIA = Associate("giulia", "Giulia", Role.ASSOCIATE)
SARA = Associate("sara", "Sara", Role.STOCK)
PINS = {"Marco": (MARCO, "482913"), "Giulia": (GIULIA, "735264"), "Sara": (SARA, "918273")}
LEASE = 12 * 3600


class HubDoor:
    """The hub's word on sign-ins, and on whatever else a test has it answer, by path."""

    def __init__(self):
        self.down = False
        self.asked = []
        self.answers = {}

    def ask(self, path, body, answer):
        self.asked.append((path, body))
        future = Future()
        try:
            future.set_result(self._answer(path, body))
        except (Offline, Refused) as error:
            future.set_exception(error)
        return future

    def _answer(self, path, body):
        if self.down:
            raise Offline("no line")
        if not isinstance(body, SignIn):
            if path not in self.answers:
                raise Offline("not asked for in this test")
            return self.answers[path](body)
        who, pin = PINS.get(body.badge or body.name, (None, ""))
        if who is None or pin != body.pin:
            raise Refused("403", "sign_in_refused")
        return SignedIn(who, LEASE)


@pytest.fixture
def hub_door(kiosk, monkeypatch):
    """The hub as far as the desk asks it."""
    monkeypatch.setattr(device_secret, "_system_store", lambda: None)
    door = HubDoor()
    kiosk.desk.staff._ask = door.ask
    return door


@pytest.fixture
def sign_in(kiosk, hub_door):
    """Sign somebody in."""

    def come(name="Marco"):
        kiosk.desk.door.sign_in(PINS[name][1], name=name, done=lambda _who: None)

    return come


@pytest.fixture
def desk(kiosk, sign_in):
    """The desk's model, with Marco signed in."""
    kiosk.model.toDesk()
    sign_in()
    return kiosk.desk.model


@pytest.fixture
def tell(kiosk):
    """Send a document as the hub does; a scope of a person is wanted first, as a look-up wants it."""
    told = {}

    def send(scope, kind, document, identifier=""):
        replica = kiosk._replica
        if scope not in replica.progress().cursors:
            kiosk.desk.work.watch([scope])
        told[scope] = told.get(scope, replica.cursor(scope)) + 1
        name = identifier or getattr(document, "id", "") or scopes.parse(scope).id
        body = msgspec.Raw(msgspec.json.encode(document))
        change = Change(scope, kind, name, told[scope], body)
        replica.receive(SyncAnswer("epoch", kiosk.shop.now().isoformat(), changes=[change]))
        kiosk.desk.work.changed.emit(frozenset({scope}))
        if scopes.parse(scope).kind == "stock":
            kiosk.shop.stocked.emit()

    return send
