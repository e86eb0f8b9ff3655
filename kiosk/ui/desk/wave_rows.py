"""What the page of a wave shows: what to take where and for whom, and what goes into which bag."""

from collections.abc import Mapping, Sequence

import msgspec

from kiosk.core import picking
from kiosk.core.picking import Bag, Pick, Stop
from kiosk.ui.desk import line_rows, order_rows
from kiosk.ui.shop import Shop
from sync.protocol.orders import Line, Order
from sync.texts import joined

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Bags are told apart by a letter: shorter to say than an order's number."""


class PickRow(msgspec.Struct, frozen=True):
    """So many pieces to take at one place; `shares` says for which bags."""

    key: str
    url: str
    name: str
    options: str
    take: int
    place: str
    shares: str
    here: bool


class BagRow(msgspec.Struct, frozen=True):
    """A bag: its letter, its order, what is in it so far, and how many pieces are to come."""

    key: str
    letter: str
    title: str
    contents: str
    ready: bool


def letters(orders: Sequence[Order]) -> dict[str, str]:
    """Give every order of a wave its letter."""
    return {order.id: letter for order, letter in zip(orders, LETTERS, strict=False)}


def pick_rows(shop: Shop, stops: Sequence[Stop], bags: Mapping[str, str]) -> list[PickRow]:
    """Return what is to be taken, in the order of the shelf; the first is in work."""
    picks = [(stop.aisle, pick) for stop in stops for pick in stop.picks]
    return [_pick(shop, aisle, pick, bags, here=not at) for at, (aisle, pick) in enumerate(picks)]


def _pick(shop: Shop, aisle: str, pick: Pick, bags: Mapping[str, str], *, here: bool) -> PickRow:
    product = shop.product(pick.product)
    shares: dict[str, int] = {}
    for share in pick.shares:
        shares[share.order] = shares.get(share.order, 0) + share.quantity
    told = [
        shop.words.texts.get("wave.share", shop.words.display.number(count), bags.get(order, ""))
        for order, count in shares.items()
    ]
    return PickRow(
        key=pick.variant,
        url=line_rows.photo(shop, product, pick.options),
        name=line_rows.name_of(shop, pick.product, pick.variant),
        options=line_rows.chosen(shop, product, pick.options),
        take=pick.quantity,
        place=line_rows.place_words(shop.words, aisle),
        shares=shop.words.texts.get("list.and").join(told),
        here=here,
    )


def bag_rows(
    shop: Shop, bags: Sequence[Bag], orders: Mapping[str, Order], named: Mapping[str, str]
) -> list[BagRow]:
    """Return the bags with what is in them."""
    rows = []
    for bag in bags:
        order = orders[bag.order]
        name = order_rows.who(shop.words, order.contact.name)
        heading = order_rows.title(shop.words, order)
        rows.append(
            BagRow(
                bag.order,
                named[bag.order],
                joined(", ", (heading, name)),
                _contents(shop, bag, order),
                order.is_open and all(line.state != "open" for line in order.lines),
            )
        )
    return rows


def _contents(shop: Shop, bag: Bag, order: Order) -> str:
    """Say what is in a bag; of an order that is over since (called off, rejected) where that goes."""
    texts = shop.words.texts
    pieces = texts.get("list.and").join(_piece(shop, line) for line in bag.lines)
    if order.is_open:
        return pieces or texts.get("wave.empty")
    state = texts.get(f"order.state_{order.state}")
    unwanted = pieces and order.state in {"cancelled", "rejected"}
    return texts.get("wave.put_back", state, pieces) if unwanted else state


def _piece(shop: Shop, line: Line) -> str:
    product, variant, _ = picking.wanted(line)
    return shop.words.texts.get("wave.piece", line.pieces, line_rows.name_of(shop, product, variant))
