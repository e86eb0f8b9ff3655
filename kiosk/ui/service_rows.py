"""What a list page tells of the store's answers: orders on their way, substitutes, the call for a person."""

import msgspec

from kiosk.core import asking
from kiosk.core.stock import parse_moment
from kiosk.ui.reasons import reason_words
from kiosk.ui.shop import Shop
from sync.catalogue import present
from sync.protocol import calls
from sync.protocol.calls import ASKED
from sync.protocol.lists import HelpMark, Offer, OrderMark, ShoppingList
from sync.protocol.moments import is_real

SIGNS = {
    "picked_up": "check",
    "ready_for_pickup": "bell",
    "packed": "box",
    "on_hold": "clock",
    "rejected": "close",
    "cancelled": "close",
    "expired": "undo",
    "returned": "undo",
}
"""The icon of a state; those that somebody works on have the bag."""
NAMED = frozenset({"accepted", "picking"})
"""States whose sentence names who has the order."""


ELSEWHERE = frozenset({ASKED, "new", "accepted", "picking", "packed", "ready_for_pickup", "rejected"})
"""States that have words of their own where another store was asked."""


class OrderRow(msgspec.Struct, frozen=True):
    """An order from this list. `by` is when it shall be there, `stoppable` whether it can be called off."""

    key: str
    sign: str
    title: str
    text: str
    by: str
    open: bool
    stoppable: bool


class OfferRow(msgspec.Struct, frozen=True):
    """A substitute that waits for the shopper's word."""

    key: str
    order: str
    line: str
    instead: str
    name: str
    options: str
    price: str
    url: str


class Call(msgspec.Struct, frozen=True):
    """The call for a person in words; `state` is '' while nobody was called."""

    state: str = ""
    title: str = ""
    text: str = ""
    spoken: str = ""


def order_rows(shop: Shop, document: ShoppingList, *, offline: bool, here: str) -> list[OrderRow]:
    """Return the orders that are open, else the last that was; `here` is what staff call this tablet."""
    marks = asking.latest_first(document)
    shown = [mark for mark in marks if calls.is_open(mark)] or marks[:1]
    return [_order(shop, mark, offline=offline, here=here) for mark in shown]


def offer_rows(shop: Shop, document: ShoppingList) -> list[OfferRow]:
    """Return the substitutes that wait for a word."""
    return [
        _offer(shop, document, mark.id, line, offer)
        for mark in asking.latest_first(document)
        if calls.is_open(mark)
        for line, offer in mark.offers.items()
    ]


def call_words(shop: Shop, mark: HelpMark | None, *, offline: bool, here: str) -> Call:
    """Say how the call for a person stands; `here` is what staff call this tablet."""
    texts = shop.words.texts
    if mark is None or mark.state not in {ASKED, "waiting", "coming", "done"}:
        return Call(spoken=texts.get("call.nav"))
    name = mark.by or texts.get("service.somebody")
    if mark.state == ASKED:
        text = texts.get("call.asked_offline_text" if offline else "call.asked_text")
        return Call(ASKED, texts.get("call.asked"), text, texts.get("call.nav_waiting"))
    if mark.state == "waiting":
        age = shop.words.age(parse_moment(mark.at), shop.now())
        text = " ".join(filter(None, [texts.get("call.waiting_text", age), _going(shop, mark, here)]))
        return Call("waiting", texts.get("call.waiting"), text, texts.get("call.nav_waiting"))
    if mark.state == "coming":
        text = _going(shop, mark, here) or texts.get("call.coming_text")
        return Call("coming", texts.get("call.coming", name), text, texts.get("call.nav_coming", name))
    return Call("done", texts.get("call.done"), texts.get("call.done_text"), texts.get("call.nav"))


def _going(shop: Shop, mark: HelpMark, here: str) -> str:
    """Say where somebody comes to; '' where that is this kiosk, or nobody said."""
    return (
        shop.words.texts.get("call.asked_place", _area(shop, mark.place))
        if mark.place not in {"", here}
        else ""
    )


def _area(shop: Shop, place: str) -> str:
    """Return what the shopper calls a place that was sent in the store's language."""
    found = next((area for area in shop.store.areas if place in area.values()), None)
    return shop.words.name(found) if found else place


