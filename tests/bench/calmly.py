"""The real kiosk with its engine at a real hub, while stock news and a changed catalogue come in.

Whoever started this brings the news: it is asked for them by a word on a line (`stock`, `catalogue`).
"""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec
from flicking import AGAIN_MS, FLICK, _below
from gui_turns import GuiTurns
from PySide6.QtCore import Q_ARG, QMetaObject, QTimer
from PySide6.QtGui import QGuiApplication
from scanning import sample
from watchdog import Watchdog

from kiosk.app import Kiosk
from kiosk.core import settings_order
from kiosk.ui.robot import Robot
from sync.catalogue.read import Catalogue
from sync.client import identity as identities
from sync.protocol.tablet_settings import Idle, Network

PATIENCE = 600.0
"""Seconds that news may take to come: a large catalogue on a busy machine takes its time."""

QUIET_MS, AFTER_MS = 1_000, 1_500
"""How long nothing is asked for before, and how long what came is still looked at."""

PAGES = ("home", "product", "search", "list")
"""Pages that tell of the stock; and, all but the last, of what a changed catalogue has."""


class Calm:
    """One kiosk, looked at while news come."""

    def __init__(self, data: Path, hub: str, app: QGuiApplication) -> None:
        identity = identities.move(data, identities.load(data), hub)
        # A chain's tablets take turns at random; this one is alone.
        own = settings_order.read(data).settings
        # And somebody stands here all the time: the end of a visit is not what is looked at.
        chosen = msgspec.structs.replace(own, network=Network(spread=0), idle=Idle(after=3600))
        self.kiosk = Kiosk(data, identity, chosen, app)
        self.kiosk.open(full_screen=False)
        self.robot = Robot(self.kiosk.window)
        self.robot.wait(lambda: self.kiosk.search.asked and self.kiosk.searcher.idle, "the first pages")
        catalogue = Catalogue.open_current(data)
        self.codes = sample(catalogue)
        catalogue.close()
        self.kiosk.start_sync()
        self.robot.wait(lambda: not self.kiosk.model.hub.offline, "the hub", PATIENCE)
        self.robot.work_for(3 * QUIET_MS)
        self.watchdog, self.turns = Watchdog(), GuiTurns()

    def see(self, page: str) -> None:
        """Show a page, with a product that is on a list."""
        if page == "product":
            self.robot.scan(self.codes[0])
            self.robot.wait(lambda: self.kiosk.product.shown, "the product")
        else:
            self.kiosk.model.go(page)
        self.robot.work_for(QUIET_MS)

    def quiet(self) -> dict[str, list[float]]:
        """Return how late the watchdog is with nothing to do: the machine's share of what follows."""
        return self._kept(lambda: self.robot.work_for(2 * QUIET_MS))

    def news(self, page: str, what: str, *, flicking: bool = False) -> dict[str, list[float]]:
        """Have news come while a page is on; return how late the watchdog was, and what turns computed."""
        self.see(page)
        come: list[bool] = []
        told = self.kiosk.shop.recounted if what == "stock" else self.kiosk.shop.restocked
        connection = told.connect(lambda: come.append(True))

        def watch() -> None:
            print(what, flush=True)
            with ExitStack() as stack:
                if flicking:
                    stack.enter_context(_Finger(self.kiosk))
                self.robot.wait(lambda: bool(come), what, PATIENCE)
                self.robot.work_for(AFTER_MS)

        found = self._kept(watch)
        told.disconnect(connection)
        return found

    def _kept(self, act: Callable[[], None]) -> dict[str, list[float]]:
        with self.watchdog.kept() as late, self.turns.kept() as turns:
            act()
        return {"late": late, "turns": turns}


class _Finger:
    """Flicks down and up through the products for a while."""

    def __init__(self, kiosk: Kiosk) -> None:
        everything = _below(kiosk.window.contentItem())
        self._grid = next(each for each in everything if each.inherits("QQuickGridView") and each.isVisible())
        self._speed = -FLICK
        self._timer = QTimer(interval=AGAIN_MS)
        self._timer.timeout.connect(self._flick)

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.stop()
        QMetaObject.invokeMethod(self._grid, "cancelFlick")

    def _flick(self) -> None:
        if self._grid.property("atYEnd") or self._grid.property("atYBeginning"):
            self._speed = FLICK if self._grid.property("atYEnd") else -FLICK
        QMetaObject.invokeMethod(self._grid, "flick", Q_ARG(float, 0.0), Q_ARG(float, self._speed))


def run(data: Path, hub: str) -> dict[str, Any]:
    """Watch everything; return milliseconds."""
    app = QGuiApplication([])
    calm = Calm(data, hub, app)
    found = {
        "quiet": {"attract": calm.quiet()},
        "stock": {page: calm.news(page, "stock") for page in PAGES},
        "catalogue": {page: calm.news(page, "catalogue") for page in PAGES[:-1]},
        "flicking": {"search": calm.news("search", "catalogue", flicking=True)},
    }
    calm.kiosk.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("hub")
    arguments = parser.parse_args()
    print(json.dumps(run(arguments.data, arguments.hub)), flush=True)


if __name__ == "__main__":
    sys.exit(main())
