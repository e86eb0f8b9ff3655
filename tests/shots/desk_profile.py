"""What is photographed of people at the desk: finding a customer, their page, their list, a return."""

from desk import DeskHand, answering
from msgspec.structs import replace
from scenes import CHAIR, COAT, LAMP, RUG, SOFA
from studio import StandingClock, Studio

from kiosk.app import Kiosk
from kiosk.ui.robot import Robot
from sync.client.errors import Offline
from sync.protocol import scopes
from sync.protocol.actors import Actor
from sync.protocol.customers import Consent, Customer
from sync.protocol.fits import Fit, Tally, key
from sync.protocol.interactions import Interaction
from sync.protocol.lists import Line, OrderMark, Question, ShoppingList
from sync.protocol.persons import Person
from sync.protocol.receipts import Case, Receipt, Return, Returned, Sold
from sync.protocol.staff import Found, Look, LookedUp, Opening

MANY = 70
"""Customers open here at once: more than the page reads at first."""
ID, LIST, RECEIPT = "anna", "list-of-anna", "ab" * 32
NOW, AGO, LATER = "2026-11-22T08:55:00Z", "2026-11-18T15:14:00Z", "2026-11-22T20:00:00Z"
COLLECTED = "2026-11-12T10:00:00Z"
ANNA = Actor("phone:anna", "phone", "Anna", number=1)
MARCO = Actor("associate:marco", "associate", "Marco", "milano")
GIULIA = Actor("associate:giulia", "associate", "Giulia", "milano")
COATS = key("size", "coats", "Passo")
WORDS = {
    "en": ("Living room", "Does wool pill?", "No, brush it twice a year.", "Too bright for us", "Asks"),
    "it": ("Soggiorno", "La lana fa i pallini?", "No, basta spazzolarla.", "Troppa luce per noi", "Chiede"),
    "ja": ("リビング", "ウールは毛玉になりますか？", "ブラシで大丈夫です。", "明るすぎます", "質問"),
}


