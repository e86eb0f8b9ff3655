"""The slip of an order: in the order of the shelves, in both languages, and nobody's name or code on it."""

import re
import zlib
from pathlib import Path

import msgspec
import pytest
import zxingcpp
from PIL import Image, ImageDraw

from kiosk.core.slips.draw import draw
from kiosk.core.slips.slip import Goods, Tongue, lay_out, short_name
from sync.brand import load, print_fonts
from sync.catalogue.display import Display
from sync.protocol.orders import Contact, Line, Order, Substitute, basket_code, claim_code, claim_hash
from sync.protocol.products import OptionAxis, OptionValue, Picture, Product, Variant
from sync.protocol.stock import StockLevel
from sync.texts import Texts

ROOT = Path(__file__).parents[4]
BRANDS = ROOT / "resources" / "brand"
FONTS = print_fonts(load(BRANDS / "olmaia.toml"), ROOT / "resources" / "fonts")
NOW = "2026-11-26T09:30:00Z"
CODE = claim_code(bytes(32), "one")
RED = OptionAxis("colour", {"en": "Colour"}, [OptionValue("red", {"en": "Red", "it": "Rosso", "ja": "赤"})])
LAMP = Product(
    "lamp",
    {"en": "Lamp", "it": "Lampada", "ja": "ランプ"},
    [Variant("lamp-red", "L1", {"colour": "red"}, {})],
    options=[RED],
    pictures=[Picture("a" * 64, 100, 100)],
)
PASS = Product("basso", {"en": "Basso"}, [Variant("basso-1", "B1", {}, {})])


def tongue(language: str) -> Tongue:
    words = Texts.load(ROOT / "resources" / "i18n" / "slip", language)
    return Tongue(words, Display.of(language, "Europe/Rome"))


@pytest.fixture
def goods(tmp_path):
    picture = tmp_path / "lamp.jpg"
    Image.new("RGB", (40, 40), "red").save(picture)
    aisles = {"lamp-red": "10-2", "basso-1": "2-7"}
    return Goods(
        {"lamp": LAMP, "basso": PASS}.get,
        lambda variant: StockLevel(variant, 1, NOW, aisle=aisles[variant]) if variant in aisles else None,
        {"a" * 64: picture}.get,
    )


def order(*lines: Line, **more) -> Order:
    lines = lines or (
        Line("1", "lamp", "lamp-red", 2, picked=2, state="picked"),
        Line("2", "basso", "basso-1", 1),
        Line("3", "gone", "gone-1", 1, state="short"),
    )
    whole = {
        "contact": Contact("Anna Maria Rossi", "anna@example.com", "+39 02 1234", "ja"),
        "claim": claim_hash(CODE),
        "promise": "2026-11-26T17:00:00Z",
        **more,
    }
    return Order("one", "A-1007", "milano", "collect", "packed", [*lines], NOW, **whole)


def told(slip) -> str:
    return repr(slip._replace(foot=None))


def test_things_stand_in_the_order_of_the_shelves_and_what_nobody_knows_comes_last(goods):
    slip = lay_out(order(), goods, tongue("it"), tongue("ja"), NOW)
    assert [line.aisle for line in slip.lines] == ["2-7", "10-2", "Chiedere"]
    assert [line.done for line in slip.lines] == [False, True, False]


def test_each_thing_is_named_in_both_languages_where_they_differ(goods):
    slip = lay_out(order(), goods, tongue("it"), tongue("ja"), NOW)
    assert slip.lines[1].name == ("Lampada", "ランプ")
    assert slip.lines[1].choices == ("Rosso", "赤")
    assert slip.lines[0].name == ("Basso", "")
    assert slip.lines[2].remark == ("Non trovato", "見つかりません")
    same = lay_out(order(), goods, tongue("it"), tongue("it"), NOW)
    assert same.title[1] == same.pieces[1] == same.lines[1].name[1] == ""


