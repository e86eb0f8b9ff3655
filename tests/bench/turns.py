"""Taking turns: what is compared sees the same noise, and neither always goes first."""

import gc
import time
from collections.abc import Callable
from typing import NamedTuple

Act = Callable[[], object]


class Times(NamedTuple):
    """Seconds of each act, in the order of the turns."""

    ours: list[float]
    floor: list[float]


def turns(ours: Act, floor: Act, times: int, *, warm: int = 1) -> Times:
    """Do both `times` times, ours first in every other turn; the first `warm` turns do not count."""
    measured = Times([], [])
    for number in range(-warm, times):
        pairs = [(ours, measured.ours), (floor, measured.floor)]
        for act, found in pairs if number % 2 else reversed(pairs):
            took = timed(act)
            if number >= 0:
                found.append(took)
    return measured


def timed(act: Act) -> float:
    """Return how many seconds an act takes, without garbage that others left."""
    gc.collect()
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun
