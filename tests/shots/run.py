"""Every page and state of kiosk, desk and phone page, and every letter, as a picture: `make shots`.

Real parts throughout: the demo shop in a hub of its own, an enrolled tablet in step with it, the real kiosk
painting into memory. Only the clock stands, shortly after the demo's stock was counted, so that ages are the
same in every run. Files are named `<page>-<state>-<language>-<brand>-<W>x<H>.png`.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

from access_scenes import AccessScenes
from admin_pages import AdminPages
from around import Around
from claim_pages import ClaimPages
from desk_edges import DeskEdges
from desk_frame import DeskFrame
from desk_profile import DeskProfile
from desk_work import DeskWork
from edges import Edges
from letters import Letters
from lists import Lists
from pairing_pages import PairingPages
from phone_pages import PhonePages
from scenes import LANGUAGES, SIZES, Scenes
from shopper import ShopperScenes
from sign_in_pages import SignInPages
from studio import Studio

from kiosk.demo.hub import HubProcess
from kiosk.demo.shop import prepare
from kiosk.tour.phone import Phone

OUT = Path("build/shots")
BRANDS = ("olmaia", "vesperi")
PARTS = {
    "kiosk": Scenes,
    "lists": Lists,
    "shopper": ShopperScenes,
    "around": Around,
    "edges": Edges,
    "access": AccessScenes,
    "desk-frame": DeskFrame,
    "desk-people": DeskProfile,
    "desk-work": DeskWork,
    "desk-edges": DeskEdges,
    "pairing": PairingPages,
}
BESIDE = {
    "phone": PhonePages,
    "sign-in": SignInPages,
    "claim": ClaimPages,
    "letters": Letters,
    "admin": AdminPages,
}
"""What has sizes of its own."""


def main() -> int:
    """Write all pictures; return 1 when one of them could not be made."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--size", choices=sorted(SIZES), action="append", help="only this size")
    parser.add_argument("--language", choices=LANGUAGES, action="append", help="only this language")
    parser.add_argument("--brand", choices=BRANDS, action="append", help="only this brand")
    parser.add_argument("--part", choices=[*PARTS, *BESIDE], action="append", help="only this part")
    options = parser.parse_args()
    shutil.rmtree(options.out, ignore_errors=True)
    options.out.mkdir(parents=True)
    for brand in options.brand or BRANDS:
        photograph(brand, options)
    print(f"{len(list(options.out.glob('*.png')))} pictures in {options.out}")
    return 0


def photograph(brand: str, options: argparse.Namespace) -> None:
    """Take the pictures of one brand, on a hub and a tablet of its own."""
    print(f"Preparing the demo shop as {brand} …", flush=True)
    with tempfile.TemporaryDirectory(prefix="vetrina-shots-") as name:
        folder = Path(name)
        # Nobody answers there: what is photographed is written, and not sent.
        beside = ("--smtp", "smtp://localhost:9", "--accounts", "https://accounts.example")
        beside += ("--accounts-client", "vetrina", "--accounts-name", f"My {brand.capitalize()}")
        with HubProcess(prepare(folder), "--brand", brand, *beside) as hub, Phone() as phone:
            studio = Studio(folder, hub, phone, options.out, brand)
            for size in options.size or sorted(SIZES):
                for language in options.language or LANGUAGES:
                    for part in wanted(PARTS, options):
                        PARTS[part](studio, language, SIZES[size]).play()
                        print(f"{brand} {language} {size} {part}", flush=True)
            for language in options.language or LANGUAGES:
                for part in wanted(BESIDE, options):
                    BESIDE[part](studio, language).play()
                    print(f"{brand} {language} {part}", flush=True)


def wanted(parts: Iterable[str], options: argparse.Namespace) -> list[str]:
    """Return those of the parts that were asked for; all of them when none was."""
    return [part for part in parts if part in (options.part or parts)]


if __name__ == "__main__":
    sys.exit(main())
