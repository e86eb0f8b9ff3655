import datetime as dt

import msgspec

from sync.hub.page.view import MAX_CHANGES, Reader, Shelf, build
from sync.protocol.actors import Actor
from sync.protocol.lists import Entry, HelpMark, Line, Offer, OrderMark, ShoppingList
from sync.protocol.money import Price
from sync.protocol.products import OptionAxis, OptionValue, Picture, Product, Size, Store, Variant
from sync.protocol.stock import Hold, StockLevel, StockState

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
SOFA = Product(
    "sofa",
    {"en": "Larch sofa", "it": "Divano Larice"},
    [
        Variant("sofa-moss", "S-M", {"colour": "moss"}, {"EUR": Price(129000)}, size=Size(2120, 925, 830)),
        Variant("sofa-rust", "S-R", {"colour": "rust"}, {"EUR": Price(139000)}),
    ],
    options=[
        OptionAxis(
            "colour",
            {"en": "Colour"},
            [OptionValue("moss", {"en": "Moss", "it": "Muschio"}), OptionValue("rust", {"en": "Rust"})],
        )
    ],
    pictures=[
        Picture("a" * 64, 1204, 816, options={"colour": "rust"}),
        Picture("b" * 64, 1204, 816, options={"colour": "moss"}, alt={"en": "A green sofa"}),
    ],
)
MILANO = Store("milano", "Milano Brera")
LIST = ShoppingList(
    "one",
    "guest:1",
    title="Living room",
    store="milano",
    lines=[Line("l1", "sofa", "sofa-moss", 2, note="For the window", by="device:1")],
    actors={"device:1": Actor("device:1", "kiosk", "Kiosk 2")},
)


def shown(document: ShoppingList = LIST, language: str = "it", **goods: object):
    shelf = Shelf({"sofa": SOFA}, {"sofa-moss": StockLevel("sofa-moss", 4, "2026-11-22T09:40:00Z")}, MILANO)
    return build(document, 5, shelf._replace(**goods), Reader("phone:1", language, NOW))


def test_a_line_says_what_it_is_in_the_readers_language() -> None:
    (line,) = shown().lines
    assert (line.name, line.options, line.dimensions) == ("Divano Larice", ["Muschio"], "212 × 92,5 × 83 cm")
    assert (line.quantity, line.note, line.by) == (2, "For the window", "device:1")


def test_the_picture_shows_the_chosen_colour() -> None:
    picture = shown().lines[0].picture
    assert picture is not None
    assert picture.small == f"media/{'b' * 64}/240"
    assert picture.alt == "A green sofa"


def test_stock_has_its_age_and_says_when_it_is_old() -> None:
    stock = shown().lines[0].stock
    assert stock is not None
    assert (stock.state, stock.count, stock.as_of) == (StockState.THERE, 4, "2026-11-22T09:40:00Z")
    old = shown(levels={"sofa-moss": StockLevel("sofa-moss", 4, "2026-11-20T09:40:00Z")}).lines[0].stock
    assert old is not None
    assert old.state == StockState.OLD
    unknown = shown(levels={}).lines[0].stock
    assert unknown is not None
    assert (unknown.state, unknown.count) == (StockState.UNKNOWN, None)


def test_money_is_in_the_stores_currency() -> None:
    view = shown()
    assert (view.currency, view.digits, view.lines[0].price) == ("EUR", 2, Price(129000))


def test_goods_that_are_not_priced_in_it_keep_their_own() -> None:
    assert shown(store=msgspec.structs.replace(MILANO, currency="JPY")).currency == "EUR"


def test_what_left_the_catalogue_stays_on_the_list() -> None:
    (line,) = shown(products={}).lines
    assert (line.id, line.quantity, line.name, line.price) == ("l1", 2, "", None)
    gone = msgspec.structs.replace(LIST, lines=[Line("l2", "sofa", "sofa-blue", 1)])
    assert shown(gone).lines[0].name == "Divano Larice"


def test_only_the_newest_changes_travel() -> None:
    history = [Entry(str(number), "SetNote", "device:1", "") for number in range(MAX_CHANGES + 5)]
    changes = shown(msgspec.structs.replace(LIST, history=history)).changes
    assert (len(changes), changes[-1].op) == (MAX_CHANGES, str(MAX_CHANGES + 4))


def test_without_a_catalogue_the_list_is_still_there() -> None:
    view = shown(products={}, levels={}, store=None)
    assert (view.title, view.store, view.currency) == ("Living room", "", "")


def test_what_is_reserved_for_others_is_not_counted() -> None:
    level = StockLevel("sofa-moss", 4, "2026-11-22T09:40:00Z", holds={"h": Hold(4)})
    stock = shown(levels={"sofa-moss": level}).lines[0].stock
    assert stock is not None
    assert (stock.state, stock.count) == (StockState.NONE, 0)


def ordered(**changed: object) -> ShoppingList:
    mark = OrderMark("o1", "picking", at="2026-11-22T11:00:00Z", by="Marco", lines={"l1": "open"})
    return msgspec.structs.replace(LIST, orders={"o1": msgspec.structs.replace(mark, **changed)})


def test_an_order_counts_what_is_to_come_and_names_its_substitutes() -> None:
    (order,) = shown(ordered(offers={"x": Offer("sofa", "sofa-rust", 1, "sofa-moss")})).orders
    assert (order.pieces, order.by, order.can_cancel) == (2, "Marco", True)
    (offer,) = order.offers
    assert (offer.line, offer.instead, offer.ware.name) == ("x", "Divano Larice", "Divano Larice")
    assert (offer.ware.options, offer.ware.price) == (["Rust"], Price(139000))


def test_an_online_order_is_not_cancelled_by_who_has_the_link() -> None:
    assert not shown(ordered(kind="collect")).orders[0].can_cancel
    assert not shown(ordered(state="picked_up")).orders[0].can_cancel


def test_an_order_that_is_over_is_told_for_a_day() -> None:
    assert len(shown(ordered(state="picked_up")).orders) == 1
    assert shown(ordered(state="picked_up", at="2026-11-20T11:00:00Z")).orders == []
    assert len(shown(ordered(at="2026-11-20T11:00:00Z")).orders) == 1


def test_a_call_is_told_while_somebody_waits() -> None:
    call = HelpMark("h", "coming", "2026-11-22T11:00:00Z", by="Giulia")
    assert shown(msgspec.structs.replace(LIST, help=call)).help == call
    assert shown(msgspec.structs.replace(LIST, help=msgspec.structs.replace(call, state="done"))).help is None
