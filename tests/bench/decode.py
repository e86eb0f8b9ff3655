"""Codes in camera pictures: the time one 1280 x 720 frame takes.

The floor is one pass over the frame's pixels that a decoder cannot do without: making it black and white.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PIL.Image import Image
from rows import Row, limit_row, percentile, told_row

sys.path.append(str(Path(__file__).resolve().parents[2]))

from kiosk.core.scanners.decode import EVERY, RETAIL, read_symbols
from tests.symbols import clutter, draw, turn

FRAMES, ROUNDS = 12, 10
GOODS = ("EAN-13", "EAN-8", "UPC-A", "UPC-E")
LIMIT_MS = 8
MIDDLE = (192, 130, 1088, 590)
"""The part of a frame that the kiosk looks at."""


def measure(_folder: Path) -> list[Row]:
    """Decode shelves with and without a code, turned by some degrees, at three pixels a module."""
    frames = [shelf(number) for number in range(FRAMES)]
    middles = [frame.crop(MIDDLE) for frame in frames]
    floor = percentile(times(frames, lambda frame: frame.point(lambda value: value > 128 and 255)), 50)
    retail = times(frames, lambda frame: read_symbols(frame, RETAIL))
    how = "ms a frame of 1280 x 720, EAN-13, EAN-8, UPC-A and UPC-E, half of the frames without a code"
    return [
        limit_row("decode p50 retail", percentile(retail, 50), LIMIT_MS, how),
        told_row("decode p99 retail", percentile(retail, 99), floor, f"{how}; floor: to black and white"),
        told_row(
            "decode p50 retail, CPU",
            percentile(times(frames, lambda frame: read_symbols(frame, RETAIL), time.thread_time), 50),
            floor,
            "ms of processor time a frame: less than the time by the clock where the machine has other work",
        ),
        told_row(
            "decode p50 middle",
            percentile(times(middles, lambda frame: read_symbols(frame, RETAIL)), 50),
            floor,
            "ms, the same in the 896 x 460 that the frame guides show: what the kiosk does with most frames",
        ),
        told_row(
            "decode p50 every",
            percentile(times(middles, lambda frame: read_symbols(frame, EVERY)), 50),
            floor,
            "ms, every symbology in those 896 x 460: what the kiosk does with each third frame",
        ),
    ]


def shelf(number: int) -> Image:
    """A busy shelf; every second one has goods in its middle."""
    picture = clutter(number)
    if number % 2:
        picture.paste(turn(draw(GOODS[number // 2 % len(GOODS)]), 7 * number % 25), (480, 280))
    return picture


def times(
    frames: list[Image], work: Callable[[Image], object], clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """Return the milliseconds each frame took by a clock, after one round to warm up."""
    taken = []
    for round_ in range(ROUNDS + 1):
        for frame in frames:
            begun = clock()
            work(frame)
            if round_:
                taken.append((clock() - begun) * 1000)
    return taken
