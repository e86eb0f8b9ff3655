"""Opening the kiosk on the demo shop."""

import os
import sys
from pathlib import Path

from kiosk import lock
from kiosk.app import Manner, run_shopper
from kiosk.core.settings import Told
from kiosk.demo.hub import HubProcess
from kiosk.demo.shop import DESK, KIOSK, STORE, enrolment_code, prepare
from kiosk.demo.staff import take_on


def run_demo(data: Path | None, *, lan: bool, desk: bool = False, brand: str = "") -> int:
    """Open the kiosk, or the desk, on the demo shop until its window is closed; return the exit status.

    `brand` is a brand's name or its file, for hub and tablet alike; '' for the first there is.
    """
    folder = data or default_folder()
    tablet = folder / ("desk" if desk else "tablet")
    try:
        with lock.held(tablet):
            return _run(folder, tablet, lan=lan, desk=desk, brand=brand)
    except lock.LockError as error:
        print(f"vetrina: {error}", file=sys.stderr)
        return 1


def _run(folder: Path, tablet: Path, *, lan: bool, desk: bool, brand: str) -> int:
    print("Preparing the demo shop (a minute the first time) …", flush=True)
    hub_folder = prepare(folder)
    arguments = [*(["--lan-pages"] if lan else []), *(["--brand", brand] if brand else [])]
    people = take_on(hub_folder, STORE)
    with HubProcess(hub_folder, *arguments) as hub:
        name = DESK if desk else KIOSK
        code = "" if (tablet / "device.json").exists() else enrolment_code(hub_folder, name)
        print(f"The hub answers at {hub.url}. Type or scan a product code; close the window to stop.")
        print("" if desk else "Ctrl+Alt+S makes the kiosk a desk. ", end="")
        print("At the desk work: " + ", ".join(f"{one.name} ({one.role}), PIN {one.pin}" for one in people))
        manner = Manner(windowed=True, desk=desk)
        return run_shopper(tablet, hub=hub.url, code=code, told=Told(brand=brand), manner=manner)


def default_folder() -> Path:
    """Where the demo keeps its data between two runs: the user's cache folder (XDG base directory)."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "vetrina" / "demo"


def has_screen() -> bool:
    """Whether a window can be shown here."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
