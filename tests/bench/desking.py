"""The real desk on its busiest day: Today after the PIN, scans from every page, and news that come in."""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from desk_news import pour
from desk_shop import MARCO, ORDERS, codes, customer, receipt, shop_of
from desk_tablet import PIN, hub_says, without_key_store
from gui_turns import GuiTurns
from PySide6.QtGui import QGuiApplication

from kiosk.app import Kiosk
from kiosk.core import settings_order
from kiosk.ui.robot import Robot
from kiosk.ui.tasks import Tasks
from sync.client import identity

VISITS = 10
"""Times that somebody comes back to Today."""

ROUNDS = 5
"""Times that each kind of code is scanned from each page."""

TYPING_MS = 2_500
"""How long somebody takes for a name and six figures: the desk gets ready meanwhile."""

STILL = 3
"""Waits for events without a frame, after which none is on its way."""

NEWS_ON = ("today", "orders", "customers", "customer", "stock")
PATIENCE = 60.0
"""Seconds after which what was waited for is said not to come."""

PICKED = [3 + 7 * turn for turn in range(2 * ROUNDS)]
"""Orders that are being picked (`desk_shop.STATES`), and whose they are."""

UNKNOWN = "4006381333931"
"""A code that leads nowhere."""


class Busy:
    """Counts the work that the pages wait for. Nobody waits for what is held (`Holding`)."""

    def __init__(self, *several: Tasks) -> None:
        self.count = 0
        for tasks in several:
            tasks.run = self._counted(tasks.run)  # type: ignore[method-assign]

    def _counted(self, run: Callable[..., None]) -> Callable[..., None]:
        def counted(
            work: Callable[[], Any], done: Any = None, failed: Any = None, patience: float = 0.0
        ) -> None:
            if work.__qualname__.startswith("Holding."):
                run(work, done)
                return
            self.count += 1

            def ended(value: Any) -> None:
                self.count -= 1
                if done:
                    done(value)

            def broken() -> None:
                # Whatever the page says about it: nobody waits for this any more, and the wait names itself.
                self.count -= 1
                print(f"{work.__qualname__} failed", file=sys.stderr)
                if failed:
                    failed()

            run(work, ended, broken, patience)

        return counted


class Moment(NamedTuple):
    """Milliseconds by the clock, and of the processor in all threads."""

    wall: float
    cpu: float

    @classmethod
    def now(cls) -> "Moment":
        """Return this moment, counted from any other one."""
        return cls(time.perf_counter() * 1e3, time.process_time() * 1e3)

    def since(self, begun: "Moment") -> "Moment":
        """Return what passed since an earlier moment."""
        return Moment(self.wall - begun.wall, self.cpu - begun.cpu)