class DeskProfile:
    """Takes the pictures of one language and size."""

    def __init__(self, studio: Studio, language: str, size: tuple[int, int]) -> None:
        self._studio = studio
        self._language = language
        self._size = size
        self._title, self._asked, self._answer, self._story, self._asks = WORDS[language]

    def play(self) -> None:
        """Take them all."""
        for scene in (self._finding, self._customer, self._list, self._return):
            with self._studio.kiosk(self._size, StandingClock()) as (kiosk, robot):
                hand = DeskHand(kiosk, robot)
                hand.sign_in()
                kiosk.shop.speak(self._language)
                scene(kiosk, robot, hand)
                kiosk.desk.staff.close()

    def _shoot(self, robot: Robot, page: str, state: str) -> None:
        robot.work_for(400)
        robot.wait(robot.pictures_ready, "the pictures")
        robot.look(self._studio.file(f"{page}-{state}-{self._language}", self._size))

    def _finding(self, kiosk: Kiosk, robot: Robot, hand: DeskHand) -> None:
        self._open(kiosk, hand)
        desk = kiosk.desk.model
        desk.go("customers")
        page = desk.customers
        self._shoot(robot, "customers", "open-here")
        found = [Found("customer", "a", "a", "A***, m***@e***.com"), Found("list", LIST, "", self._title)]
        for state, answer in {
            "several": LookedUp(found),
            "nobody": LookedUp([]),
            "offline": Offline(""),
        }.items():
            kiosk.desk.staff._ask = answering(answer)
            page.write("4107")
            page.seek()
            robot.wait(lambda: not page.busy, "the answer")
            self._shoot(robot, "customers", state)
        page.keypad.show()
        self._shoot(robot, "customers", "keys")
        page.keypad.close()
        for number in range(MANY):
            opening = Opening(f"c{number}", LATER, [Look(MARCO.id, NOW, "card")])
            hand.send(kiosk.desk.work.people, "opening", opening.id, opening)
            names = {"given": f"{chr(65 + number % 26)}nna", "family": "Ferri"}
            hand.send(scopes.person(opening.id), "person", opening.id, Person(opening.id, names))
        robot.wait(lambda: len(page.openHere) > MANY // 2, "the others")
        self._shoot(robot, "customers", "crowded")

    def _customer(self, kiosk: Kiosk, robot: Robot, hand: DeskHand) -> None:
        self._open(kiosk, hand)
        hand.send(scopes.shopping_list(LIST), "list", LIST, self._shared(hand))
        hand.send(scopes.customer(ID), "customer", ID, self._anna())
        for happened in self._happened():
            hand.send(scopes.person(ID), "interaction", happened.id, happened)
        desk = kiosk.desk.model
        desk.show("customer", ID)
        self._shoot(robot, "customer", "masked")
        desk.customer.identity.show()
        robot.wait(lambda: desk.customer.identity.shown, "the name")
        self._shoot(robot, "customer", "shown")
        desk.customer.correct()
        self._shoot(robot, "customer", "correcting")
        desk.customer.write()
        desk.customer.writing.keypad.show()
        self._shoot(robot, "customer", "note")

    def _list(self, kiosk: Kiosk, robot: Robot, hand: DeskHand) -> None:
        shared = self._shared(hand)
        hand.send(scopes.shopping_list(LIST), "list", LIST, shared)
        desk = kiosk.desk.model
        desk.show("list", LIST)
        self._shoot(robot, "desk-list", "plain")
        page = desk.sharedList
        page.pick(shared.lines[0].id)
        self._shoot(robot, "desk-list", "line")
        page.goods.seek(kiosk.shop.words.name(kiosk.shop.product(shared.lines[0].product).name)[:4])
        robot.wait(lambda: len(page.goods.hits) > 0, "something found")
        self._shoot(robot, "desk-list", "adding")
        page.goods.keypad.show()
        self._shoot(robot, "desk-list", "adding-keys")
        page.goods.close()
        page.answer("q1")
        page.writing.write(self._answer)
        self._shoot(robot, "desk-list", "answer")

    def _return(self, kiosk: Kiosk, robot: Robot, hand: DeskHand) -> None:
        self._open(kiosk, hand)
        desk = kiosk.desk.model
        desk.go("return")
        self._shoot(robot, "return", "choose")
        receipt = self._receipt(hand)
        hand.send(scopes.receipt(RECEIPT), "receipt", RECEIPT, receipt)
        desk.show("return", RECEIPT)
        self._shoot(robot, "return", "plain")
        case = Case("chat", AGO, "bot", [Returned("b", 1, "not_as_expected")], self._story)
        hand.send(scopes.receipt(RECEIPT), "receipt", RECEIPT, replace(receipt, case=case))
        self._shoot(robot, "return", "begun")
        desk.returns.more("a")
        self._shoot(robot, "return", "reason")
        hand.send(
            scopes.receipt(RECEIPT), "receipt", RECEIPT, replace(receipt, case=case, until="2026-11-01")
        )
        self._shoot(robot, "return", "late")
        back = Return("op", NOW, MARCO.id, "milano", [Returned("b", 1, "late")], 2_900, NOW)
        hand.send(scopes.receipt(RECEIPT), "receipt", RECEIPT, replace(receipt, case=case, returns=[back]))
        self._shoot(robot, "return", "taken")

    def _open(self, kiosk: Kiosk, hand: DeskHand) -> None:
        """Have Anna, and her receipt, open at this desk."""
        opening = Opening(ID, LATER, [Look(MARCO.id, NOW, "card")], receipts=[RECEIPT])
        hand.send(kiosk.desk.work.people, "opening", ID, opening)
        person = Person(ID, {"given": "Anna", "family": "Ferri"}, {"email": "anna@example.com"})
        hand.send(scopes.person(ID), "person", ID, person)
        hand.send(scopes.receipt(RECEIPT), "receipt", RECEIPT, self._receipt(hand))

    def _anna(self) -> Customer:
        yes = Consent("reminder", "email", given=True, wording="v1", at=AGO, place="Online")
        no = Consent("newsletter", "email", given=False, wording="v1", at=AGO, place="Milano Brera")
        return Customer(
            ID,
            preferences={"colour": "moss"},
            consents={"reminder:email": yes, "newsletter:email": no},
            lists=[LIST],
            fits={COATS: Fit("size", "coats", "Passo", {"M": Tally(bought=4, returned=1)})},
        )

    def _happened(self) -> list[Interaction]:
        return [
            Interaction("i1", NOW, "phone", "question", "question", self._asked, ANNA, inbound=True),
            Interaction("i2", AGO, "chat", "question", self._asks, self._asked, GIULIA, inbound=True),
            Interaction(
                "i3", "2026-11-12T10:00:00Z", "store", "order", "order_picked_up", order="o", by=MARCO
            ),
            Interaction("i4", "2026-11-02T10:00:00Z", "online", "purchase", "purchase", receipt=RECEIPT),
            Interaction("i5", "2026-11-01T10:00:00Z", "store", "return", "return", self._story, MARCO),
        ]

    def _shared(self, hand: DeskHand) -> ShoppingList:
        goods = [hand.line(sku, f"l{at}") for at, sku in enumerate((SOFA, LAMP, RUG, CHAIR))]
        by = [ANNA.id, MARCO.id, ANNA.id, ANNA.id]
        lines = [
            Line(one.id, one.product, one.variant, 1 + at % 2, one.options, by=by[at], at=NOW)
            for at, one in enumerate(goods)
        ]
        mark = OrderMark("o", "picking", at=NOW, by="Marco", lines={"l1": "picked", "l2": "short"})
        asked = Question("q1", self._asked, ANNA.id, NOW, "l0")
        told = Question("q0", self._asked, ANNA.id, AGO, "l2", self._answer, GIULIA.id, NOW)
        return ShoppingList(
            LIST,
            f"customer:{ID}",
            self._title,
            self._language,
            "milano",
            [*lines[:3], replace(lines[3], bought=1)],
            {actor.id: actor for actor in (ANNA, MARCO, GIULIA)},
            orders={"o": mark},
            questions=[told, asked],
        )

    def _receipt(self, hand: DeskHand) -> Receipt:
        lines = [
            Sold(name, one.product, one.variant, 1 + at, 12900 * (at + 1), one.options, final=at == 2)
            for at, (name, one) in enumerate(
                (name, hand.line(sku, name)) for name, sku in zip("abc", (CHAIR, LAMP, COAT), strict=True)
            )
        ]
        return Receipt(
            RECEIPT, "0017/26", "online", "online", "2026-11-02T10:00:00Z", "EUR", lines, "2026-12-02", ID
        )
