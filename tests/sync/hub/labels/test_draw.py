"""Label sheets: drawn, rendered as a printer would, and scanned back."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from kiosk.core.scan import parse
from kiosk.core.scan.image import read_picture
from sync.brand import load, print_fonts
from sync.hub.labels.draw import draw
from sync.hub.labels.label import Wording, make
from sync.hub.labels.sheets import SHEETS
from sync.protocol.money import Price
from sync.protocol.products import OptionAxis, OptionValue, Product, Variant

RESOURCES = Path(__file__).parents[4] / "resources"
FONTS = print_fonts(load(RESOURCES / "brand" / "olmaia.toml"), RESOURCES / "fonts")
DOTS_PER_INCH = 300
WORDS = Wording("en", "EUR", "https://shop.example")
GTIN = "09521234567882"
LONG = "Larch three-seat corner sofa with chaise longue and washable covers of linen and cotton " * 2


def thing(sku, gtin="", name="Larch sofa", *, price=129000, was=0, currency="EUR"):
    axes = [OptionAxis("colour", {"en": "Colour"}, [OptionValue("moss", {"en": "Moss"})])]
    prices = {currency: Price(price, was)} if price else {}
    variant = Variant(sku, sku, {"colour": "moss"}, prices, gtin)
    return Product("larch", {"en": name, "ja": "からまつ 三人掛けソファ"}, [variant], options=axes), variant


def rendered(path, page=0):
    document = QPdfDocument(None)
    assert document.load(str(path)) == QPdfDocument.Error.None_
    points = document.pagePointSize(page)
    size = QSize(*(round(side * DOTS_PER_INCH / 72) for side in (points.width(), points.height())))
    paper = QImage(size, QImage.Format.Format_Grayscale8)
    paper.fill(255)
    painter = QPainter(paper)
    painter.drawImage(0, 0, document.render(page, size))
    painter.end()
    return Image.frombytes(
        "L", (size.width(), size.height()), bytes(paper.constBits()), "raw", "L", paper.bytesPerLine()
    )


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_every_code_on_every_sheet_is_scanned_back(name, tmp_path, qapp):
    things = [
        thing("LRC-212", GTIN, LONG, price=123456789, was=133456789),
        thing("NAIL-1", "00000096385074"),
        thing("A-17"),
        thing("CASE-1", "98765432109213", price=0),
    ]
    labels = [make(*each, WORDS) for each in things]
    path = tmp_path / "labels.pdf"
    assert draw(labels, SHEETS[name], FONTS, path) == 1
    scans = [parse(text) for text in read_picture(rendered(path))]
    found = [scan.keys[0].value for scan in scans]
    assert sorted(found) == sorted(["00000096385074", "98765432109213", GTIN, "a-17"] * 2)
    links = [scan for scan in scans if scan.aim == "Q1" and scan.elements]
    assert len(links) == 3


def test_a_whole_sheet_and_one_more(tmp_path, qapp):
    sheet = SHEETS["letter-30"]
    labels = [make(*thing(f"SKU-{number}"), WORDS) for number in range(sheet.labels + 1)]
    path = tmp_path / "labels.pdf"
    assert draw(labels, sheet, FONTS, path) == 2
    first, second = rendered(path), rendered(path, 1)
    assert len({parse(text).keys[0].value for text in read_picture(first)}) == sheet.labels
    assert {parse(text).keys[0].value for text in read_picture(second)} == {f"sku-{sheet.labels}"}


def test_a_sheet_begun_already_goes_on(tmp_path, qapp):
    sheet = SHEETS["a4-24"]
    path = tmp_path / "labels.pdf"
    labels = [make(*thing(f"SKU-{number}"), WORDS) for number in range(2)]
    assert draw(labels, sheet, FONTS, path, first=sheet.labels - 1) == 2
    assert {parse(text).keys[0].value for text in read_picture(rendered(path))} == {"sku-0"}


def test_nothing_runs_out_of_its_label(tmp_path, qapp):
    sheet = SHEETS["letter-30"]
    path = tmp_path / "labels.pdf"
    label = make(*thing("唐松" * 30, name="Ｗ" * 80, price=99999999999, was=100000000000), WORDS)
    draw([label], sheet, FONTS, path)
    picture = rendered(path)
    left, top, right, bottom = picture.point(lambda level: 255 - level).getbbox()
    dots = DOTS_PER_INCH / 25.4
    assert left >= sheet.left * dots
    assert top >= sheet.top * dots
    assert right <= (sheet.left + sheet.width) * dots
    assert bottom <= (sheet.top + sheet.height) * dots


def test_japanese_and_prices_are_real_text(tmp_path, qapp):
    path = tmp_path / "labels.pdf"
    label = make(
        *thing("唐松-212", price=198000, was=218000, currency="JPY"),
        Wording("ja", "JPY", "https://a.example"),
    )
    draw([label], SHEETS["a4-14"], FONTS, path)
    document = QPdfDocument(None)
    document.load(str(path))
    text = document.getAllText(0).text()
    assert "三人掛け" in text
    assert "198,000" in text
    assert "唐松-212" in text


@pytest.mark.parametrize(
    ("language", "price"),
    [
        ("it", "1.290,00\xa0€"),
        ("it-CH", "€\xa01’290.00"),
        ("it_IT", "1.290,00\xa0€"),
        ("it-ZZ", "1.290,00\xa0€"),
    ],
)
def test_a_country_may_stand_in_the_language(language, price):
    assert make(*thing("A-1"), Wording(language, "EUR", "https://a.example")).price == price


def test_a_long_name_takes_the_lines_there_are(tmp_path, qapp):
    path = tmp_path / "labels.pdf"
    draw([make(*thing("A-1", name="Larch sofa with " * 6), WORDS)], SHEETS["a4-8"], FONTS, path)
    document = QPdfDocument(None)
    document.load(str(path))
    assert document.getAllText(0).text().count("Larch") == 6


@pytest.mark.parametrize(
    ("sku", "gtin", "bars", "code"),
    [
        ("A-1", "", True, "A-1"),
        ("A" * 25, "", False, "A" * 25),
        ("唐松", "", False, "唐松"),
        ("A-1", GTIN, True, f"https://shop.example/01/{GTIN}"),
        ("A-1", "123", True, "A-1"),
    ],
)
def test_what_the_codes_say(sku, gtin, bars, code):
    label = make(*thing(sku, gtin), WORDS)
    assert (label.bars is not None, label.code) == (bars, code)


def test_sheets_stay_on_their_paper():
    for sheet in SHEETS.values():
        width, height = sheet.page
        assert sheet.left + (sheet.columns - 1) * sheet.step_x + sheet.width <= width - sheet.left + 0.5
        assert sheet.top + (sheet.rows - 1) * sheet.step_y + sheet.height <= height - sheet.top + 0.5
        assert sheet.step_x >= sheet.width
        assert sheet.step_y >= sheet.height
