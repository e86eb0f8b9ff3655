"""What is photographed of the desk itself: signing in, Today, stock, health, and finding."""

from datetime import timedelta
from typing import Any

from desk import MARCO, PIN, DeskHand, answering, type_in
from msgspec.structs import replace
from scenes import COAT, LAMP, NOTES, RUG, SETTLE_MS, SOFA, SOUGHT
from studio import StandingClock, Studio

from kiosk.app import Kiosk
from kiosk.core.staff import device_secret
from kiosk.ui.robot import Robot
from sync.client.errors import Offline, Refused
from sync.client.listeners import EngineState
from sync.client.store.quarantine import Trouble
from sync.protocol import scopes
from sync.protocol.actors import Actor
from sync.protocol.lists import Line as ListLine
from sync.protocol.lists import Question, ShoppingList
from sync.protocol.orders import ClaimOrder, Contact, Order
from sync.protocol.staff import Associate, Colleague, Colleagues, HelpCall, Role

QUESTIONS = {
    "en": "Does it come in walnut?",
    "it": "C’è anche in noce?",
    "ja": "ウォールナットもありますか？",
}
NOTE = {
    "en": "The left arm is scratched, it stands behind the curtain in the back room",
    "it": "Il bracciolo sinistro è graffiato, sta dietro la tenda nel retro",
    "ja": "左の肘掛けに傷あり。裏の部屋のカーテンの後ろに置いてあります",
}
GUEST = Actor("phone:1", "phone", "Giulia", number=1)
REASON = "invalid_request"


