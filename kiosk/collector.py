"""Python's garbage collector runs when the kiosk says, and only in the thread that paints.

Left to itself it runs in whichever thread allocates. In the writer's or the engine's it destroyed Qt objects
outside their own thread, and the kiosk died (seen as a segmentation fault while libraries were loading). And
what a start loads lives until the end: searching it over and over took a tenth of the start.
"""

import gc

YOUNG = 1
"""Which generation holds what has been looked at once at most."""

MANY = 2_000
"""Objects made since the last look that make another one worth while: about two milliseconds."""


def pause() -> None:
    """Collect nothing by itself from now on; to be called before the app is imported."""
    gc.disable()


def settle() -> None:
    """Leave what is there by now out of every later search: it lives until the end."""
    gc.freeze()


def glean() -> None:
    """Collect of what came since the last look, once it is much. Only for the thread that paints."""
    if gc.get_count()[0] >= MANY:
        gc.collect(YOUNG)


def sweep() -> None:
    """Collect everything; it stops the pages for a tenth of a second. Only for the thread that paints."""
    gc.collect()


def release() -> None:
    """Let Python collect by itself again, everything: the kiosk is closed."""
    gc.unfreeze()
    gc.enable()
