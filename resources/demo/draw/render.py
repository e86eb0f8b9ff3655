"""Draw the pictures of the demo shop and of its brand, and write them where they are used.

    python resources/demo/draw/render.py [--only TEXT] [--view VIEW] [--force]

Every drawing is an SVG text (the same parameters give the same text), painted by one headless Chromium and
kept as JPEG. A drawing that has not changed since its picture was made is left alone.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from catalogue import DEMO
from pictures import Picture, pictures
from PIL import Image
from playwright.sync_api import sync_playwright
from views import Drawing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

RESOURCES = DEMO.parent
#: Digest of the drawing each picture was made from.
DIGESTS = Path(__file__).with_name("drawn.json")

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
#: Milliseconds a single drawing may take on a busy machine.
_PATIENCE = 180_000
_PAGE = "<style>*{{margin:0;background:transparent}}svg{{display:block}}</style>{svg}"


class Painter:
    """Turns drawings into images with one browser page per density."""

    def __init__(self, browser: Browser) -> None:
        """Use a running browser."""
        self._browser = browser
        self._pages: dict[int, Page] = {}

    def paint(self, drawing: Drawing, density: int) -> Image.Image:
        """Return the drawing with `density` pixels per unit, transparent where nothing is painted."""
        page = self._pages.get(density)
        if page is None:
            page = self._pages[density] = self._browser.new_page(device_scale_factor=density)
        page.set_viewport_size({"width": drawing.frame.width, "height": drawing.frame.height})
        page.set_content(_PAGE.format(svg=drawing.svg))
        return Image.open(io.BytesIO(page.screenshot(omit_background=True, timeout=_PATIENCE)))


@contextmanager
def painter() -> Iterator[Painter]:
    """Start a browser for as long as it is needed: the system's Chromium, or the one of playwright."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_ARGUMENTS)
        try:
            yield Painter(browser)
        finally:
            browser.close()


def save(image: Image.Image, path: Path, quality: int) -> None:
    """Write a progressive JPEG, or a PNG with transparency where the name asks for one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".png":
        image.convert("RGBA").point(_rounded).save(path, optimize=True)
    else:
        image.convert("RGB").save(path, quality=quality, progressive=True, optimize=True, subsampling="4:2:0")


def _rounded(level: int) -> int:
    """Return a level in steps of 4: nobody sees them, and the file is half as large."""
    return min(255, round(level / 4) * 4)


def digest(drawing: Drawing, picture: Picture) -> str:
    """Return the mark by which a changed drawing is known."""
    return hashlib.sha256(f"{drawing}{picture.density}{picture.quality}".encode()).hexdigest()[:16]


def render(wanted: list[Picture], folder: Path = RESOURCES, *, force: bool = False) -> int:
    """Paint what changed of the wanted pictures; return how many were written."""
    known = json.loads(DIGESTS.read_text()) if DIGESTS.exists() else {}
    written = 0
    with painter() as canvas:
        for picture in wanted:
            drawing, path = picture.draw(), folder / picture.path
            mark = digest(drawing, picture)
            if not force and path.exists() and known.get(picture.path) == mark:
                continue
            save(canvas.paint(drawing, picture.density), path, picture.quality)
            known[picture.path] = mark
            written += 1
            DIGESTS.write_text(json.dumps(known, indent=0, sort_keys=True) + "\n")
    return written


def main(arguments: list[str] | None = None) -> int:
    """Read the command line, draw, and say how many pictures were written."""
    parser = argparse.ArgumentParser(description="Draw the pictures of the demo shop.")
    parser.add_argument("--only", default="", metavar="TEXT", help="only pictures whose name contains TEXT")
    parser.add_argument("--view", default="", help="only this view, e.g. front, square, detail")
    parser.add_argument("--force", action="store_true", help="also draw what has not changed")
    options = parser.parse_args(arguments)
    wanted = [p for p in pictures() if options.only in p.path and Path(p.path).stem.endswith(options.view)]
    written = render(wanted, force=options.force)
    print(f"{written} of {len(wanted)} pictures drawn")
    return 0


if __name__ == "__main__":
    sys.exit(main())