class Desking:
    """Measures on one desk. Each wait ends by itself and says what did not come."""

    def __init__(self, data: Path, app: QGuiApplication) -> None:
        without_key_store()
        self.shop = shop_of(data)
        self.kiosk = Kiosk(data, identity.load(data), settings_order.read(data).settings, app)
        self.busy = Busy(self.kiosk._workers.writing, self.kiosk._workers.looking)
        self.desk = self.kiosk.desk.model
        self.kiosk.desk.staff._ask = hub_says
        self.kiosk.open(full_screen=False)
        self.robot = Robot(self.kiosk.window)

    def come(self) -> Moment:
        """Sign in; return what passes from Today asked for to its frame.

        It begins when the PIN was found right: trying one is meant to cost a tenth of a second (argon2).
        """
        begun: list[Moment] = []
        self.kiosk.model.toDesk()
        self.robot.work_for(TYPING_MS)
        painted = self._painted(
            lambda: self.kiosk.desk.door.sign_in(
                PIN, name=MARCO.name, done=lambda _who: begun.append(Moment.now())
            ),
            lambda: bool(begun) and self._today_shows(),
            "Today",
        )
        return painted.since(begun[0])

    def come_back(self) -> Moment:
        """Return what passes from Today asked for on another page to its frame."""
        self._turn("health", "")
        begun = Moment.now()
        return self._painted(lambda: self.desk.go("today"), self._today_shows, "Today again").since(begun)

    def scan(self, page: str, key: str, code: str, leads_to: str) -> Moment:
        """Return what passes from a scan on a page to the frame with its answer and the pictures of that."""
        self._turn(page, key)
        begun = Moment.now()
        return self._painted(
            lambda: self.robot.scan(code),
            lambda: self.desk.page == leads_to and self._settled(),
            f"the answer to {code} on the page {page}: {leads_to}",
        ).since(begun)

    def news(self, page: str) -> list[float]:
        """Let news come in while a page is on; return the turns of the GUI thread until they have come."""
        self._turn(page, customer(1) if page == "customer" else "")
        turns = GuiTurns()
        pour(self.kiosk, self.shop)
        return list(turns.ms)

    def _turn(self, page: str, key: str) -> None:
        self.desk.show(page, key)
        self.robot.wait(self._settled, f"the page {page}", PATIENCE)
        self.robot.painted()

    def _settled(self) -> bool:
        return not self.busy.count and self.robot.pictures_ready()

    def _today_shows(self) -> bool:
        rows, tasks = self.desk.today.rows, self.desk._board.tasks
        is_read = self.desk.page == "today" and len(tasks) >= ORDERS and len(rows) > 0
        return is_read and rows[0].title in self.robot.texts()

    def _painted(self, act: Callable[[], None], shows: Callable[[], bool], what: str) -> Moment:
        """Act; return the moment of the first frame of which `shows` holds."""
        frames: list[Moment] = []
        waits = 0

        def look() -> None:
            # The frame is out now: looking over the page afterwards is the benchmark's work, not the desk's.
            nonlocal waits
            now, waits = Moment.now(), 0
            if not frames and shows():
                frames.append(now)

        def is_painted() -> bool:
            nonlocal waits
            waits += 1
            # Looking takes some milliseconds of its own: not while a frame is on its way.
            if not frames and waits > STILL and shows():
                # An answer that looks like the one before asks for no frame.
                self.kiosk.window.update()
            return bool(frames)

        connection = self.kiosk.window.frameSwapped.connect(look)
        act()
        try:
            self.robot.wait(is_painted, what, PATIENCE)
        finally:
            self.kiosk.window.frameSwapped.disconnect(connection)
        return frames[0]


def pages(number: int, wave: str) -> dict[str, str]:
    """Return every page of the desk, and what it is about when this buyer's things are on."""
    own = f"o{number}"
    return {
        "today": "",
        "orders": "",
        "order": own,
        "wave": wave,
        "customers": "",
        "customer": customer(number),
        "list": f"list-{number}",
        "stock": "",
        "return": receipt(number),
        "health": "",
    }


TAKES_GOODS = frozenset({"order", "wave", "customer", "list", "return"})
"""Pages that do with a product what they are for; from the others it leads to the stock."""


def scans(desking: Desking) -> list[dict[str, Any]]:
    """Scan each kind of code from each page, several times."""
    done = []
    for turn in range(ROUNDS):
        here, other = PICKED[turn], PICKED[turn + ROUNDS]
        for page, key in pages(here, f"o{here} o{other}").items():
            printed = codes(other)
            leads = {
                "product": (desking.shop.code(turn), page if page in TAKES_GOODS else "stock"),
                "order": (printed.order, "order"),
                "card": (printed.card, "customer"),
                "list": (printed.list, "list"),
                "receipt": (printed.receipt, "return"),
                "wrong": (UNKNOWN, page),
            }
            for kind, (code, leads_to) in leads.items():
                passed = desking.scan(page, key, code, leads_to)
                done.append({"page": page, "kind": kind, **passed._asdict()})
    return done


def run(data: Path) -> dict[str, Any]:
    """Measure everything; return milliseconds."""
    app = QGuiApplication([])
    desking = Desking(data, app)
    first = desking.come()
    again = [desking.come_back()._asdict() for _ in range(VISITS)]
    scanned = scans(desking)
    news = {page: desking.news(page) for page in NEWS_ON}
    desking.kiosk.close()
    return {
        "first": first._asdict(),
        "again": again,
        "scans": scanned,
        "news": news,
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    print(json.dumps(run(parser.parse_args().data)))


if __name__ == "__main__":
    main()
