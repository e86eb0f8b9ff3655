"""Python's garbage collector stays out of the way while the kiosk starts.

What a start loads lives until the end: searching it for garbage over and over took a tenth of the start, and
every later search would go through it again in the middle of somebody's scan.
"""

import gc


def pause() -> None:
    """Search for no garbage until `resume`; to be called before the app is imported."""
    gc.disable()


def resume() -> None:
    """Search again after a `pause`, but never in what is there by now."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
