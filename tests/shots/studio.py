"""Where pictures are taken: tablets on one hub, a phone that writes on their lists, a clock that stands."""

import shutil
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from PySide6.QtGui import QGuiApplication

from kiosk.app import Clock, Kiosk
from kiosk.core.lists import ListKeeper
from kiosk.core.scan import look_up, parse
from kiosk.core.session import ShopperSession
from kiosk.core.speech.manner import Manner
from kiosk.demo.hub import HubProcess
from kiosk.demo.shop import enrolment_code
from kiosk.tour.phone import Phone
from kiosk.ui.robot import Robot
from kiosk.ui.speech.speaker import Lack, Speaker
from sync.catalogue.read import Catalogue
from sync.client.enrolment import enrol
from sync.client.identity import load
from sync.client.replica import Replica
from sync.protocol.hashes import digest
from sync.protocol.ids import new_op_id
from sync.protocol.tablet_settings import Idle, Network, Settings

NOW = datetime(2026, 11, 22, 8, 27, tzinfo=UTC)
"""Six minutes after the first store of the demo shop was counted (resources/demo/stock.csv)."""

PROBES = ("larch-sofa", "sera-coat", "melo-table-lamp", "lino-rug", "filo-bar-stool", "nido-lounge-chair")
READY_SECONDS = 120.0
IDLE = Idle(after=60, warning=30)


class StandingClock:
    """A clock that only moves when it is told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        """Return the wall clock."""
        return NOW + timedelta(seconds=self.seconds)

    def clock(self) -> Clock:
        """Return both clocks, moving together."""
        return Clock(self.now, lambda: self.seconds)


class StandingVoice(Speaker):
    """Begins to read and never ends, so that pictures show where it is."""

    def lack(self, _language: str) -> Lack:
        """Return that nothing is missing."""
        return ""

    def say(self, _text: str, _language: str, _manner: Manner) -> None:
        """Begin to read."""

    def stop(self) -> None:
        """Be still."""


class Studio:
    """Opens kiosks on one enrolled tablet."""

    def __init__(self, folder: Path, hub: HubProcess, phone: Phone, out: Path, brand: str) -> None:
        self.hub = hub
        self.brand = brand
        self.phone = phone
        self.out = out
        self.data = folder / "tablet"
        self._bare = folder / "bare"
        self._app = QGuiApplication.instance() or QGuiApplication(["shots"])
        enrol(self.data, hub.url, enrolment_code(hub.data))
        with self.kiosk((1280, 800), StandingClock()) as (kiosk, robot):
            kiosk.start_sync()
            robot.wait(lambda: kiosk.ready and counted(kiosk), "catalogue and stock", READY_SECONDS)
        # A tablet brings its pictures one by one, in minutes; the hub beside has them all.
        shutil.copytree(hub.data / "media", self.data / "media", dirs_exist_ok=True)

    @staticmethod
    def now() -> datetime:
        """Return the moment at which all pictures are taken."""
        return NOW

    def file(self, name: str, size: tuple[int, int]) -> Path:
        """Return where a picture of that name goes.

        Raises:
            FileExistsError: another scene took one of that name: nobody would see it.
        """
        file = self.out / f"{name}-{self.brand}-{size[0]}x{size[1]}.png"
        if file.exists():
            raise FileExistsError(file.name)
        return file

    def crash(self, clock: StandingClock, sku: str) -> None:
        """Leave a tablet as a crash does: a product on a list, and nothing closed in good order."""
        identity, catalogue = load(self.data), Catalogue.open_current(self.data)
        assert identity is not None
        assert catalogue is not None
        match = look_up(parse(sku), catalogue).match
        assert match is not None
        replica = Replica(self.data, identity, clock.now)
        ListKeeper(replica, ShopperSession(replica, now=clock.now)).add(match.product, match.variant, {})
        replica.close()
        catalogue.close()

    @contextmanager
    def kiosk(
        self,
        size: tuple[int, int],
        clock: StandingClock,
        *,
        bare: bool = False,
        executor: Executor | None = None,
    ) -> Iterator[tuple[Kiosk, Robot]]:
        """Open a kiosk; a bare one has no catalogue yet. None does its work in threads."""
        data = self.data
        if bare:
            data = self._bare
            data.mkdir(exist_ok=True)
            shutil.copy(self.data / "device.json", data)
        identity = load(data)
        assert identity is not None
        settings = Settings(self.brand, idle=IDLE, network=Network(spread=0))
        kiosk = Kiosk(data, identity, settings, self._app, executor=executor, clock=clock.clock())
        kiosk.access.voice.make_speaker = lambda _parent: StandingVoice()
        kiosk.open(full_screen=False)
        kiosk.window.resize(*size)
        try:
            yield kiosk, Robot(kiosk.window)
        finally:
            kiosk.close()


def counted(kiosk: Kiosk) -> bool:
    """Whether the stock of all stores is known."""
    products = [kiosk.shop.product(identifier) for identifier in PROBES]
    places = [kiosk.shop.places(product.variants[0]) for product in products if product]
    return len(places) == len(PROBES) and all(row.as_of for rows in places for row in rows)


class PhoneHand:
    """A phone that has opened a list's link and changes it."""

    def __init__(self, link: str, hub: HubProcess, name: str) -> None:
        self._address = f"{hub.url}/l/{link.rpartition('/')[2]}"
        self._origin = hub.url
        self._visitor = f"shots-visitor-{digest(name)[:16]}"
        self._name = name

    def opened(self) -> bool:
        """Whether the link opens the list: the hub has heard of it."""
        return httpx.get(f"{self._address}/list").is_success

    def note(self, line: str, text: str) -> None:
        """Write a note on a line."""
        self._send({"verb": "SetNote", "line": line, "note": text})

    def more(self, line: str) -> None:
        """One piece more."""
        self._send({"verb": "AdjustLine", "line": line, "delta": 1})

    def _send(self, arguments: dict[str, object]) -> None:
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        body = {
            "id": new_op_id(),
            "visitor": self._visitor,
            "name": self._name,
            "at": stamp,
            "args": arguments,
        }
        answer = httpx.post(f"{self._address}/ops", json=body, headers={"Origin": self._origin})
        answer.raise_for_status()
