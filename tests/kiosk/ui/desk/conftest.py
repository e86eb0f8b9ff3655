"""A desk for each test: the real kiosk turned into one, somebody signed in, documents as from the hub."""

import msgspec
import pytest

from sync.protocol import scopes
from sync.protocol.envelope import Change, SyncAnswer
from sync.protocol.staff import Associate, Role

MARCO = Associate("marco", "Marco", Role.MANAGER)


@pytest.fixture
def desk(kiosk):
    """The desk's model, with Marco signed in."""
    kiosk.desk.visit.begin(MARCO)
    for scope in (kiosk.desk.work.orders, kiosk.desk.work.people):
        kiosk.desk.visit.watch(scope)
    kiosk.model.go("desk")
    kiosk.desk.model.begin()
    return kiosk.desk.model


@pytest.fixture
def tell(kiosk):
    """Send a document as the hub does; a scope of a person is wanted first, as a look-up wants it."""
    told = {}

    def send(scope, kind, document, identifier=""):
        replica = kiosk._replica
        if scope not in replica.progress().cursors:
            kiosk.desk.visit.watch(scope)
        told[scope] = told.get(scope, replica.cursor(scope)) + 1
        name = identifier or getattr(document, "id", "") or scopes.parse(scope).id
        body = msgspec.Raw(msgspec.json.encode(document))
        change = Change(scope, kind, name, told[scope], body)
        replica.receive(SyncAnswer("epoch", kiosk.shop.now().isoformat(), changes=[change]))
        kiosk.desk.work.changed.emit(frozenset({scope}))

    return send
