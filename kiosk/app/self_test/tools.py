"""The libraries behind scans, paper, keys and the line to the hub: each does once what it is there for."""

import asyncio
import io
from pathlib import Path

import zstandard
from nacl.public import PrivateKey, SealedBox
from rapidfuzz import fuzz

from kiosk.app.self_test.check import need
from kiosk.app.self_test.stores import an_identity
from kiosk.app.self_test.words import all_brands
from kiosk.core.scan import parse
from kiosk.core.scan.image import read_picture
from kiosk.core.slips import draw_list
from kiosk.core.slips.list_sheet import ListSheet, SheetLine
from kiosk.ui.qr import outline
from sync.brand import print_fonts
from sync.client.transport.line import Transport
from sync.protocol import symbols
from sync.protocol.contacts import email

ELEMENTS = {"01": "09521000000018", "10": "LOT-7"}
ADDRESS = "https://example.com/"
WORDS = b"words " * 100


def codes() -> str:
    """Codes can be drawn, read from a picture, and understood; also the one that a phone reads."""
    read = read_picture(symbols.picture(symbols.gs1_datamatrix(ELEMENTS)))
    need(read, "no code was read from a picture of one")
    kind = parse(read[0]).kind
    need(kind == "product", f"a product's code was taken for {kind}")
    need(outline(ADDRESS), "no QR code was drawn")
    return "drawn, read, understood"


def paper(resources: Path) -> str:
    """A list can be drawn for paper, in every brand's fonts, with Japanese in it."""
    line = SheetLine("見本 Example", "S", "1", "€ 29", "", None)
    sheet = ListSheet("Example", "", "1", [line], ("", "€ 29"), ADDRESS, "", _foot)
    for brand in all_brands(resources).values():
        pdf = io.BytesIO()
        draw_list.draw(sheet, print_fonts(brand, resources / "fonts"), pdf)
        need(pdf.getvalue().startswith(b"%PDF"), "no PDF was drawn")
    return "PDF"


def keys() -> str:
    """What is sealed can be opened by its owner, and what is packed comes out as it was."""
    owner = PrivateKey.generate()
    sealed = SealedBox(owner.public_key).encrypt(WORDS)
    need(SealedBox(owner).decrypt(sealed) == WORDS, "a seal does not open")
    packed = zstandard.ZstdCompressor().compress(WORDS)
    need(zstandard.ZstdDecompressor().decompress(packed) == WORDS, "what was packed is damaged")
    return "seals, compression"


def line() -> str:
    """The line to the hub can be made, with the certificates it trusts; nobody is asked."""

    async def make() -> None:
        await Transport(an_identity()).close()

    asyncio.run(make())
    return "HTTP, TLS"


def search() -> str:
    """Misspelt words are close to what was meant, and addresses of mail are judged."""
    need(fuzz.ratio("sofa", "sofo") > fuzz.ratio("sofa", "lamp"), "words cannot be compared")
    need(email("anna@example.com"), "an address of mail cannot be judged")
    return "words, addresses"


def _foot(page: int, pages: int) -> str:
    return f"{page}/{pages}"
