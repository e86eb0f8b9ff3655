"""A day at the desk without a mouse, a finger or a scanner: from signing in to signing out, by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sync.protocol import scopes
from sync.protocol.actors import Actor
from sync.protocol.customers import Customer
from sync.protocol.ids import line_id
from sync.protocol.lists import Line, ShoppingList
from sync.protocol.orders import Contact, Order
from sync.protocol.orders import Line as OrderLine
from sync.protocol.persons import Person
from sync.protocol.receipts import Receipt, Sold
from sync.protocol.staff import Opening
from sync.protocol.stock import StockLevel

PIN = "482913"
LIST, RECEIPT = "0123456789ab", "ab" * 32
VASE = line_id(LIST, "vase", {})
AT, LATER = "2026-11-22T08:55:00Z", "2026-11-22T20:00:00Z"
ANNA = Actor("phone:anna", "phone", "Anna", number=1)
FAR = 60


class Keys:
    """Two hands on a keyboard."""

    def __init__(self, kiosk, robot):
        self._kiosk, self._robot = kiosk, robot

    def press(self, *keys):
        for key in keys:
            QTest.keyClick(self._kiosk.window, key)
            self._robot.work_for(60)

    def write(self, text):
        self.press(*text)

    def to(self, name):
        """Go on with Tab until what has the keyboard bears a name that begins so."""
        passed = []
        for _step in range(FAR):
            item = self._kiosk.window.activeFocusItem()
            passed.append(self._robot.name(item) if item else "")
            if passed[-1].startswith(name):
                return
            self._robot.tab()
        raise AssertionError(f"Tab does not lead to {name}, but to {passed}")

    def do(self, name):
        """Go there, and Enter."""
        self.to(name)
        self.press(Qt.Key.Key_Return)


@pytest.fixture
def keys(kiosk, robot):
    kiosk.window.requestActivate()
    robot.painted()
    return Keys(kiosk, robot)


@pytest.fixture
def morning(kiosk, hub_door, tell):
    """What the hub sends to a desk that opens: an order, a customer with a list and a receipt, stock."""
    kiosk.model.toDesk()

    def send():
        work = kiosk.desk.work
        lines = [OrderLine("a", "sofa", "moss-2120", 1), OrderLine("b", "vase", "vase", 2)]
        order = Order("o1", "4107", "milano", "collect", "new", lines, AT, contact=Contact("Luca B."))
        tell(work.orders, "order", order)
        tell(work.people, "opening", Opening("anna", LATER, receipts=[RECEIPT]), "anna")
        tell(scopes.person("anna"), "person", Person("anna", {"given": "Anna", "family": "Ferri"}))
        tell(scopes.customer("anna"), "customer", Customer("anna", lists=[LIST]))
        listed = [Line(VASE, "vase", "vase", 2, by=ANNA.id, at=AT)]
        shared = ShoppingList(LIST, "customer:anna", "Living room", "en", "milano", listed, {ANNA.id: ANNA})
        tell(scopes.shopping_list(LIST), "list", shared)
        sold = [Sold("a", "sofa", "moss-2120", 1, 129000)]
        receipt = Receipt(RECEIPT, "0017", "milano", "online", AT, "EUR", sold, "2026-12-12", "anna")
        tell(scopes.receipt(RECEIPT), "receipt", receipt)
        for variant in ("moss-2120", "sand-2120"):
            level = StockLevel(variant, 4, kiosk.shop.now().isoformat(), aisle="7")
            tell(scopes.stock("milano"), "stock", level, variant)

    return send


def test_a_day_at_the_desk(kiosk, robot, morning, keys):
    desk = kiosk.desk.model
    _signs_in(robot, desk, keys)
    morning()
    robot.wait(lambda: len(desk.today.rows) == 1, "the order")
    _prepares_and_hands_over(kiosk, robot, desk, keys)
    _adds_to_the_list_of_a_customer(kiosk, robot, desk, keys)
    _takes_back(kiosk, robot, desk, keys)
    _counts(kiosk, robot, desk, keys)
    # What has the keyboard is a field: a figure alone would be written into it.
    QTest.keyClick(kiosk.window, Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
    robot.wait(lambda: desk.page == "health" and len(desk.health.here) > 0, "the health page")
    keys.do("Scanner test")
    robot.wait(lambda: kiosk.model.page == "staff", "the scanner test")
    keys.do("Done")
    robot.wait(lambda: (kiosk.model.page, desk.page) == ("desk", "health"), "the health page again")
    _signs_out(kiosk, robot, desk, keys)


def _signs_in(robot, desk, keys):
    keys.to("Your name")
    keys.write("Marco")
    keys.to("1")
    keys.write(PIN)
    keys.do("Sign in")
    robot.wait(lambda: desk.page == "today", "Today")


def _prepares_and_hands_over(kiosk, robot, desk, keys):
    def stored():
        return kiosk._replica.document(kiosk.desk.work.orders, "order", "o1", Order)

    keys.press(Qt.Key.Key_Return)
    robot.wait(lambda: desk.page == "order" and stored().state == "accepted", "the order")
    keys.do("Substitute")
    robot.wait(lambda: len(desk.order.questions.alike) > 0, "what is alike")
    keys.do("Larch sofa, Sand, 212 cm")
    robot.wait(lambda: stored().line("a").waits, "the offer")
    keys.press(Qt.Key.Key_Up)
    keys.do("They want it")
    robot.wait(lambda: stored().line("a").substitute.agreed == "yes", "the word")
    keys.press(Qt.Key.Key_Return)
    robot.wait(lambda: stored().line("a").state == "substituted", "the other one")
    keys.do("Missing")
    robot.wait(lambda: desk.order.questions.kind == "short", "the question")
    keys.do("Not found")
    robot.wait(lambda: any(line.state == "short" for line in stored().lines), "what is missing")
    while any(line.state == "open" for line in stored().lines):
        keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_Return)
    robot.wait(lambda: stored().state == "packed", "all together")
    keys.press(Qt.Key.Key_Return)
    robot.wait(lambda: desk.order.questions.kind == "place", "the question")
    keys.press(Qt.Key.Key_Return)
    robot.wait(lambda: stored().state == "ready_for_pickup", "to be ready")
    keys.press(Qt.Key.Key_Return)
    robot.wait(lambda: stored().state == "picked_up", "the hand-over")


def _adds_to_the_list_of_a_customer(kiosk, robot, desk, keys):
    def stored():
        return kiosk._replica.document(scopes.shopping_list(LIST), "list", LIST, ShoppingList)

    keys.press(Qt.Key.Key_3)
    robot.wait(lambda: desk.page == "customers" and len(desk.customers.openHere) == 1, "the customers")
    keys.do("A*** F***")
    robot.wait(lambda: desk.page == "customer" and desk.customer.known, "the customer")
    keys.do("Show who it is")
    robot.wait(lambda: desk.customer.identity.shown, "the name")
    keys.do("Scan onto the list")
    robot.wait(lambda: desk.page == "list" and len(desk.sharedList.lines) == 1, "the list")
    keys.press(Qt.Key.Key_Plus)
    robot.wait(lambda: stored().line(VASE).quantity == 3, "one vase more")


def _takes_back(kiosk, robot, desk, keys):
    def stored():
        return kiosk._replica.document(scopes.receipt(RECEIPT), "receipt", RECEIPT, Receipt)

    keys.press(Qt.Key.Key_5)
    robot.wait(lambda: desk.page == "return" and len(desk.returns.receipts) == 1, "the receipts")
    keys.do("Receipt 0017")
    robot.wait(lambda: desk.returns.known, "the receipt")
    keys.press(Qt.Key.Key_Plus)
    robot.wait(lambda: desk.returns.head.pieces == 1, "the sofa chosen")
    keys.do("Changed their mind")
    robot.wait(lambda: desk.returns.ready, "everything to be said")
    keys.do("Take back")
    robot.wait(lambda: stored().returns != [], "the return")


def _counts(kiosk, robot, desk, keys):
    def held():
        return kiosk._replica.document(scopes.stock("milano"), "stock", "moss-2120", StockLevel).on_hand

    keys.press(Qt.Key.Key_4)
    robot.wait(lambda: desk.page == "stock", "the stock")
    keys.to("Find a product")
    keys.write("larch")
    robot.wait(lambda: len(desk.stock.goods.hits) > 0, "the sofa")
    keys.press(Qt.Key.Key_Return)
    robot.wait(lambda: desk.stock.shown, "its figures")
    before = held()
    keys.do("Count")
    robot.wait(lambda: desk.stock.deed == "count", "the question")
    keys.press(Qt.Key.Key_Up, Qt.Key.Key_Return)
    robot.wait(lambda: desk.stock.deed == "", "the answer")
    assert held() == before + 1


def _signs_out(kiosk, robot, desk, keys):
    robot.wait(lambda: desk.page == "health", "the desk again")
    keys.do("Marco")
    robot.wait(lambda: desk.page == "", "the door")
    keys.do("Sign out Marco")
    robot.wait(lambda: not kiosk.desk.staff.people(), "nobody to be here")
