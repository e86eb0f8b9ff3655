"""The printed test sheet: the code that a scanner is learned by, and one of each kind to try it on."""

from typing import Any, NamedTuple

from kiosk.core.scanners.learn import BRACKETED, TEST_CODE
from kiosk.core.scanners.profile import AIM_LENGTH
from sync.protocol.codes import gtin_candidates


class SheetCode(NamedTuple):
    """One code of the sheet.

    `name` is its symbology, `format` zxing's name for that. `content` is what a writer of codes is given,
    `text` what a scanner delivers.
    """

    name: str
    format: str
    content: str
    text: str
    gs1: bool = False

    def modules(self) -> list[list[bool]]:
        """Return the code in its smallest form, rows of dark and light modules, quiet zones included."""
        import zxingcpp  # noqa: PLC0415 - for printing alone; the page that ticks codes off needs no library

        kind = getattr(zxingcpp.BarcodeFormat, self.format)
        written = zxingcpp.create_barcode(self.content, kind, **({"gs1": True} if self.gs1 else {}))
        # Its type says nothing of the buffer that it is.
        image: Any = written.to_image(scale=1, add_hrt=False, add_quiet_zones=True)
        rows: Any = memoryview(image).tolist()
        return [[value == 0 for value in row] for row in rows]

    def is_read_by(self, text: str) -> bool:
        """Whether a scanner's text is this code, in any of the ways that scanners deliver it."""
        if text.startswith("]"):
            text = text[AIM_LENGTH:]
        return text == self.text or bool(set(gtin_candidates(text)) & set(gtin_candidates(self.text)))


LEARN_STRIPES = SheetCode("GS1-128", "Code128", BRACKETED, TEST_CODE, gs1=True)
LEARN_SQUARE = SheetCode("GS1 DataMatrix", "DataMatrix", BRACKETED, TEST_CODE, gs1=True)
"""The test code, for scanners that read stripes and for those that read pictures."""

LINK = "https://shop.example/01/09521000000032"
ELEMENTS = "0109521000000049"

TRIALS = (
    SheetCode("EAN-13", "EAN13", "9521000000018", "9521000000018"),
    SheetCode("EAN-8", "EAN8", "95210001", "95210001"),
    SheetCode("UPC-A", "UPCA", "012345678905", "012345678905"),
    SheetCode("UPC-E", "UPCE", "01234565", "01234565"),
    SheetCode("Code 128", "Code128", "TEST-moss-2120", "TEST-moss-2120"),
    SheetCode("Code 39", "Code39", "TEST-2120", "TEST-2120"),
    SheetCode("ITF-14", "ITF14", "19521000000022", "19521000000022"),
    SheetCode("GS1 DataBar", "DataBarOmni", ELEMENTS[2:], ELEMENTS),
    SheetCode("QR", "QRCode", LINK, LINK),
)
"""952 is GS1's prefix for examples: no shop sells these."""


def trial_of(text: str) -> SheetCode | None:
    """Return the trial code that a scanner's text is, None when it is none."""
    return next((each for each in TRIALS if each.is_read_by(text)), None)
