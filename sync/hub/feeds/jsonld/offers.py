"""Offers of schema.org: prices by currency, old prices, stock by store."""

from collections.abc import Iterator
from typing import Any

from sync.hub.feeds.availability import parse_availability
from sync.hub.feeds.cells import Cells
from sync.hub.feeds.jsonld.nodes import Node, listed, name_of, text_of, types, word_of
from sync.hub.feeds.options import slug
from sync.hub.feeds.parts import StockPart
from sync.hub.feeds.sales import Money, crossed_out, parse_money
from sync.hub.feeds.values import parse_day, parse_quantity
from sync.protocol.money import Price

BEFORE = frozenset({"ListPrice", "StrikethroughPrice", "SRP", "MSRP"})
"""`priceType` of what a product cost before, or is said to."""
MAX_OFFERS = 500


def offers_of(node: Node) -> list[Node]:
    """Return the single offers of a product; an aggregate without any stands for itself."""
    found: list[Node] = []
    for offer in listed(node.get("offers"))[:MAX_OFFERS]:
        if not isinstance(offer, dict):
            continue
        inner = [each for each in listed(offer.get("offers"))[:MAX_OFFERS] if isinstance(each, dict)]
        found.extend(inner or [offer])
    return found


def prices_of(offers: list[Node], cells: Cells) -> dict[str, Price]:
    """Return the prices by currency: of several offers in one currency the first."""
    prices: dict[str, Price] = {}
    for offer in offers:
        for currency, price in _price(offer, cells).items():
            prices.setdefault(currency, price)
    return prices


def stock_of(offers: list[Node], sku: str, cells: Cells) -> Iterator[StockPart]:
    """Yield what the offers say of stock, each store once."""
    told: set[str] = set()
    for offer in offers:
        quantity = _quantity(offer.get("inventoryLevel"), cells)
        status = _status(offer.get("availability"), cells)
        if quantity is None and not status:
            continue
        for store in [_store(place) for place in listed(offer.get("availableAtOrFrom"))] or [""]:
            if store not in told:
                told.add(store)
                yield StockPart(cells.row, sku=sku, store=store, quantity=quantity, status=status)


def _price(offer: Node, cells: Cells) -> dict[str, Price]:
    specifications = [each for each in listed(offer.get("priceSpecification")) if isinstance(each, dict)]
    before = [each for each in specifications if word_of(each.get("priceType")) in BEFORE]
    now = [each for each in specifications if each not in before]
    price = next(filter(None, (_money(each, "price", offer, cells) for each in (offer, *now))), None)
    if price is None and "AggregateOffer" in types(offer):
        price = _money(offer, "lowPrice", offer, cells)
        if price and text_of(offer.get("highPrice")) not in {"", text_of(offer.get("lowPrice"))}:
            cells.note("lowPrice", text_of(offer.get("lowPrice")), "the lowest of several prices is shown")
    was = next(filter(None, (_money(each, "price", offer, cells) for each in before)), None)
    prices = crossed_out(price, was)
    until = _until(offer.get("priceValidUntil"), cells)
    return {
        currency: Price(each.amount, each.was, until if each.was else "") for currency, each in prices.items()
    }


def _money(node: Node, name: str, offer: Node, cells: Cells) -> Money | None:
    text = text_of(node.get(name))
    currency = text_of(node.get("priceCurrency")) or text_of(offer.get("priceCurrency"))
    if not text:
        return None
    try:
        return parse_money(f"{text} {currency}" if currency else text, cells.settings.currency)
    except ValueError as error:
        cells.note(name, text, f"left out: {error}")
        return None


def _until(value: Any, cells: Cells) -> str:
    text = text_of(value)
    if not text:
        return ""
    try:
        return parse_day(text).isoformat()
    except ValueError as error:
        cells.note("priceValidUntil", text, f"left out: {error}")
        return ""


def _status(value: Any, cells: Cells) -> str:
    word = word_of(value)
    if not word:
        return ""
    try:
        return parse_availability(word)
    except ValueError as error:
        cells.note("availability", word, f"stock left unknown: {error}")
        return ""


def _quantity(value: Any, cells: Cells) -> int | None:
    text = text_of(value.get("value")) if isinstance(value, dict) else text_of(value)
    if not text:
        return None
    try:
        return parse_quantity(text)
    except ValueError as error:
        cells.note("inventoryLevel", text, f"stock left unknown: {error}")
        return None


def _store(place: Any) -> str:
    """Return the code of a store; of one without a code its name made into one."""
    code = text_of(place.get("branchCode")) if isinstance(place, dict) else ""
    return code or slug(name_of(place))
