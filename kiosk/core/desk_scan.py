"""Where a scan, or a text that somebody typed, leads at the desk: the same from every page."""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from kiosk.core.scan import Scan
from sync.protocol import orders, own_codes
from sync.protocol.orders import Order
from sync.protocol.orders.codes import DIGITS, NUMBER_SIGNS

GOODS = "\t"
"""Stands between the product and the variant of a key: neither holds one (`sync.protocol.ids.STORABLE`)."""

How = Literal["list", "card", "receipt", "order"]

HOW: dict[str, How] = {"list": "list", "customer": "card", "receipt": "receipt", "order": "order"}
"""What the hub is asked for, by the kind of a scan."""


NUMBER = re.compile(rf"(?=.*\d)[0-9A-Za-z][0-9A-Za-z #/.-]{{3,39}}|[{DIGITS}]{{{NUMBER_SIGNS}}}")
"""What other systems print as a number: letters and digits, with signs between, and some digit in it; or what
our own orders are called, which may be of letters alone.
"""


class Place(NamedTuple):
    """A page of the desk, and what it shall be about."""

    page: str
    key: str


class LookFor(NamedTuple):
    """Only the hub knows: ask it for this."""

    text: str
    how: How


def goods_key(product: str, variant: str) -> str:
    """Return the key of the stock page for a product and one of its variants ('' = any)."""
    return f"{product}{GOODS}{variant}"


def split_goods(key: str) -> tuple[str, str]:
    """Take such a key apart."""
    product, _, variant = key.partition(GOODS)
    return product, variant


def where(scan: Scan, text: str, known: Iterable[Order]) -> Place | LookFor | None:
    """Return where a scan leads, None when it leads nowhere.

    Args:
        scan: What it is.
        text: What was read.
        known: The orders at this desk: their codes need no hub.
    """
    if scan.match:
        return Place("stock", goods_key(scan.match.product, scan.match.variant))
    how = HOW.get(scan.kind)
    if how is None:
        return None
    if how == "order":
        code = _code(scan, text)
        claim = orders.claim_hash(code)
        found = next((each for each in known if _is_of(each, code, claim)), None)
        if found:
            return Place("order", found.id)
    return LookFor(text, how)


def may_be_number(scan: Scan, text: str) -> bool:
    """Say whether a code that leads nowhere may be the number of a card, a receipt or an order."""
    return scan.kind in {"product", "unknown"} and NUMBER.fullmatch(text.strip()) is not None


def _is_of(order: Order, code: str, claim: str) -> bool:
    """Whether a code is an order's: the one that it is handed over for, or the one that a till scans."""
    return order.basket == code if not claim else order.claim == claim


def _code(scan: Scan, text: str) -> str:
    """Return an own code as it is printed, however it was typed, and where the text holds more than it."""
    for key in scan.keys:
        match key.type:
            case "order" | "basket" as kind if own_codes.TEXT.fullmatch(key.value):
                return own_codes.write(kind, key.value)
    return text


def named(text: str, known: Iterable[Order]) -> list[Order]:
    """Return the orders that a typed text means: by number, else by the name they are for."""
    sought = text.strip().casefold()
    if not sought:
        return []
    orders_here = list(known)
    exact = [order for order in orders_here if order.number.casefold() == sought]
    return exact or [
        order
        for order in orders_here
        if order.number.casefold().startswith(sought) or _begins(order.contact.name, sought)
    ]


def _begins(name: str, sought: str) -> bool:
    """Whether a name, or one of its words, begins like that."""
    words = name.casefold()
    return words.startswith(sought) or any(word.startswith(sought) for word in words.split())
