"""What is photographed of the desk at its edges: nothing yet, not let in, no line, too much, long names."""

from typing import Any

from desk import PIN, DeskHand, answering, type_in
from msgspec.structs import replace
from scenes import CHAIR, COAT, LAMP, RUG, SETTLE_MS, SOFA
from studio import StandingClock, Studio

from kiosk.app import Kiosk
from kiosk.core.health import Machine
from kiosk.ui.robot import Robot
from sync.client.errors import Refused
from sync.protocol import scopes
from sync.protocol.actors import Actor
from sync.protocol.customers import Customer
from sync.protocol.lists import Line, ShoppingList
from sync.protocol.orders import Contact, Order
from sync.protocol.persons import Person
from sync.protocol.staff import HelpCall, Look, Opening

GOODS = (SOFA, LAMP, RUG, CHAIR, COAT)
MANY = 60
ASKED, NOW, LATER = "2026-11-22T08:20:00Z", "2026-11-22T08:26:00Z", "2026-11-22T20:00:00Z"
ME = Actor("associate:marco", "associate", "Marco", "milano")
LONG = {
    "en": "Wilhelmina Featherstonehaugh-Cholmondeley",
    "it": "Maria Immacolata Bartolomei-Castelvecchio",
    "ja": "武者小路東久世伊集院さゆり",
}
TITLE = {
    "en": "Everything for the flat by the harbour, and for the guests in May",
    "it": "Tutto per l’appartamento sul porto e per gli ospiti di maggio",
    "ja": "港のそばの部屋と、五月に来るお客さまのためのものすべて",
}
NONSENSE = "qqzz"


