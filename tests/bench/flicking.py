"""The search page of the real kiosk: opening it, typing, and flicking through all hits."""

import argparse
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from gui_turns import GuiTurns
from PySide6.QtCore import Q_ARG, QEventLoop, QMetaObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from kiosk.app import Kiosk
from kiosk.core import settings_order
from kiosk.ui.robot import Robot
from sync.client import identity

FLICK = 20_000.0
"""Pixels a second that are asked for; Qt makes it the quickest that a finger can."""

AGAIN_MS, SECONDS = 250, 8
"""How often a finger flicks on, and for how long: down from the first product, up from the last."""

WORDS = ("bada", "fila", "mono", "tira", "vuse")
"""Beginnings that names of the generated shop have."""


def run(data: Path) -> dict[str, object]:
    """Open the search, type, flick; return milliseconds."""
    app = QGuiApplication([])
    kiosk = Kiosk(data, identity.load(data), settings_order.read(data).settings, app)
    kiosk.open(full_screen=False)
    robot = Robot(kiosk.window)
    robot.wait(lambda: kiosk.search.asked and kiosk.searcher.idle, "the page, built while nobody waits")
    robot.work_for(1000)
    turns = GuiTurns()
    with turns.kept() as tapped:
        _let(500, kiosk.model.toSearch)
    typed = [_typed(kiosk, word[:length]) for word in WORDS for length in range(1, len(word) + 1)]
    kiosk.search.erase()
    robot.wait(lambda: kiosk.searcher.idle, "all products")
    robot.work_for(1000)
    grid = next(item for item in _below(kiosk.window.contentItem()) if item.inherits("QQuickGridView"))
    with turns.kept() as down:
        moved = _flick(grid, -FLICK)
    _to_the_end(kiosk, robot, grid)
    with turns.kept() as up:
        moved += _flick(grid, FLICK)
    hits = len(kiosk.search.hits)
    kiosk.close()
    return {"tap": max(tapped), "typed": typed, "turns": down + up, "hits": hits, "moved": moved}


def _let(milliseconds: int, act: Callable[[], None]) -> None:
    """Do something, and let the kiosk work on for a while."""
    loop = QEventLoop()
    QTimer.singleShot(0, act)
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _typed(kiosk: Kiosk, text: str) -> float:
    """Type a text; return the milliseconds until its answer is painted."""
    loop = QEventLoop()
    painted: list[float] = []

    def look() -> None:
        if kiosk.searcher.idle and kiosk.search.summary:
            painted.append(time.perf_counter())
            loop.quit()

    connection = kiosk.window.frameSwapped.connect(look)
    begun = time.perf_counter()
    QTimer.singleShot(0, lambda: kiosk.search.write(text))
    QTimer.singleShot(5000, loop.quit)
    loop.exec()
    kiosk.window.frameSwapped.disconnect(connection)
    return ((painted or [time.perf_counter()])[0] - begun) * 1e3


def _flick(grid: QQuickItem, speed: float) -> float:
    """Flick on and on; return how many pixels that moved the products."""
    begun = grid.property("contentY")
    loop = QEventLoop()
    timer = QTimer(interval=AGAIN_MS)
    timer.timeout.connect(
        lambda: QMetaObject.invokeMethod(grid, "flick", Q_ARG(float, 0.0), Q_ARG(float, speed))
    )
    timer.start()
    QTimer.singleShot(SECONDS * 1000, loop.quit)
    loop.exec()
    timer.stop()
    QMetaObject.invokeMethod(grid, "cancelFlick")
    return abs(grid.property("contentY") - begun)


def _to_the_end(kiosk: Kiosk, robot: Robot, grid: QQuickItem) -> None:
    """Go to the last product; more are fetched on the way."""
    before = -1
    while before < len(kiosk.search.hits):
        before = len(kiosk.search.hits)
        QMetaObject.invokeMethod(grid, "positionViewAtEnd")
        robot.work_for(60)
        robot.wait(lambda: kiosk.searcher.idle, "more products")


def _below(item: QQuickItem) -> Iterator[QQuickItem]:
    yield item
    for child in item.childItems():
        yield from _below(child)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    print(json.dumps(run(parser.parse_args().data)))


if __name__ == "__main__":
    main()
