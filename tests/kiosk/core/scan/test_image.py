"""Codes in pictures: every symbology that carries a product, add-ons, several at once, what is no picture."""

import pytest
import zxingcpp
from PIL import Image, ImageOps

from kiosk.core.scan import parse
from kiosk.core.scan.image import ImageError, read_image, read_picture

GTIN = "09521234567882"
GS1 = f"(01){GTIN}(10)AB(21)7"


def draw(text, symbology, *, gs1=False, scale=4):
    """Return one code as a picture with its quiet zone."""
    options = {"gs1": True} if gs1 else {}
    code = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, symbology), **options)
    return Image.fromarray(code.to_image(scale=scale))


@pytest.mark.parametrize(
    ("text", "symbology", "gs1"),
    [
        (GTIN[1:], "EAN13", False),
        (GTIN, "ITF14", False),
        (GTIN[1:], "Code128", False),
        (GTIN[1:], "Code39", False),
        (GTIN[1:], "QRCode", False),
        (f"https://id.example/01/{GTIN}", "QRCode", False),
        (GS1, "Code128", True),
        (GS1, "DataMatrix", True),
        (GS1, "QRCode", True),
        (GS1, "DataBarExp", True),
        (GS1, "Aztec", True),
        (GTIN[:-1], "DataBarOmni", False),
    ],
)
@pytest.mark.parametrize("angle", [0, 90, 180])
def test_a_symbol_is_read_and_understood(text, symbology, gs1, angle):
    texts = read_picture(draw(text, symbology, gs1=gs1).rotate(angle, expand=True, fillcolor=255))
    assert len(texts) == 1
    scan = parse(texts[0])
    assert (scan.kind, scan.keys[0].value, bool(scan.aim)) == ("product", GTIN, True)
    assert "(" not in texts[0]
    if gs1:
        assert scan.elements == {"01": GTIN, "10": "AB", "21": "7"}


@pytest.mark.parametrize("symbology", ["EAN13", "Code128", "ISBN", "ITF14"])
@pytest.mark.parametrize("angle", [45, 225])
def test_stripes_that_lie_aslant_are_read_whole_and_not_in_part(symbology, angle):
    text = "9780306406157" if symbology == "ISBN" else GTIN[0 if symbology == "ITF14" else 1 :]
    turned = draw(text, symbology).rotate(
        angle, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC
    )
    (read,) = read_picture(turned)
    assert read[3:] == text


def test_rare_symbologies_are_read_where_there_is_nothing_else():
    (read,) = read_picture(draw("A1234B", "Codabar"))
    assert read.endswith("A1234B")


def test_light_stripes_on_dark_are_read():
    (read,) = read_picture(ImageOps.invert(draw(GTIN[1:], "EAN13")))
    assert read == f"]E0{GTIN[1:]}"


@pytest.mark.parametrize(
    ("text", "symbology", "gtin"),
    [
        ("96385074", "EAN8", "00000096385074"),
        ("04252614", "UPCE", "00042100005264"),
        ("042100005264", "UPCA", "00042100005264"),
    ],
)
def test_short_retail_codes(text, symbology, gtin):
    (read,) = read_picture(draw(text, symbology))
    assert parse(read).keys[0].value == gtin


def test_an_add_on_is_read_with_its_code():
    (read,) = read_picture(draw("9770378595002 05", "EAN13"))
    scan = parse(read)
    assert (scan.keys[0].value, scan.addon, scan.aim) == ("09770378595002", "05", "E3")


def test_all_codes_of_a_label_are_found(tmp_path):
    label = Image.new("L", (900, 500), 255)
    label.paste(draw("https://elsewhere.example/offer", "QRCode", scale=3), (10, 10))
    label.paste(draw(GTIN[1:], "EAN13", scale=3), (400, 200))
    label.save(tmp_path / "label.png")
    assert sorted(read_image(tmp_path / "label.png")) == [
        f"]E0{GTIN[1:]}",
        "]Q1https://elsewhere.example/offer",
    ]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_picture(tmp_path, mode):
    picture = draw(GTIN[1:], "EAN13")
    if mode in {"LA", "RGBA"}:
        clear = Image.new(mode, picture.size)
        clear.paste(picture.convert(mode), mask=picture.point(lambda level: 255 - level))
        picture = clear
    elif mode == "I;16":
        picture = picture.convert("I").point(lambda level: level * 257).convert("I;16")
    else:
        picture = picture.convert(mode)
    path = tmp_path / "code.tiff"
    picture.save(path)
    assert read_image(path) == [f"]E0{GTIN[1:]}"]


def test_a_photo_lying_on_its_side_is_read(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    draw(GTIN[1:], "EAN13").save(tmp_path / "photo.jpg", exif=exif)
    assert read_image(tmp_path / "photo.jpg") == [f"]E0{GTIN[1:]}"]


def test_an_empty_picture_has_no_codes(tmp_path):
    Image.new("L", (300, 200), 255).save(tmp_path / "empty.png")
    assert read_image(tmp_path / "empty.png") == []


def test_what_is_no_picture_says_so(tmp_path):
    broken = tmp_path / "broken.png"
    draw(GTIN[1:], "EAN13").save(broken)
    broken.write_bytes(broken.read_bytes()[:200])
    text = tmp_path / "text.png"
    text.write_text("not a picture")
    huge = tmp_path / "huge.png"
    Image.new("1", (20_000, 4_000)).save(huge)
    for path, words in (
        (broken, "cannot be read"),
        (text, "no picture"),
        (huge, "million pixels"),
        (tmp_path / "none", "cannot"),
    ):
        with pytest.raises(ImageError, match=words):
            read_image(path)
