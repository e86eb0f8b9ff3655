"""What the sheet of stores lists: each place with figure, way, hours, age, and what can be asked of it."""

from collections.abc import Iterable

import msgspec

from kiosk.core.choice import Choice
from kiosk.core.stock import Availability
from kiosk.ui.hours_words import hours_words
from kiosk.ui.product_rows import ValueRow, value_rows
from kiosk.ui.shop import Shop
from sync.protocol.lists import OrderMark
from sync.protocol.pickup import collects
from sync.protocol.products import OptionAxis


class StoreRow(msgspec.Struct, frozen=True):
    """A place: `keeps` whether it can be asked to keep or send it, `takes` whether it is the online shop's.

    `way` is how far it is, where `detail` has something else to say; `asked` tells of a request there, ''
    without one.
    """

    key: str
    level: str
    figure: str
    detail: str
    way: str
    hours: str
    age: str
    keeps: bool
    takes: bool
    asked: str


def store_rows(shop: Shop, places: Iterable[Availability], mark: OrderMark | None) -> list[StoreRow]:
    """Return places in words; `mark` is the order that was asked for already, None without one."""
    return [_store(shop, row, mark) for row in places]


def _store(shop: Shop, row: Availability, mark: OrderMark | None) -> StoreRow:
    words, now = shop.words, shop.now()
    asked = mark is not None and mark.store == row.store.code
    there = row.in_stock and mark is None
    detail = words.stock_detail(row)
    return StoreRow(
        key=row.store.code,
        level=row.state.value,
        figure=words.stock_figure(row),
        detail=detail,
        way="" if (way := words.way(row)) in detail else way,
        hours=hours_words(words, row.store, now),
        age=words.stock_age(row, now),
        keeps=there and row.place == "near" and collects(row.store, shop.stores),
        takes=row.in_stock and row.place == "online",
        asked=words.texts.get("stores.asked") if asked else "",
    )


def values_here(shop: Shop, choice: Choice, axis: OptionAxis) -> list[ValueRow]:
    """Return the other values of an option that can be had here with the rest unchanged."""
    return [row for row in value_rows(shop, choice, axis) if row.here and not row.chosen]
