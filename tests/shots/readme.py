"""The README's picture, anew from the tour's: `make tour`, then `.venv/bin/python tests/shots/readme.py`.

A tablet with a sofa in the colour that was chosen, and before it the phone with the list that it went onto.
"""

import argparse
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

TOUR = Path("build/tour")
OUT = Path("resources/readme/kiosk-and-phone.jpg")

SIZE = (1480, 860)
GROUND, FRAME, SHADE = "#dad6cb", "#1e2421", "#00000050"
CLOSER = 4
"""Corners are drawn so many times larger, and made smooth by that."""
FRAME_WIDTH, CORNER = 10, 26
TABLET, PHONE = (40, 50), (1110, 150)
"""Where the frames' upper left corners stand."""
TABLET_WIDTH, PHONE_WIDTH = 1090, 300
QUALITY = 88


def main() -> None:
    """Write the picture from two steps of a tour in English, as Olmaia."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--tour", type=Path, default=TOUR, help="where the tour's pictures are")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    picture = Image.new("RGB", SIZE, GROUND)
    for name, place, width in (
        ("another-colour-and-a-wider-one", TABLET, TABLET_WIDTH),
        ("the-phone-says-whose-it-is", PHONE, PHONE_WIDTH),
    ):
        shown = Image.open(next(options.tour.glob(f"*-{name}*.png"))).convert("RGB")
        _stand(picture, _framed(shown, width), place)
    picture.save(options.out, quality=QUALITY, optimize=True)


def _framed(shown: Image.Image, width: int) -> Image.Image:
    """Return a picture as a device shows it, so many pixels wide, with its frame around."""
    small = shown.resize((width, round(shown.height * width / shown.width)), Image.Resampling.LANCZOS)
    outer = Image.new("RGBA", (small.width + 2 * FRAME_WIDTH, small.height + 2 * FRAME_WIDTH), FRAME)
    outer.paste(small, (FRAME_WIDTH, FRAME_WIDTH), _rounded(small.size, CORNER - FRAME_WIDTH))
    outer.putalpha(_rounded(outer.size, CORNER))
    return outer


def _rounded(size: tuple[int, int], corner: int) -> Image.Image:
    large = Image.new("L", (size[0] * CLOSER, size[1] * CLOSER), 0)
    ImageDraw.Draw(large).rounded_rectangle((0, 0, *large.size), corner * CLOSER, fill=255)
    return large.resize(size, Image.Resampling.LANCZOS)


def _stand(picture: Image.Image, device: Image.Image, place: tuple[int, int]) -> None:
    """Put a device on the picture, with its shadow."""
    shadow = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    shadow.paste(SHADE, (place[0], place[1] + 12), device.getchannel("A"))
    shadow = shadow.filter(ImageFilter.GaussianBlur(22))
    picture.paste(shadow, (0, 0), shadow)
    picture.paste(device, place, device)


if __name__ == "__main__":
    main()