def test_what_is_there_instead_and_how_much_is_there_is_said(goods):
    instead = Substitute("lamp", "lamp-red", 1, agreed="yes", picked=1)
    lines = (
        Line("1", "basso", "basso-1", 1, state="substituted", substitute=instead),
        Line("2", "lamp", "lamp-red", 3, state="short", picked=1),
    )
    slip = lay_out(order(*lines), goods, tongue("en"), tongue("it"), NOW)
    assert [line.remark for line in slip.lines] == [
        ("Instead: Lamp · Red", "Al suo posto: Lampada · Rosso"),
        ("1 of 3", "1 di 3"),
    ]


def test_nobody_is_named_more_than_a_colleague_needs_and_no_code_leads_there(goods):
    slip = lay_out(order(), goods, tongue("it"), tongue("ja"), NOW)
    for secret in ("Rossi", "Maria", "anna@", "1234", CODE, CODE[3:]):
        assert secret not in told(slip)
    assert "Anna R." in told(slip)
    assert short_name("花子") == "花子"
    assert short_name("  ") == ""


def test_times_are_the_stores(goods):
    slip = lay_out(order(), goods, tongue("it"), tongue("ja"), NOW)
    assert (("Pronto entro", "用意の予定"), "26 novembre, 18:00") in slip.facts
    assert slip.foot(1, 2) == "Stampato 26 novembre, 10:30, pagina 1 di 2"


def test_it_is_written_as_pdf_over_as_many_pages_as_it_needs(goods, tmp_path):
    few, many = tmp_path / "few.pdf", tmp_path / "many.pdf"
    lines = [Line(str(number), "lamp", "lamp-red", 1) for number in range(30)]
    assert draw(lay_out(order(), goods, tongue("it"), tongue("ja"), NOW), FONTS, few) == 1
    assert draw(lay_out(order(*lines), goods, tongue("en"), tongue("it"), NOW), FONTS, many) == 4
    assert many.read_bytes().count(b"/Type /Page\n") == 4
    assert few.read_bytes().startswith(b"%PDF")
    for content in _streams(few.read_bytes()):
        assert CODE.encode() not in content


def test_the_tills_code_is_read_from_the_paper_until_it_is_paid_and_the_claim_code_is_not(goods, tmp_path):
    path = tmp_path / "slip.pdf"
    unpaid = order(basket=basket_code("one"))
    draw(lay_out(unpaid, goods, tongue("it"), tongue("ja"), NOW), FONTS, path)
    read = {(one.format, one.text) for one in zxingcpp.read_barcodes(_printed(path.read_bytes()))}
    formats = zxingcpp.BarcodeFormat
    assert read == {(formats.Code128, basket_code("one")), (formats.QRCode, "A-1007")}
    paid = msgspec.structs.replace(unpaid, paid=True)
    draw(lay_out(paid, goods, tongue("it"), tongue("ja"), NOW), FONTS, path)
    read = {one.text for one in zxingcpp.read_barcodes(_printed(path.read_bytes()))}
    assert read == {"A-1007"}


def _printed(pdf: bytes) -> Image.Image:
    """Return the first page's filled boxes as a printer sets them, 300 dots an inch."""
    dots = 300 / 72
    page = Image.new("L", (round(420 * dots), round(596 * dots)), 255)
    pen = ImageDraw.Draw(page)
    content = next(one for one in _streams(pdf) if b" re f" in one)
    for box in re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) (-?[\d.]+) re f", content):
        left, bottom, width, height = (float(number) * dots for number in box)
        top, low = sorted((page.height - bottom, page.height - bottom - height))
        pen.rectangle((round(left), round(top), round(left + width) - 1, round(low) - 1), fill=0)
    return page


def _streams(pdf: bytes):
    for raw in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            yield zlib.decompress(raw)
        except zlib.error:
            yield raw


@pytest.mark.parametrize("language", ["en", "it", "ja"])
@pytest.mark.parametrize("kind", ["request", "collect", "desk"])
def test_every_kind_is_written_in_every_language(goods, tmp_path, language, kind):
    one = msgspec.structs.replace(order(), kind=kind)
    slip = lay_out(one, goods, tongue(language), tongue("en"), NOW)
    assert draw(slip, FONTS, tmp_path / "slip.pdf") == 1
