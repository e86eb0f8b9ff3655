"""One shopper after the other at one real kiosk, in a process of its own, and the memory held after each."""

import argparse
import ctypes
import json
import os
import random
import sys
from pathlib import Path
from typing import ClassVar

from kiosk.app import open_offscreen
from kiosk.ui.robot import Robot
from sync.catalogue.read import Catalogue
from sync.protocol.tablet_settings import Network, Settings

READY_SECONDS = 60.0
SEED = 1
TELL_EVERY = 100
"""Visits after which it is said how far they are: all take half an hour."""


class Visitor:
    """Somebody who looks where one searches, scans something, keeps it, sees the list and finishes."""

    def __init__(self, robot: Robot, codes: list[str]) -> None:
        self._robot = robot
        self._codes = codes
        self._chance = random.Random(SEED)

    def visit(self) -> None:
        """Come, and leave the receipt to who comes next."""
        tap, see = self._robot.tap, self._see
        tap("Begin")
        tap("Search")
        see("Look around")
        self._robot.scan(self._chance.choice(self._codes))
        tap("Add to list")
        tap("List, 1 piece")
        see("Point your phone’s camera here")
        tap("Finish")
        tap("Finish without it")
        see("What was cleared here")
        tap("Next shopper")
        see("Begin")

    def _see(self, words: str) -> None:
        self._robot.wait(lambda: words in self._robot.texts() or words in self._robot.names(), words)


class Counts(ctypes.Structure):
    """What glibc's `mallinfo2` tells, in bytes."""

    _fields_: ClassVar = [
        (name, ctypes.c_size_t)
        for name in (
            "arena",
            "ordblks",
            "smblks",
            "hblks",
            "hblkhd",
            "usmblks",
            "fsmblks",
            "uordblks",
            "fordblks",
            "keepcost",
        )
    ]


def memory() -> tuple[int, int]:
    """Return the bytes of memory that this process holds, and those of them that malloc has given out."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    mallinfo = ctypes.CDLL(None).mallinfo2
    mallinfo.restype = Counts
    counts = mallinfo()
    return pages * os.sysconf("SC_PAGESIZE"), counts.uordblks + counts.hblkhd


def run(data: Path, visits: int) -> list[tuple[int, int]]:
    """Let so many shoppers come; return the memory after each, and with free pages given back."""
    kiosk = open_offscreen(data, Settings(language="en", network=Network(spread=0)))
    robot = Robot(kiosk.window)
    robot.wait(lambda: kiosk.ready, "the catalogue", READY_SECONDS)
    visitor = Visitor(robot, shelf_codes(data))
    held = []
    for number in range(1, visits + 1):
        visitor.visit()
        held.append(memory())
        if number % TELL_EVERY == 0:
            print(f"… {number} visits, {held[-1][0] >> 20} MiB", file=sys.stderr, flush=True)
    ctypes.CDLL(None).malloc_trim(0)
    held.append(memory())
    kiosk.close()
    return held


def shelf_codes(data: Path) -> list[str]:
    """Return the codes of what can be put on a list."""
    catalogue = Catalogue.open_current(data)
    assert catalogue is not None
    codes = [variant.sku for product in catalogue.products() for variant in product.variants]
    catalogue.close()
    return codes


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("visits", type=int)
    arguments = parser.parse_args()
    print(json.dumps(run(arguments.data, arguments.visits)))


if __name__ == "__main__":
    main()
