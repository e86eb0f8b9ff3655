"""The code that an order is handed over for: typed on keys on the screen, and not guessed without end."""

import pytest
from PySide6.QtCore import Qt

from kiosk.core.code_brake import MINUTE
from sync.protocol import orders, own_codes
from sync.protocol.orders import CODE_TRIES, Line, Order
from sync.protocol.staff import Found, LookedUp

CODE = own_codes.write("order", "7K3M9QABCD")
OTHER = "That is the code of another order."


def wrong(number):
    return orders.claim_code(bytes(32), f"guess {number}")


@pytest.fixture
def asked(kiosk, desk, tell, robot):
    """The question for the code of an order that is ready."""
    line = Line("b", "vase", "vase", 1, picked=1, state="picked")
    order = Order(
        "o1", "4107", "milano", "collect", "ready_for_pickup", [line], "", claim=orders.claim_hash(CODE)
    )
    tell(kiosk.desk.work.orders, "order", order)
    kiosk.desk.work.wanted.emit("order", "o1")
    desk.order.goOn()
    robot.wait(lambda: desk.order.questions.kind == "hand_over", "the question")
    return desk.order.questions


@pytest.fixture
def closed(asked, desk):
    """The order's page, with no question on it."""
    asked.close()
    return desk


@pytest.fixture
def stored(kiosk):
    def read():
        return kiosk._replica.document(kiosk.desk.work.orders, "order", "o1", Order)

    return read


def test_after_too_many_wrong_codes_not_even_the_right_one_is_looked_at_for_a_while(
    kiosk, asked, stored, clock, robot
):
    for number in range(CODE_TRIES):
        asked.enter(wrong(number))
        assert asked.wrong == OTHER
    clock.seconds += 15
    asked.enter(CODE)
    robot.wait(lambda: robot.find("Too many wrong codes. Again in 45 seconds.") is not None, "the words")
    kiosk.scan(CODE)
    assert stored().state == "ready_for_pickup"
    clock.seconds += MINUTE - 16
    robot.wait(lambda: asked.wrong == "Too many wrong codes. Again in 1 second.", "the seconds to go by")
    clock.seconds += 1
    robot.wait(lambda: asked.wrong == "", "the end of the wait")
    asked.enter(CODE)
    robot.wait(lambda: stored().state == "picked_up", "the hand-over")


def test_asking_anew_or_signing_in_anew_gives_no_more_tries(kiosk, desk, asked, sign_in, stored):
    for number in range(CODE_TRIES):
        asked.enter(wrong(number))
    asked.close()
    desk.lock()
    sign_in("Giulia")
    desk.show("order", "o1")
    desk.order.ask("hand_over")
    desk.order.questions.enter(CODE)
    assert desk.order.questions.wrong.startswith("Too many wrong codes.")
    assert stored().state == "ready_for_pickup"


def test_what_cannot_be_a_code_is_no_try(asked, stored, robot):
    for _ in range(CODE_TRIES + 1):
        asked.enter("7K3M9")
        assert asked.wrong == "That is no pick-up code, or it was misread."
    asked.enter(CODE)
    robot.wait(lambda: stored().state == "picked_up", "the hand-over")


@pytest.fixture(params=["scan", "find", "customers"])
def tried(request, kiosk, closed, robot):
    """Have a code looked at without the question: scanned, looked for, or as a customer's."""

    def look_for(code):
        closed.find.seek(code)
        closed.find.accept()

    def ask_for(code):
        closed.customers.write(code)
        closed.customers.seek()
        robot.wait(lambda: not closed.customers.busy, "the answer")

    return {"scan": kiosk.scan, "find": look_for, "customers": ask_for}[request.param]


def test_a_wrong_code_counts_without_the_question_too(kiosk, hub_door, tried, stored, robot):
    hub_door.down = True
    before = len(hub_door.asked)
    for number in range(CODE_TRIES):
        tried(wrong(number))
    assert len(hub_door.asked) == before + CODE_TRIES
    assert kiosk.desk.work.brake.seconds_left()
    kiosk.scan(CODE)
    robot.wait(lambda: "too many wrong codes" in " ".join(robot.texts()), "the words")
    tried(CODE)
    assert len(hub_door.asked) == before + CODE_TRIES
    assert stored().state == "ready_for_pickup"


def test_a_code_that_leads_somewhere_is_no_wrong_one(kiosk, hub_door, closed, stored, robot):
    hub_door.answers["/v1/staff/look-ups"] = lambda _body: LookedUp([Found("order", "o2", "", "4108")])
    for number in range(CODE_TRIES):
        kiosk.scan(wrong(number))
    robot.wait(lambda: closed.page == "order" and not kiosk.desk.work.brake.seconds_left(), "the pages")
    closed.show("order", "o1")
    robot.wait(lambda: closed.order.order is not None, "the order")
    kiosk.scan(CODE)
    robot.wait(lambda: stored().state == "picked_up", "the hand-over")


def test_a_till_s_code_is_looked_at_whatever_was_tried(kiosk, closed, hub_door, tell, robot):
    for _ in range(CODE_TRIES):
        kiosk.desk.work.brake.count()
    before = len(hub_door.asked)
    kiosk.scan(orders.basket_code("o2"))
    assert len(hub_door.asked) == before + 1


@pytest.mark.parametrize("language", ["en", "ja"])
def test_it_is_typed_on_the_screen_where_there_is_no_keyboard(kiosk, asked, stored, robot, language):
    kiosk.shop.speak(language)
    texts = kiosk.shop.words.texts
    robot.tap(texts.get("writing.keys"))
    robot.tap("q")
    robot.tap(texts.get("keys.erase"))
    for sign in CODE.lower():
        robot.tap(sign)
    # The first of that name is the page's, behind the question.
    robot.tap(texts.get("order.do_hand_over"), 1)
    robot.wait(lambda: stored().state == "picked_up", "the hand-over")


def test_escape_puts_the_question_away_and_the_keys_with_it(asked, robot, kiosk):
    robot.tap("Keys")
    robot.wait(lambda: asked.keypad.shown, "the keys")
    robot.press(Qt.Key.Key_Escape)
    robot.wait(lambda: asked.kind == "", "the end of the question")
    assert not asked.keypad.shown


def test_what_is_handed_over_and_not_paid_stays_to_be_paid(kiosk, desk, asked, stored, robot):
    asked.enter(CODE)
    robot.wait(lambda: stored().state == "picked_up", "the hand-over")
    robot.wait(lambda: desk.order.head.handTitle == "Handed over", "the card")
    assert "To be paid at the till" in desk.order.head.handText