class DeskEdges:
    """Takes the pictures of one language and size."""

    def __init__(self, studio: Studio, language: str, size: tuple[int, int]) -> None:
        self._studio = studio
        self._language = language
        self._size = size

    def play(self) -> None:
        """Take them all."""
        for scene in (self._waits, self._much, self._order, self._people, self._list, self._goods):
            with self._studio.kiosk(self._size, StandingClock()) as (kiosk, robot):
                hand = DeskHand(kiosk, robot)
                hand.sign_in()
                kiosk.shop.speak(self._language)
                scene(kiosk, robot, hand)
                kiosk.desk.staff.close()

    def _shoot(self, robot: Robot, page: str, state: str) -> None:
        robot.work_for(SETTLE_MS)
        robot.look(self._studio.file(f"{page}-{state}-{self._language}", self._size))

    def _waits(self, kiosk: Kiosk, robot: Robot, hand: DeskHand) -> None:
        """Too many wrong PINs."""
        kiosk.desk.model.lock()
        page = kiosk.desk.model.signIn
        for state, error in {
            "waits": Refused("429", "sign_in_waits", 120),
            "locked-out": Refused("403", "sign_in_locked", 900),
        }.items():
            kiosk.desk.staff._ask = answering(error)
            page.other()
            page.write("Ivo")
            for digit in PIN:
                page.press(digit)
            page.enter()
            robot.wait(lambda: page.said != "", "the answer")
            self._shoot(robot, "sign-in", state)
        hand.sign_in()

    def _much(self, kiosk: Kiosk, robot: Robot, hand: DeskHand) -> None:
        """Far more on Today than the screen holds; news on another page."""
        desk = kiosk.desk.model
        for number in range(14):
            self._send(kiosk, hand, number, 1 + number % 5, "new")
        robot.wait(lambda: len(desk.today.rows) >= 14, "the board")
        self._shoot(robot, "today", "crowded")
        desk.go("orders")
        robot.wait(lambda: len(desk.orders.rows) >= 14, "the orders")
        call = HelpCall("h", "l", "Kiosk 5", NOW, hand.line(SOFA, "x").product, self._language)
        hand.send(kiosk.desk.work.people, "help", call.id, call)
        robot.wait(lambda: desk.rung != "", "the bell")
        self._shoot(robot, "orders", "bell")
        self._send(kiosk, hand, 3, 4, "picking", claimed=ME)
        kiosk.desk.work.wanted.emit("order", "3")
        self._shoot(robot, "order", "bell")

    def _order(self, kiosk: Kiosk, robot: Robot, hand: DeskHand) -> None:
        """Sixty lines for somebody with a long name, with and without a line to the hub."""
        self._send(kiosk, hand, 1, MANY, "picking", claimed=ME, note=TITLE[self._language])
        kiosk.desk.work.wanted.emit("order", "1")
        self._shoot(robot, "order", "sixty-lines")
        hand.news(online=False, minutes=26)
        self._shoot(robot, "order", "offline")

    def _people(self, kiosk: Kiosk, robot: Robot, hand: DeskHand) -> None:
        """Nobody is open here; a customer who has not come yet; one with a long name and nothing else."""
        desk = kiosk.desk.model
        desk.go("customers")
        self._shoot(robot, "customers", "nobody-yet")
        desk.show("customer", "w")
        self._shoot(robot, "customer", "coming")
        opening = Opening("w", LATER, [Look(ME.id, NOW, "card")])
        hand.send(kiosk.desk.work.people, "opening", "w", opening)
        person = Person("w", {"given": LONG[self._language]}, {"email": "w@example.com"})
        hand.send(scopes.person("w"), "person", "w", person)
        hand.send(scopes.customer("w"), "customer", "w", Customer("w"))
        desk.show("customer", "w")
        robot.wait(lambda: desk.customer.identity.known, "the customer")
        desk.customer.identity.show()
        robot.wait(lambda: desk.customer.identity.shown, "the name")
        self._shoot(robot, "customer", "bare")
        hand.news(online=False, minutes=26)
        self._shoot(robot, "customer", "offline")

    def _list(self, kiosk: Kiosk, robot: Robot, hand: DeskHand) -> None:
        """A list with nothing on it, one with sixty lines, and no line to the hub."""
        desk, title = kiosk.desk.model, TITLE[self._language]
        bare = ShoppingList("l", "guest:1", title, self._language, "milano", actors={ME.id: ME})
        hand.send(scopes.shopping_list("l"), "list", "l", bare)
        desk.show("list", "l")
        self._shoot(robot, "desk-list", "nothing")
        goods = [hand.line(GOODS[at % len(GOODS)], f"l{at}") for at in range(MANY)]
        lines = [
            Line(one.id, one.product, one.variant, 1 + at % 12, one.options, by=ME.id, at=NOW)
            for at, one in enumerate(goods)
        ]
        hand.send(scopes.shopping_list("l"), "list", "l", replace(bare, lines=lines))
        self._shoot(robot, "desk-list", "sixty-lines")
        hand.news(online=False, minutes=26)
        self._shoot(robot, "desk-list", "offline")

    def _goods(self, kiosk: Kiosk, robot: Robot, hand: DeskHand) -> None:
        """No receipt yet, and one that has not come; goods that are sought; a machine in trouble."""
        desk = kiosk.desk.model
        desk.go("return")
        self._shoot(robot, "return", "nothing")
        desk.go("stock")
        name = kiosk.shop.words.name(kiosk.shop.product(hand.line(SOFA, "x").product).name)
        robot.find_all(kiosk.shop.words.texts.get("stockdesk.seek"))[-1].forceActiveFocus()
        type_in(kiosk, name[:3])
        self._shoot(robot, "stock", "seeking")
        desk.stock.goods.close()
        kiosk.scan(SOFA)
        robot.wait(lambda: desk.stock.shown, "the sofa")
        hand.news(online=False, minutes=26)
        self._shoot(robot, "stock", "offline")
        desk.askFind()
        type_in(kiosk, NONSENSE)
        robot.wait(lambda: len(desk.find.rows) > 0, "what there is to do")
        self._shoot(robot, "find", "nothing")
        desk.find.close()
        desk.go("health")
        robot.wait(lambda: len(desk.health.here) > 0, "the machine")
        desk.health._seen(Machine(12_000_000, prints=False, key_store=False))
        self._shoot(robot, "health", "trouble")

    def _send(self, kiosk: Kiosk, hand: DeskHand, number: int, many: int, state: str, **more: Any) -> None:
        lines = [hand.line(GOODS[at % len(GOODS)], f"{number}-{at}", 1 + at % 3) for at in range(many)]
        promise = f"2026-11-22T{9 + number % 9:02d}:{(number * 17) % 60:02d}:00Z"
        order = Order(str(number), f"41{number:02d}", "milano", "collect", state, lines, ASKED, promise)
        contact = Contact(LONG[self._language], language=self._language)
        order = replace(order, contact=contact, actors={ME.id: ME}, **more)
        hand.send(kiosk.desk.work.orders, "order", order.id, order)
