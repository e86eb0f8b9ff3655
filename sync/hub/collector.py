"""Python's garbage collector in a hub that serves: what lives long is not looked at over and over."""

import gc

YOUNG = 10_000
"""Objects that are made before the youngest are looked at; a change that thousands hear of makes as many.

With Python's own 700 every fifth of a notification's time went into looking at listeners that stay
(tests/bench/listeners.py: 245 ms of computing for 5,000 listeners, 190 ms with this).
"""


def settle() -> None:
    """Take what was loaded up to now for permanent, and collect less often. Once, when all is loaded."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