class DeskFrame:
    """Takes the pictures of one language and size."""

    def __init__(self, studio: Studio, language: str, size: tuple[int, int]) -> None:
        self._studio = studio
        self._language = language
        self._size = size

    def play(self) -> None:
        """Take them all."""
        for scene in (self._sign_in, self._today, self._stock, self._health, self._colleagues):
            with self._studio.kiosk(self._size, StandingClock()) as (kiosk, robot):
                kiosk.shop.speak(self._language)
                scene(kiosk, robot)
                kiosk.desk.staff.close()

    def _shoot(self, robot: Robot, page: str, state: str) -> None:
        robot.work_for(SETTLE_MS)
        robot.wait(robot.pictures_ready, "the pictures")
        robot.look(self._studio.file(f"{page}-{state}-{self._language}", self._size))

    def _desk(self, kiosk: Kiosk, robot: Robot) -> DeskHand:
        hand = DeskHand(kiosk, robot)
        hand.sign_in()
        kiosk.shop.speak(self._language)
        return hand

    def _sign_in(self, kiosk: Kiosk, robot: Robot) -> None:
        # The keys of whoever runs this are not ours to touch.
        device_secret._system_store = lambda: None
        kiosk.model.toDesk()
        kiosk.shop.speak(self._language)
        page = kiosk.desk.model.signIn
        page.write("Marco")
        for digit in PIN[:4]:
            page.press(digit)
        self._shoot(robot, "sign-in", "name")
        kiosk.scan("badge-of-marco")
        self._shoot(robot, "sign-in", "badge")
        for state, error in {
            "refused": Refused("403", "sign_in_refused"),
            "offline": Offline("no line"),
        }.items():
            kiosk.desk.staff._ask = answering(error)
            page.write("Marco")
            for digit in PIN:
                page.press(digit)
            page.enter()
            robot.wait(lambda: page.said != "", "the answer")
            self._shoot(robot, "sign-in", state)
        DeskHand(kiosk, robot).sign_in()
        kiosk.desk.model.lock()
        kiosk.shop.speak(self._language)
        self._shoot(robot, "sign-in", "locked")

    def _order(self, kiosk: Kiosk, hand: DeskHand, number: int, minutes: int, **more: Any) -> None:
        now = kiosk.shop.now()
        goods = (SOFA, LAMP, RUG, COAT)[: 1 + number % 4]
        lines = [hand.line(sku, f"{number}-{sku}", 1) for sku in goods]
        promise = (now + timedelta(minutes=minutes)).isoformat()
        asked = (now - timedelta(minutes=9)).isoformat()
        order = Order(str(number), str(number), "milano", "collect", "new", lines, asked, promise)
        hand.send(kiosk.desk.work.orders, "order", order.id, replace(order, **more))

    def _today(self, kiosk: Kiosk, robot: Robot) -> None:
        hand, desk = self._desk(kiosk, robot), kiosk.desk.model
        self._shoot(robot, "today", "empty")
        request = {"kind": "request", "contact": Contact("Anna", language="it"), "place": "Kiosk 2"}
        self._order(kiosk, hand, 4113, 2, **request, note=NOTES[self._language])
        for number, minutes, name in ((4107, 42, "Luca B."), (4110, 150, "Sara M."), (4111, -8, "Ivo")):
            self._order(kiosk, hand, number, minutes, contact=Contact(name))
        called = (kiosk.shop.now() - timedelta(minutes=4)).isoformat()
        topic = hand.line(SOFA, "x").product
        call = HelpCall("h", "l", "Kiosk 5", called, topic, self._language)
        hand.send(kiosk.desk.work.people, "help", call.id, call)
        line = hand.line(LAMP, "x")
        listed = ShoppingList(
            "l",
            "guest:1",
            lines=[ListLine("x", line.product, line.variant, 1, by=GUEST.id)],
            actors={GUEST.id: GUEST},
            questions=[Question("q", QUESTIONS[self._language], GUEST.id, called, "x")],
        )
        hand.send(scopes.shopping_list("l"), "list", "l", listed)
        robot.wait(lambda: len(desk.today.rows) >= 6, "the board")
        self._shoot(robot, "today", "full")
        for state, symbol in (("help", "bell"), ("question", "chat")):
            desk.today.choose([row.symbol for row in desk.today.rows[:]].index(symbol))
            self._shoot(robot, "today", state)
        hand.news(online=False, minutes=26)
        self._shoot(robot, "today", "offline")
        desk.askFind()
        robot.work_for(100)
        type_in(kiosk, SOUGHT[self._language]["typing"])
        robot.wait(lambda: len(desk.find.rows) > 0, "what is found")
        self._shoot(robot, "find", "hits")
        desk.find.keypad.show()
        self._shoot(robot, "find", "keys")

    def _stock(self, kiosk: Kiosk, robot: Robot) -> None:
        self._desk(kiosk, robot)
        desk = kiosk.desk.model
        desk.go("stock")
        self._shoot(robot, "stock", "empty")
        kiosk.scan(SOFA)
        robot.wait(lambda: desk.stock.shown, "the sofa")
        self._shoot(robot, "stock", "found")
        for deed in ("count", "correct"):
            desk.stock.begin(deed)
            self._shoot(robot, "stock", deed)
            desk.stock.cancel()
        self._noted(kiosk, robot)
        kiosk.scan(COAT)
        self._shoot(robot, "stock", "other-stores")

    def _noted(self, kiosk: Kiosk, robot: Robot) -> None:
        stock = kiosk.desk.model.stock
        stock.begin("correct")
        stock.remark()
        self._shoot(robot, "stock", "writing")
        stock.writing.write(NOTE[self._language])
        stock.writing.accept()
        self._shoot(robot, "stock", "correct-noted")
        stock.cancel()  # the other pictures are of the stock as it was

    def _health(self, kiosk: Kiosk, robot: Robot) -> None:
        hand = self._desk(kiosk, robot)
        desk = kiosk.desk.model
        desk.go("health")
        robot.wait(lambda: len(desk.health.here) > 0, "the machine")
        self._shoot(robot, "health", "fine")
        now = kiosk.shop.now()
        aside = Trouble(kiosk.desk.work.orders, REASON, 10, now.isoformat(), True, 3)  # noqa: FBT003
        desk.health.take_state(EngineState(True, now, 3, troubles=(aside,)))  # noqa: FBT003
        self._shoot(robot, "health", "quarantine")
        hand.news(online=False, minutes=26)
        self._shoot(robot, "health", "offline")
        self._order(kiosk, hand, 4107, 42)
        kiosk.desk.work.do(kiosk.desk.work.orders, ClaimOrder("4107"))
        hand.refuse("session_over")
        hand.news(online=True)
        desk.go("health")
        robot.wait(lambda: desk.health.aside, "what came late")
        self._shoot(robot, "health", "late")

    def _colleagues(self, kiosk: Kiosk, robot: Robot) -> None:
        hand = self._desk(kiosk, robot)
        desk, now = kiosk.desk.model, kiosk.shop.now()
        last = (now - timedelta(minutes=9)).isoformat()
        yesterday = (now - timedelta(days=1)).isoformat()
        people = [
            Colleague(MARCO),
            Colleague(Associate("giulia", "Giulia", Role.ASSOCIATE), "locked", yesterday),
            Colleague(Associate("hanako", "Hanako", Role.ASSOCIATE)),
            Colleague(Associate("ivo", "Ivo", Role.STOCK), "waits", last, 220),
        ]
        kiosk.desk.staff._ask = answering(Colleagues(people))
        desk.show("colleagues")
        robot.wait(lambda: len(desk.colleagues.rows) > 0, "the colleagues")
        self._shoot(robot, "colleagues", "locked")
        kiosk.desk.staff._ask = answering(Offline("no line"))
        desk.show("colleagues", "again")
        hand.news(online=False, minutes=26)
        self._shoot(robot, "colleagues", "offline")
