"""Where the tour plays: a hub with the demo shop, its other servers, a phone, tablets; each the real one."""

import csv
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from kiosk.app import open_offscreen
from kiosk.demo.hub import HubProcess
from kiosk.demo.shop import KIOSK, SHOP, STORE, enrolment_code, prepare
from kiosk.tour.diary import Diary
from kiosk.tour.letterbox import Letterbox
from kiosk.tour.manner import LOCALES, Manner
from kiosk.tour.phone import Phone
from kiosk.tour.servers import Server
from kiosk.tour.tablet import Tablet
from kiosk.ui.robot import Robot
from sync.client.enrolment import enrol
from sync.protocol.tablet_settings import Idle, Network, Settings

READY_SECONDS = 60.0
OTHER_KIOSK = "Kiosk 2"
NEAR, ONLINE = "torino", "online"
COUNTS_AT_ONCE = 100


class World(NamedTuple):
    """Everything that a story plays with."""

    folder: Path
    hub: HubProcess
    phone: Phone
    letters: Letterbox
    shop: Server
    till: Server
    diary: Diary
    manner: Manner

    @contextmanager
    def tablet(self, name: str = KIOSK, *, store: str = STORE, idle: Idle | None = None) -> Iterator[Tablet]:
        """Open a tablet of a store, enrolled the first time, with its catalogue and first pictures."""
        if not self.hub.running:
            # A story that stopped may have left it dead.
            self.hub.start()
        data = self.folder / f"{store}-{name}"
        if not (data / "device.json").exists():
            enrol(data, self.hub.url, enrolment_code(self.hub.data, name, store))
        language, brand = self.manner.language, self.manner.brand
        network = Network(spread=0)
        settings = Settings(brand, language=language, idle=idle or Idle(), network=network)
        kiosk = open_offscreen(data, settings)
        try:
            robot = Robot(kiosk.window)
            robot.wait(lambda: kiosk.ready, "the catalogue", READY_SECONDS)
            robot.wait(robot.pictures_ready, "the first pictures", READY_SECONDS)
            yield Tablet(kiosk, robot, data)
        finally:
            kiosk.close()


Play = Callable[[World], None]


@contextmanager
def opened(folder: Path, diary: Diary, manner: Manner) -> Iterator[World]:
    """Open the shop in a folder of its own; in the morning everything in it has been counted."""
    hub_folder = prepare(folder)
    brand = ("--brand", manner.brand) if manner.brand else ()
    with ExitStack() as open_now:
        letters = open_now.enter_context(Letterbox())
        hub = open_now.enter_context(HubProcess(hub_folder, *letters.arguments, *brand))
        phone = open_now.enter_context(Phone(LOCALES[manner.language]))
        shop, till = Server(hub, "Online shop"), Server(hub, "Till 1")
        for store in (STORE, NEAR, ONLINE):
            count(till, store, _on_the_shelves(store))
        yield World(folder, hub, phone, letters, shop, till, diary, manner)


def count(till: Server, store: str, figures: dict[str, int]) -> None:
    """Say how many of each (by SKU) are in a store.

    Raises:
        OSError: The hub does not take it.
    """
    counts = [{"variant": sku, "on_hand": figure} for sku, figure in figures.items()]
    for at in range(0, len(counts), COUNTS_AT_ONCE):
        body = {"id": str(uuid.uuid4()), "store": store, "counts": counts[at : at + COUNTS_AT_ONCE]}
        till.post("/v1/stock-movements", body)


def _on_the_shelves(store: str) -> dict[str, int]:
    """Return what the demo shop says is in a store; what nobody knows is left out."""
    with (SHOP / "stock.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["store"] == store and row["quantity"]]
    return {row["sku"]: int(row["quantity"]) for row in rows}
