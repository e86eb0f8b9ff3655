"""A screen in memory before an installed kiosk: somebody types at it, scans, and reads the codes it shows."""

import struct
import time
from pathlib import Path

import zxingcpp
from PIL import Image

from sync.protocol import symbols
from tests.flow.x_screen import XScreen

BETWEEN_KEYS = 0.15
"""Seconds; what comes much quicker is taken for a scanner."""
READING = 2.0
"""Seconds that somebody looks at a page before typing."""
FEW = 10
"""Colours: a page has more, with the edges of its letters."""
LARGE = 100
"""Pixels that a code is wide in a product's own photo; in a row of products it has half of that."""
HEADER = struct.Struct(">25I")
SIZE, WIDTH, HEIGHT, LINE, COLOURS = 0, 4, 5, 12, 19
"""Where these stand in the header (XWDFile.h)."""
COLOUR_BYTES = 12


class Glass(XScreen):
    """The screen and its keyboard."""

    def __init__(self, folder: Path) -> None:
        """Show it; its picture lies in a folder."""
        super().__init__(frames=folder)
        self._picture = folder / "Xvfb_screen0"

    def type(self, text: str) -> None:
        """Type letters and digits as a person does."""
        for sign in text:
            self.chord(sign.lower())
            time.sleep(BETWEEN_KEYS)

    def shown(self) -> Image.Image:
        """What is on the screen now."""
        content = self._picture.read_bytes()
        told = HEADER.unpack_from(content)
        start = told[SIZE] + told[COLOURS] * COLOUR_BYTES
        size = (told[WIDTH], told[HEIGHT])
        return Image.frombytes("RGB", size, content[start:], "raw", "BGRX", told[LINE])

    def is_painted(self) -> bool:
        """Whether a whole page stands there, and has stood for a moment: who types reads first."""
        before = self.shown()
        time.sleep(READING)
        return len(before.getcolors(1 << 20) or []) > FEW and self.shown().getcolors(FEW) is None

    def photos(self) -> list[str]:
        """What the codes say that stand in large photos: as on a product's own page, not in a row of many."""
        found = zxingcpp.read_barcodes(self.shown().convert("L"))
        return [each.text for each in found if each.position.top_right.x - each.position.top_left.x > LARGE]


def mark(picture: Path, text: str) -> None:
    """Replace a photo by a code: where the photo is shown, the code can be read."""
    with Image.open(picture) as before:
        width, height = before.size
    side = min(width, height) // 2
    code = symbols.picture(symbols.qr(text)).resize((side, side), Image.Resampling.NEAREST)
    page = Image.new("RGB", (width, height), "white")
    page.paste(code, ((width - side) // 2, (height - side) // 2))
    page.save(picture)
