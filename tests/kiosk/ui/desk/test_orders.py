"""The list of orders: the most urgent first, parts of it by chips, several picked together."""

import pytest
from PySide6.QtCore import Qt

from sync.protocol import scopes
from sync.protocol.actors import Actor
from sync.protocol.orders import Contact, Line, Order, PickLine
from sync.protocol.stock import StockLevel

NOW = "2026-11-22T09:00:00+00:00"
IVO = Actor("associate:ivo", "associate", "Ivo", "Milano Brera")
SOFA, VASE = "SOF-moss-2120", "VASE-1"


@pytest.fixture
def place(kiosk, desk, tell):
    """Have the hub send an order."""

    def send(identifier, **changes):
        named = {
            "kind": "collect",
            "state": "new",
            "promise": "2026-11-22T10:30:00+00:00",
            "contact": Contact("Luca B."),
            "lines": [Line(f"{identifier}-v", "vase", "vase", 1)],
            **changes,
        }
        tell(
            kiosk.desk.work.orders,
            "order",
            Order(identifier, f"41{identifier}", "milano", placed=NOW, **named),
        )

    return send


@pytest.fixture
def stored(kiosk):
    def read(identifier):
        return kiosk._replica.document(kiosk.desk.work.orders, "order", identifier, Order)

    return read


def titles(desk):
    return [row.title for row in desk.orders.rows]


def test_the_most_urgent_stands_first_and_enter_opens_it(kiosk, robot, desk, place):
    place("07", promise="2026-11-22T14:00:00+00:00")
    place("08", promise="2026-11-22T09:20:00+00:00", contact=Contact("Sara M."))
    kiosk.window.requestActivate()
    desk.go("orders")
    assert titles(desk) == ["Order 4108, Sara M.", "Order 4107, Luca B."]
    assert "20 min left" in robot.texts()
    robot.press(Qt.Key.Key_Down)
    robot.press(Qt.Key.Key_Return)
    robot.wait(lambda: desk.page == "order", "the order")
    assert desk.order.key == "07"


def test_chips_keep_a_part(robot, desk, place):
    me = Actor("associate:marco", "associate", "Marco", "milano")
    place("01")
    place("02", state="accepted", claimed=me)
    place("03", state="picking", claimed=IVO)
    place("04", state="ready_for_pickup")
    place("05", state="cancelled")
    desk.go("orders")
    assert len(desk.orders.rows) == 4
    for chip, numbers in {
        "Free 1": {"4101"},
        "Mine 1": {"4102"},
        "Waiting 1": {"4104"},
        "Over 1": {"4105"},
    }.items():
        robot.tap(chip)
        assert {title.split()[1].strip(",") for title in titles(desk)} == numbers, chip


def test_no_orders_says_so(robot, desk):
    desk.go("orders")
    robot.wait(lambda: "No orders here." in robot.texts(), "the words")


@pytest.fixture
def wave(robot, desk, place, tell):
    """Two orders that want the same vase, and one of them a sofa."""
    tell(scopes.stock("milano"), "stock", StockLevel("vase", 9, NOW, aisle="2"), "vase")
    tell(scopes.stock("milano"), "stock", StockLevel("moss-2120", 9, NOW, aisle="7"), "moss-2120")
    place("01", promise="2026-11-22T10:00:00+00:00")
    sofa = Line("02-s", "sofa", "moss-2120", 1, {"colour": "moss", "width": "2120"})
    place("02", lines=[sofa, Line("02-v", "vase", "vase", 1)])
    desk.go("orders")
    robot.tap("Pick 2 together")
    return desk.wave


def test_a_wave_is_picked_in_one_way_and_sorted_out(kiosk, robot, desk, wave, stored):
    assert [(row.name, row.take, row.place) for row in wave.picks] == [
        ("Vase", 2, "Aisle 2"),
        ("Larch sofa", 1, "Aisle 7"),
    ]
    assert wave.picks[0].shares == "1 into bag A, 1 into bag B"
    robot.tap("I’ll pick these")
    robot.wait(lambda: all(stored(each).claimed for each in ("01", "02")), "both orders")
    kiosk.scan(VASE)
    assert stored("01").lines[0].state == "picked"
    assert stored("02").lines[1].state == "open"
    kiosk.scan("LAMP-1")
    robot.wait(lambda: "That is Lamp. It is not in this order." in robot.texts(), "the refusal")
    kiosk.scan(VASE)
    kiosk.scan(SOFA)
    robot.wait(
        lambda: any("Put each piece into its bag" in text for text in robot.texts()), "the end of the way"
    )
    robot.tap("All in their bags")
    robot.wait(lambda: all(stored(each).state == "packed" for each in ("01", "02")), "both packed")


def test_what_is_called_off_meanwhile_goes_back_to_the_shelf_and_is_not_waited_for(
    kiosk, robot, wave, stored, place
):
    wave.goOn()
    kiosk.scan(VASE)
    robot.wait(lambda: wave.progress.startswith("1 of 3"), "the vase")
    picked = stored("01").lines
    place("01", state="cancelled", reason="shopper_no", lines=picked)
    robot.wait(lambda: wave.progress.startswith("0 of 2"), "the order that is left")
    assert [(row.contents, row.ready) for row in wave.bags] == [
        ("Cancelled. Back to the shelf: 1\N{NO-BREAK SPACE}× Vase", False),
        ("nothing yet", False),
    ]
    assert (wave.subtitle, wave.part) == ("1 order, 2 pieces", 0.0)


def test_the_last_piece_of_a_wave_can_be_taken_back(kiosk, robot, wave, stored):
    wave.goOn()
    kiosk.scan(VASE)
    assert stored("01").lines[0].state == "picked"
    robot.tap("Undo")
    robot.wait(lambda: stored("01").lines[0].state == "open", "the undo")


def test_an_order_that_a_colleague_took_is_not_picked(kiosk, wave, tell, stored, desk):
    wave.goOn()
    taken = stored("02")
    tell(
        kiosk.desk.work.orders,
        "order",
        Order(**{**{f: getattr(taken, f) for f in taken.__struct_fields__}, "claimed": IVO}),
    )
    assert {row.key for row in wave.picks} == {"vase"}
    assert wave.picks[0].take == 1
    kiosk.scan(VASE)
    kiosk.scan(VASE)
    verbs = [waiting.op.args["verb"] for waiting in kiosk._replica.pending(100)]
    assert verbs.count(PickLine.__name__) == 1
