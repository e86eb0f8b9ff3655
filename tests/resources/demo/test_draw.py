"""The pictures of the demo shop: all there, in the right sizes and colours, and drawn the same every time."""

import json
import os
import statistics
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from PIL import Image

RESOURCES = Path(__file__).parents[3] / "resources"
DEMO = RESOURCES / "demo"
PICTURES = DEMO / "pictures"
LANDSCAPE, PORTRAIT, SQUARE = (1204, 816), (586, 816), (320, 320)

LIST = """
import json
from pictures import pictures
print(json.dumps([picture.path for picture in pictures()]))
"""
DRAW = """
import json, sys
from pictures import pictures
print(json.dumps({p.path: p.draw().svg for p in pictures() if p.path.endswith(tuple(sys.argv[1:]))}))
"""


def in_draw_folder(code, *arguments, hash_seed="0"):
    """Run code beside the drawing scripts, as their own command line does, and read what it prints."""
    finished = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=DEMO / "draw",
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(finished.stdout)


def products():
    with (DEMO / "range.toml").open("rb") as file:
        return tomllib.load(file)["product"]


def swatches():
    with (DEMO / "colours.toml").open("rb") as file:
        return tomllib.load(file)


def colours_of(product):
    return product["options"]["colour"]["values"]


def size_of(path):
    with Image.open(path) as image:
        return image.size


def luminance(pixel):
    """WCAG 2.2, relative luminance."""
    parts = [value / 255 for value in pixel]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_same_parameters_give_the_same_text():
    names = (
        "larch-sofa-moss-front.jpg",
        "foglia-plant-clay-front.jpg",
        "vela-dress-wine-detail.jpg",
        "olmaia/attract.jpg",
        "vesperi/attract.jpg",
    )
    first, second = (in_draw_folder(DRAW, *names, hash_seed=seed) for seed in ("1", "2"))
    assert len(first) == len(names)
    assert first == second


@pytest.mark.parametrize("product", products(), ids=lambda product: product["id"])
def test_every_colour_has_its_pictures(product):
    for colour in colours_of(product):
        stem = f"{product['id']}-{colour}"
        front = size_of(PICTURES / f"{stem}-front.jpg")
        assert front in (LANDSCAPE, PORTRAIT)
        second = "side" if front == LANDSCAPE else "detail"
        assert size_of(PICTURES / f"{stem}-{second}.jpg") == front
        assert size_of(PICTURES / f"{stem}-square.jpg") == SQUARE
    assert size_of(PICTURES / f"{product['id']}-{colours_of(product)[0]}-detail.jpg") == front


def test_folder_holds_what_is_drawn_and_nothing_else():
    drawn = set(in_draw_folder(LIST))
    kept = {f"demo/pictures/{path.name}" for path in PICTURES.iterdir()}
    kept |= {path.relative_to(RESOURCES).as_posix() for path in (RESOURCES / "brand").glob("*/attract*.jpg")}
    assert kept == drawn


def test_pictures_stay_small_enough_to_clone():
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) <= 24_000_000


@pytest.mark.parametrize("product", ["larch-sofa", "ghianda-pouf", "lana-crewneck", "base-tee", "onda-skirt"])
def test_picture_shows_the_colour_of_the_swatch(product):
    """The median of the middle, where the lit body is: lights and shadows lie on both sides of it."""
    colours = next(colours_of(p) for p in products() if p["id"] == product)
    for colour in colours:
        with Image.open(PICTURES / f"{product}-{colour}-front.jpg") as image:
            width, height = image.size
            middle = image.crop((width * 4 // 10, height * 45 // 100, width * 6 // 10, height * 60 // 100))
            seen = [statistics.median(band.get_flattened_data()) for band in middle.split()]
        swatch = bytes.fromhex(swatches()[colour][1:])
        assert max(abs(a - b) for a, b in zip(seen, swatch, strict=True)) <= 24, (colour, seen, list(swatch))


@pytest.mark.parametrize("brand", ["olmaia", "vesperi"])
@pytest.mark.parametrize(("name", "size"), [("attract.jpg", (1280, 800)), ("attract-wide.jpg", (1920, 1080))])
def test_white_words_are_readable_on_the_start_page(brand, name, size):
    with Image.open(RESOURCES / "brand" / brand / name) as image:
        assert image.size == size
        width, height = size
        words = image.crop((width // 25, height // 20, width // 2, height * 48 // 100))
        strip = image.crop((0, height * 84 // 100, width, height))
        for part in (words, strip):
            brightest = max(map(luminance, part.resize((160, 90)).get_flattened_data()))
            assert 1.05 / (brightest + 0.05) >= 5.0


def test_drawings_to_scale_are_cut_tight():
    paths = sorted(PICTURES.glob("*-scale.png"))
    assert len(paths) >= 60
    for path in paths:
        with Image.open(path) as image:
            alpha = image.convert("RGBA").getchannel("A")
        left, top, right, bottom = alpha.getbbox()
        assert max(left, top) <= 8
        assert alpha.width - right <= 8
        assert alpha.height - bottom <= 8


@pytest.mark.parametrize("name", ["nido-lounge-chair-sage", "foglia-plant-clay", "sera-coat-camel"])
def test_nothing_is_painted_behind_a_drawing_to_scale(name):
    with Image.open(PICTURES / f"{name}-scale.png") as image:
        alpha = image.convert("RGBA").getchannel("A")
    right, bottom = alpha.width - 1, alpha.height - 1
    assert [alpha.getpixel(corner) for corner in ((0, 0), (right, 0), (right, bottom))] == [0, 0, 0]
