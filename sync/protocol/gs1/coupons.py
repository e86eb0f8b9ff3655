"""The inside of North American coupon codes: AI 8110 (on paper) and AI 8112 (on the phone).

Lengths stand before the fields they measure. Source: GS1 US, North American Coupon Application Guideline, by
way of the GS1 Barcode Syntax Tests `couponcode` and `couponposoffer`.
"""

import re

from sync.protocol.gs1.dates import is_date

REQUIREMENT = "[0-49][0-9]{3}"
"""Code of a purchase requirement and its family."""
DATE = "[0-9]{6}"


def _measured(lengths: range, extra: int) -> str:
    """Return a pattern for a field whose first digit says how long it is."""
    choices = (f"{length}[0-9]{{{length + extra}}}" for length in lengths)
    return "(?:" + "|".join(choices) + ")"


COMPANY = _measured(range(7), 6)
OTHER_COMPANY = f"(?:{COMPANY}|9)"
RETAILER = _measured(range(1, 8), 6)
SERIAL = _measured(range(10), 6)
AMOUNT = _measured(range(1, 6), 0)

COUPON_CODE = re.compile(
    f"{COMPANY}[0-9]{{6}}{AMOUNT}{AMOUNT}{REQUIREMENT}"
    f"(?:1[0-3]{AMOUNT}{REQUIREMENT}{OTHER_COMPANY})?"
    f"(?:2{AMOUNT}{REQUIREMENT}{OTHER_COMPANY})?"
    f"(?:3(?P<end>{DATE}))?(?:4(?P<start>{DATE}))?(?:5{SERIAL})?(?:6{RETAILER})?(?:9[01256][0-2][0-9][01])?"
)
OFFER_CODE = re.compile(f"[01]{COMPANY}[0-9]{{6}}{SERIAL}")


def is_coupon_code(text: str) -> bool:
    """Whether the value of AI 8110 is whole, and does not end before it begins."""
    found = COUPON_CODE.fullmatch(text)
    if found is None:
        return False
    days = [day for day in (found["start"], found["end"]) if day]
    return all(map(is_date, days)) and days == sorted(days)


def is_offer_code(text: str) -> bool:
    """Whether the value of AI 8112 is whole."""
    return OFFER_CODE.fullmatch(text) is not None