def _order(shop: Shop, mark: OrderMark, *, offline: bool, here: str) -> OrderRow:
    opened = calls.is_open(mark)
    stopping = opened and mark.asked == "cancel"
    return OrderRow(
        key=mark.id,
        sign=SIGNS.get(mark.state, "bag"),
        title=_title(shop, mark, stopping=stopping, offline=offline),
        text=_text(shop, mark, offline=offline, here=here),
        by=_promise(shop, mark) if opened else "",
        open=opened,
        stoppable=opened and not stopping and mark.kind == "request",
    )


def _title(shop: Shop, mark: OrderMark, *, stopping: bool, offline: bool) -> str:
    texts = shop.words.texts
    if stopping:
        return texts.get("service.calling_off")
    if mark.state == ASKED and offline:
        return texts.get("service.asked_offline")
    if _is_elsewhere(shop, mark) and mark.state in ELSEWHERE:
        return texts.get(f"service.elsewhere_{mark.state}", shop.city_of(mark.store))
    name = [mark.by or texts.get("service.somebody")] if mark.state in NAMED else []
    return texts.get(f"service.{mark.state}", *name)


def _text(shop: Shop, mark: OrderMark, *, offline: bool, here: str) -> str:
    texts = shop.words.texts
    elsewhere = _is_elsewhere(shop, mark)
    if mark.state == ASKED and elsewhere and not offline:
        return texts.get("service.elsewhere_asked_text")
    if mark.state == ASKED:
        return texts.get("service.asked_offline_text" if offline else "service.asked_text")
    if mark.state == "ready_for_pickup" and mark.place and not elsewhere:
        return texts.get("service.ready_text", mark.place)
    if mark.reason and mark.state in {"on_hold", "rejected"}:
        return reason_words(shop.words, mark.reason, mark.remark)
    return texts.get("list.and").join([*_parts(shop, mark), *_away(shop, mark, here)])


def _away(shop: Shop, mark: OrderMark, here: str) -> list[str]:
    """Say where it is brought to, while it is under way to another place than this kiosk."""
    away = mark.kind == "request" and mark.place not in {"", here} and not _is_elsewhere(shop, mark)
    return (
        [shop.words.texts.get("service.to", _area(shop, mark.place))] if away and calls.is_open(mark) else []
    )


def _is_elsewhere(shop: Shop, mark: OrderMark) -> bool:
    return mark.store not in {"", shop.store.code}


def _parts(shop: Shop, mark: OrderMark) -> list[str]:
    """Say which order it is, and how much of it is there."""
    texts = shop.words.texts
    states = list(mark.lines.values())
    parts = [texts.get("service.number", mark.number)] if mark.kind != "request" and mark.number else []
    if mark.state == "picking":
        there = sum(state in asking.FETCHED for state in states)
        parts.append(texts.get("service.fetched", there, len(states)))
    elif states:
        parts.append(texts.get("service.pieces", count=len(states)))
    missing = sum(state in {"short", "rejected"} for state in states)
    return [*parts, texts.get("service.lines_short", count=missing)] if missing else parts


def _promise(shop: Shop, mark: OrderMark) -> str:
    if not is_real(mark.promise):
        return ""
    return shop.words.texts.get("service.by", shop.words.clock(parse_moment(mark.promise), shop.now()))


def _offer(shop: Shop, document: ShoppingList, order: str, line: str, offer: Offer) -> OfferRow:
    texts = shop.words.texts
    product = shop.product(offer.product)
    variant = present.variant(product, offer.variant) if product else None
    picture = present.picture(product, variant.options) if product and variant else None
    price = shop.words.price(variant.prices) if variant else None
    missing = _named(shop, document, offer.instead)
    return OfferRow(
        key=f"{order} {line}",
        order=order,
        line=line,
        instead=texts.get("service.offer", missing) if missing else texts.get("service.offer_gone"),
        name=shop.words.name(product.name) if product else offer.variant,
        options=texts.get("list.and").join(present.choices(product, offer.options, shop.words.language))
        if product
        else "",
        price=shop.words.money(price.amount * offer.quantity) if price else "",
        url=shop.pictures.url(picture.media) if picture else "",
    )


def _named(shop: Shop, document: ShoppingList, variant: str) -> str:
    """Return what a variant on the list is called, '' when it is not on it or not sold any more."""
    line = next((line for line in document.lines if line.variant == variant), None)
    product = shop.product(line.product) if line else None
    return shop.words.name(product.name) if product else ""
