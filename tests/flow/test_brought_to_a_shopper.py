"""A shopper at a kiosk has a list brought; an associate at a desk picks it. One hub, two real tablets."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.app import Kiosk
from kiosk.core.staff import device_secret
from kiosk.demo.hub import HubProcess, hub_command
from kiosk.demo.shop import enrolment_code
from kiosk.ui.robot import Robot
from sync.client.enrolment import enrol
from sync.client.identity import load
from sync.protocol import orders
from sync.protocol.tablet_settings import Idle, Network, Settings

SOFA, LAMP = "LRC-MOSS-212", "MEL-RUST"
READY_SECONDS = 60.0
Open = Callable[[str], tuple[Kiosk, Robot]]


@pytest.fixture
def pin(demo_shop: Path, hub: HubProcess) -> str:
    """The PIN of Marco, who works in the store."""
    told = hub_command("associate", "add", "Marco", "--store", "milano", "--data", str(hub.data), "--json")
    return str(told["pin"])


@pytest.fixture
def open_tablet(
    hub: HubProcess, tmp_path: Path, qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Open]:
    """Enrol and open a tablet that is in step with the hub."""
    monkeypatch.setattr(device_secret, "_system_store", lambda: None)
    opened: list[Kiosk] = []

    def start(name: str) -> tuple[Kiosk, Robot]:
        data = tmp_path / name
        enrol(data, hub.url, enrolment_code(hub.data))
        identity = load(data)
        assert identity is not None
        settings = Settings(language="en", idle=Idle(600, 30), network=Network(spread=0))
        kiosk = Kiosk(data, identity, settings, qapp)
        opened.append(kiosk)
        kiosk.open(full_screen=False)
        kiosk.start_sync()
        robot = Robot(kiosk.window)
        lamp = "melo-table-lamp"
        robot.wait(lambda: kiosk.ready, "the catalogue", READY_SECONDS)
        product = kiosk.shop.product(lamp)
        assert product is not None
        robot.wait(lambda: bool(kiosk.shop.here(product.variants[0]).as_of), "the stock", READY_SECONDS)
        return kiosk, robot

    yield start
    for kiosk in opened:
        kiosk.close()


def ask_and_claim(kiosk: Kiosk, shopper: Robot, open_tablet: Open, pin: str) -> tuple[Kiosk, Robot]:
    """Ask at the kiosk for what is on the list, and let Marco take the request on at a desk."""
    kiosk.model.toList()
    shopper.tap("Have it brought to me")
    kiosk.service.writing.write("Anna")
    shopper.tap("Bring it, please")
    shopper.wait(lambda: "The store has your request" in shopper.texts(), "the store")

    tablet, associate = open_tablet("desk")
    tablet.model.toDesk()
    came: list[object] = []
    tablet.desk.door.sign_in(pin, name="Marco", done=came.append)
    associate.wait(lambda: bool(came), "Marco")
    desk = tablet.desk.model
    desk.go("orders")
    associate.wait(lambda: len(desk.orders.rows) == 1, "the request at the desk")
    assert "Anna" in desk.orders.rows[0].title
    desk.orders.openChosen()
    associate.tap("I’ll do it")
    shopper.wait(lambda: "Marco brings it" in shopper.texts(), "who brings it")
    return tablet, associate


def test_asked_for_fetched_one_replaced_and_brought(open_tablet: Open, pin: str):
    kiosk, shopper = open_tablet("kiosk")
    for at, code in enumerate((SOFA, LAMP), 1):
        kiosk.scan(code)
        kiosk.product.add()
        shopper.wait(lambda wanted=at: kiosk.pieces == wanted, "the line")
    tablet, associate = ask_and_claim(kiosk, shopper, open_tablet, pin)
    desk = tablet.desk.model

    tablet.scan(SOFA)
    associate.wait(lambda: "1 of 2 done" in associate.texts(), "the sofa")
    shopper.wait(
        lambda: any(text.startswith("1 of 2 are there") for text in shopper.texts()), "how far it is"
    )
    page = desk.order
    associate.wait(lambda: page.lines[0].name == "Melo table lamp" and page.lines[0].here, "the lamp's line")
    associate.tap("Substitute")
    associate.tap("Melo table lamp, Ivory")
    shopper.wait(lambda: "Instead of Melo table lamp" in shopper.texts(), "the question")
    shopper.tap("Yes, this one")
    associate.wait(lambda: page.head.step is orders.PickLine, "the shopper's yes")
    page.takeByHand()
    associate.tap("All together")
    shopper.wait(lambda: "All together, on its way to you" in shopper.texts(), "the way to the shopper")
    associate.tap("Hand over")
    shopper.wait(lambda: "You have it" in shopper.texts(), "the end")
    associate.wait(lambda: not tablet._replica.pending_count(), "the hub to have it all")
    assert tablet._replica.rejections() == []


def test_somebody_who_is_called_off_need_not_come(open_tablet: Open, pin: str):
    kiosk, shopper = open_tablet("kiosk")
    kiosk.scan(LAMP)
    shopper.tap("Help")
    shopper.tap("Call someone")
    shopper.wait(lambda: "Somebody has been called" in shopper.texts(), "the store")

    tablet, associate = open_tablet("desk")
    tablet.model.toDesk()
    tablet.desk.door.sign_in(pin, name="Marco", done=lambda _who: None)
    desk = tablet.desk.model
    associate.wait(lambda: len(desk.today.rows) == 1, "the call at the desk")
    shopper.tap("I don’t need anybody any more")
    associate.wait(lambda: len(desk.today.rows) == 0, "the call to go")


def test_who_has_left_is_brought_nothing(open_tablet: Open, pin: str):
    kiosk, shopper = open_tablet("kiosk")
    kiosk.scan(LAMP)
    kiosk.product.add()
    shopper.wait(lambda: kiosk.pieces == 1, "the line")
    tablet, associate = ask_and_claim(kiosk, shopper, open_tablet, pin)
    desk = tablet.desk.model

    kiosk.visit.finish()
    associate.wait(lambda: any("The shopper has left" in text for text in associate.texts()), "word of it")
    desk.go("today")
    associate.wait(lambda: len(desk.today.rows) == 0, "nothing to be left to do")
