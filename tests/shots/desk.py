"""A desk for the pictures: a colleague is signed in, and documents come as from the hub."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta
from typing import Any

import msgspec
from PySide6.QtGui import QGuiApplication, QInputMethodEvent

from kiosk.app import Kiosk
from kiosk.core.staff import device_secret
from kiosk.ui.robot import Robot
from sync.client.listeners import EngineState
from sync.client.store.people import DESK
from sync.protocol.envelope import Change, Op, Result, SyncAnswer
from sync.protocol.orders import Line
from sync.protocol.staff import LEASE_SECONDS, Associate, Role, SignedIn

MARCO = Associate("marco", "Marco", Role.MANAGER)
PIN = "482913"
MANY = 10_000


class DeskHand:
    """Turns a kiosk into Marco's desk. There is no line to the hub: what it would send is handed in."""

    def __init__(self, kiosk: Kiosk, robot: Robot) -> None:
        self._kiosk = kiosk
        self._robot = robot

    def sign_in(self) -> None:
        """Open the desk and sign Marco in."""
        # The keys of whoever runs this are not ours to touch.
        device_secret._system_store = lambda: None
        desk = self._kiosk.desk
        desk.staff._ask = answering(SignedIn(MARCO, LEASE_SECONDS))
        self._kiosk.model.toDesk()
        desk.door.sign_in(PIN, name=MARCO.name, done=lambda _who: None)
        self._robot.wait(lambda: desk.model.page != "", "the desk")
        self.news(online=True)

    def news(self, *, online: bool, minutes: int = 0) -> None:
        """Let the hub be there, or have been last so many minutes ago."""
        desk, last = self._kiosk.desk.model, self._kiosk.shop.now() - timedelta(minutes=minutes)
        desk.tell_news(online=online, last_news=last)
        desk.health.take_state(EngineState(online, last, 0 if online else 3))

    def send(self, scope: str, kind: str, identifier: str, document: msgspec.Struct) -> None:
        """Take a document in as the hub would send it."""
        replica, desk = self._kiosk._replica, self._kiosk.desk
        if scope not in replica.progress().cursors:
            replica.watch(scope, DESK)
        body = msgspec.Raw(msgspec.json.encode(document))
        change = Change(scope, kind, identifier, replica.cursor(scope) + 1, body)
        answer = SyncAnswer(replica.progress().epoch, self._kiosk.shop.now().isoformat(), changes=[change])
        replica.receive(answer)
        desk.work.changed.emit(frozenset({scope}))

    def refuse(self, reason: str) -> None:
        """Have the hub refuse what was done last."""
        replica = self._kiosk._replica
        done: list[Op] = []

        def is_done() -> bool:
            # Of earlier pictures' people only what is sealed is left.
            done[:] = [waiting.op for waiting in replica.pending(MANY) if waiting.op]
            return bool(done)

        self._robot.wait(is_done, "what was done")
        result = Result(done[-1].id, "rejected", reason=reason)
        replica.receive(
            SyncAnswer(replica.progress().epoch, self._kiosk.shop.now().isoformat(), results=[result])
        )

    def line(self, sku: str, identifier: str, quantity: int = 1, **more: Any) -> Line:
        """Return an order's line for a SKU of the demo shop."""
        catalogue = self._kiosk.shop.catalogue
        assert catalogue is not None
        product = catalogue.product(catalogue.product_of(sku))
        assert product is not None
        variant = next(each for each in product.variants if each.sku == sku)
        return Line(identifier, product.id, variant.id, quantity, dict(variant.options), **more)


def type_in(kiosk: Kiosk, text: str) -> None:
    """Write where the keyboard is, as an input method does: in any script."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QGuiApplication.sendEvent(kiosk.window.activeFocusItem(), event)


def answering(answer: msgspec.Struct | Exception) -> Callable[..., "Future[Any]"]:
    """Return a hub that always answers so."""

    def ask(*_asked: object) -> "Future[Any]":
        answered: Future[Any] = Future()
        if isinstance(answer, Exception):
            answered.set_exception(answer)
        else:
            answered.set_result(answer)
        return answered

    return ask
