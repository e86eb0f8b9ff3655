"""From the scanner's last key to the painted product page, on the real kiosk.

The floor is what no kiosk can avoid, done bare in the same run: look the code up, read the product, decode
its picture, paint it on a page.
"""

import argparse
import json
import random
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtQuick import QQuickWindow

from kiosk.app import Kiosk
from kiosk.core import settings_order
from kiosk.core.scan import look_up, parse
from kiosk.ui.robot import Robot
from sync.catalogue.read import Catalogue
from sync.client import identity
from sync.client.pictures.media import MediaCache

SAMPLES = 300
PAGE = (1280, 800)
RENDITION = "400"


def run(data: Path) -> dict[str, list[float]]:
    """Scan products at random; return the seconds of each scan and of its floor."""
    app = QGuiApplication([])
    kiosk = Kiosk(data, identity.load(data), settings_order.read(data).settings, app)
    kiosk.open(full_screen=False)
    window = next(each for each in QGuiApplication.allWindows() if isinstance(each, QQuickWindow))
    robot = Robot(window)
    robot.work(200)
    catalogue = Catalogue.open_current(data)
    codes = sample(catalogue)
    ours, floor = [], []
    for number, code in enumerate(codes):
        ours.append(scan(kiosk, robot, code))
        floor.append(bare(catalogue, MediaCache(data), code))
        # The first scans load the page and warm the caches, as the first shopper of the day does.
        if number == 10:
            ours, floor = [], []
    kiosk.close()
    return {"ours": ours, "floor": floor}


def sample(catalogue: Catalogue) -> list[str]:
    """Codes of variants at random (fixed seed): the GTIN where there is one, else the shelf SKU."""
    codes = [
        v.gtin or v.sku for product in catalogue.products() if product.pictures for v in product.variants
    ]
    return random.Random(1).choices(codes, k=SAMPLES)


def scan(kiosk: Kiosk, robot: Robot, code: str) -> float:
    """Type a code as a scanner does; return the seconds until the frame with the product and its pictures."""
    shown: list[float] = []

    def painted() -> None:
        # The frame is out now: looking over the page afterwards is the benchmark's work, not the kiosk's.
        now = time.perf_counter()
        if kiosk.product.shown and robot.pictures_ready():
            shown.append(now)

    kiosk.product.clear()
    robot.work(20)
    robot.window.frameSwapped.connect(painted)
    begun = time.perf_counter()
    robot.scan(code)
    robot.wait(lambda: bool(shown), "the product page")
    robot.window.frameSwapped.disconnect(painted)
    return shown[0] - begun


def bare(catalogue: Catalogue, media: MediaCache, code: str) -> float:
    """Look up, decode, paint: nothing else."""
    begun = time.perf_counter()
    match = look_up(parse(code), catalogue).match
    product = catalogue.product(match.product)
    variant = next(each for each in product.variants if each.id == match.variant)
    picture = next(p for p in product.pictures if p.options.items() <= variant.options.items())
    page = QImage(*PAGE, QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    painter = QPainter(page)
    painter.drawImage(128, 88, QImage(str(media.path(picture.media, RENDITION))))
    painter.end()
    return time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    print(json.dumps(run(parser.parse_args().data)))


if __name__ == "__main__":
    main()
