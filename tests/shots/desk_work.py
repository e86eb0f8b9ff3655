"""What is photographed of orders: the shopper who has it brought, and the desk that prepares it."""

from typing import Any

from desk import DeskHand
from msgspec.structs import replace
from scenes import LAMP, RUG, SETTLE_MS, SOFA
from studio import StandingClock, Studio

from kiosk.app import Kiosk
from kiosk.ui.robot import Robot
from sync.protocol import own_codes, scopes
from sync.protocol.actors import Actor
from sync.protocol.hashes import digest
from sync.protocol.lists import HelpMark, Offer, OrderMark
from sync.protocol.orders import Contact, Order, Step, Substitute

CHAIR, OTHER, COAT = "NID-SAGE-OAK", "FBS-OAK-65", "SER-CAMEL-M"
ASKED, PICKED, PROMISED = "2026-11-22T08:20:00Z", "2026-11-22T08:24:00Z", "2026-11-22T09:09:00Z"
ME = Actor("associate:marco", "associate", "Marco", "milano")
IVO = Actor("associate:ivo", "associate", "Ivo", "milano")
CLAIM = Step("1", "ClaimOrder", ME.id, "d", ASKED, state="accepted")
PICK = Step("2", "PickLine", ME.id, "d", PICKED, state="picking", line="a")
CODE = own_codes.write("order", "7K3M9QABCD")
BASKET = "VTB7K3M9QABCD"


class DeskWork:
    """Takes the pictures of one language and size."""

    def __init__(self, studio: Studio, language: str, size: tuple[int, int]) -> None:
        self._studio = studio
        self._language = language
        self._size = size

    def play(self) -> None:
        """Take them all."""
        for scene in (self._brought, self._picking, self._handing_over, self._together):
            self._clock = StandingClock()
            with self._studio.kiosk(self._size, self._clock) as (kiosk, robot):
                self._kiosk = kiosk
                kiosk.shop.speak(self._language)
                scene(kiosk, robot)
                kiosk.desk.staff.close()

    def _shoot(self, robot: Robot, page: str, state: str) -> None:
        # What is new is told on every page, for half a minute: other pictures show that.
        robot.work_for(SETTLE_MS)
        self._kiosk.desk.model.hideRung()
        robot.look(self._studio.file(f"{page}-{state}-{self._language}", self._size))

    def _brought(self, kiosk: Kiosk, robot: Robot) -> None:
        """A list on the kiosk: asked for, fetched, something else offered, somebody called."""
        for at, code in enumerate((SOFA, LAMP, CHAIR), 1):
            kiosk.scan(code)
            kiosk.product.add()
            robot.wait(lambda wanted=at: kiosk.pieces == wanted, "the line")
        kiosk.model.toList()
        kiosk.service.bring()
        robot.wait(lambda: kiosk.service.busy, "the request")
        self._shoot(robot, "list", "requested")
        self._warned(kiosk, robot)
        document = kiosk.list.document
        assert document is not None
        lines = {line.id: "open" for line in document.present}
        lines[document.present[0].id] = "picked"
        found = kiosk.shop.product("filo-dining-chair")
        assert found is not None
        other = found.variants[0]
        offer = Offer(found.id, other.id, 1, document.present[2].variant, dict(other.options))
        mark = OrderMark("o", "picking", at=ASKED, by="Marco", promise=PROMISED, lines=lines)
        scope = scopes.shopping_list(document.id)
        hand = DeskHand(kiosk, robot)
        fetched = replace(document, orders={"o": replace(mark, offers={"x": offer}, version=2)})
        hand.send(scope, "list", document.id, fetched)
        kiosk._news.changed.emit(frozenset({scope}))
        self._shoot(robot, "list", "offer")
        kiosk.model.toHelp()
        self._shoot(robot, "help", "question")
        coming = HelpMark("h", "coming", ASKED, by="Marco", version=2)
        hand.send(scope, "list", document.id, replace(fetched, help=coming))
        kiosk._news.changed.emit(frozenset({scope}))
        self._shoot(robot, "help", "coming")

    def _warned(self, kiosk: Kiosk, robot: Robot) -> None:
        """Nobody is there, and something is to be brought."""
        self._clock.seconds += 66
        kiosk.visit.tick()
        robot.wait(lambda: bool(kiosk.visit.property("callsOff")), "what is called off")
        self._shoot(robot, "idle", "brought")
        kiosk.visit.stay()

    def _desk(self, kiosk: Kiosk, robot: Robot) -> DeskHand:
        hand = DeskHand(kiosk, robot)
        hand.sign_in()
        kiosk.shop.speak(self._language)
        return hand

    def _order(self, hand: DeskHand, **changes: Any) -> Order:
        lines = [
            hand.line(SOFA, "a", state="picked", picked=1, at=PICKED),
            hand.line(LAMP, "b", 2),
            hand.line(RUG, "c"),
            hand.line(CHAIR, "d"),
        ]
        order = Order("o1", "4107", "milano", "collect", "picking", lines, ASKED, promise=PROMISED)
        order = replace(order, contact=Contact("Luca B.", "luca@example.org"), claimed=ME, actors={ME.id: ME})
        steps = [CLAIM, PICK]
        order = replace(order, history=steps, notices={"accepted": PICKED}, claim=digest(CODE))
        return replace(order, **changes)

    def _show(self, kiosk: Kiosk, hand: DeskHand, order: Order) -> None:
        hand.send(kiosk.desk.work.orders, "order", order.id, order)
        kiosk.desk.work.wanted.emit("order", order.id)

    def _picking(self, kiosk: Kiosk, robot: Robot) -> None:
        hand = self._desk(kiosk, robot)
        page = kiosk.desk.model.order
        self._show(kiosk, hand, self._order(hand, state="new", claimed=None, history=[]))
        self._shoot(robot, "order", "new")
        self._show(kiosk, hand, self._order(hand, claimed=IVO))
        self._shoot(robot, "order", "taken")
        self._show(kiosk, hand, self._order(hand))
        self._shoot(robot, "order", "picking")
        kiosk.scan(OTHER)
        self._shoot(robot, "order", "wrong")
        for question in ("short", "substitute", "reject_line", "hold", "reject", "cancel", "history", "menu"):
            page.choose("b")
            page.ask(question)
            robot.wait(lambda: not page.questions.searching, "what is alike")
            self._shoot(robot, "order", f"ask-{question.replace('_', '-')}")
            page.questions.close()
        offered = Substitute(hand.line(OTHER, "x").product, hand.line(OTHER, "x").variant, 1)
        order = self._order(hand)
        settled = [
            order.lines[0],
            replace(order.lines[1], state="short", picked=1, reason="not_found", at=PICKED),
            replace(order.lines[2], state="rejected", reason="damaged", at=PICKED),
            replace(order.lines[3], substitute=offered, at=PICKED),
        ]
        self._show(kiosk, hand, replace(order, lines=settled))
        page.choose("d")
        self._shoot(robot, "order", "waiting")
        self._show(kiosk, hand, self._order(hand, state="on_hold", held="picking", reason="shopper_later"))
        self._shoot(robot, "order", "on-hold")
        sold = [replace(order.lines[0], sold=1, at=PICKED), *order.lines[1:]]
        self._show(kiosk, hand, replace(order, lines=sold))
        self._shoot(robot, "order", "sold-away")
        self._show(kiosk, hand, replace(order, state="cancelled", reason="left"))
        self._shoot(robot, "order", "shopper-left")

    def _handing_over(self, kiosk: Kiosk, robot: Robot) -> None:
        hand = self._desk(kiosk, robot)
        page = kiosk.desk.model.order
        done = [
            replace(line, state="picked", picked=line.quantity, at=PICKED) for line in self._order(hand).lines
        ]
        self._show(kiosk, hand, self._order(hand, state="packed", lines=done))
        self._shoot(robot, "order", "packed")
        page.goOn()
        self._shoot(robot, "order", "ask-place")
        page.questions.close()
        ready = self._order(hand, state="ready_for_pickup", lines=done, basket=BASKET)
        self._show(kiosk, hand, replace(ready, place="B 3", expires="2026-11-28T17:00:00Z"))
        self._shoot(robot, "order", "ready")
        page.goOn()
        self._shoot(robot, "order", "ask-code")
        page.questions.enter("VTP0000")
        self._shoot(robot, "order", "code-wrong")
        page.questions.keypad.show()
        self._shoot(robot, "order", "code-keys")
        page.questions.close()
        for state in ("picked_up", "cancelled", "expired"):
            self._show(kiosk, hand, self._order(hand, state=state, lines=done, basket=BASKET))
            self._shoot(robot, "order", state.replace("_", "-"))

    def _together(self, kiosk: Kiosk, robot: Robot) -> None:
        hand = self._desk(kiosk, robot)
        goods = (SOFA, LAMP, RUG, CHAIR, OTHER, COAT)
        names = ("Luca B.", "Sara M.", "Anna", "Giulia R.")
        states = ("new", "accepted", "new", "picking", "ready_for_pickup", "new", "on_hold")
        for at, state in enumerate(states):
            lines = [
                hand.line(goods[(at + more) % 6], f"{at}-{more}", 1 + more % 2) for more in range(1 + at % 3)
            ]
            order = Order(f"o{at}", f"41{at + 10}", "milano", "collect", state, lines, ASKED)
            kind = "request" if at == 2 else "collect"
            order = replace(order, kind=kind, contact=Contact(names[at % 4]), held="new", place="")
            claimed = {"accepted": ME, "picking": IVO}.get(state)
            promise = f"2026-11-22T{8 + at:02d}:{(at * 17 + 35) % 60:02d}:00Z"
            order = replace(order, claimed=claimed, promise=promise, expires="2026-11-28T17:00:00Z")
            hand.send(kiosk.desk.work.orders, "order", order.id, order)
        desk = kiosk.desk.model
        desk.hideRung()
        desk.go("orders")
        self._shoot(robot, "orders", "open")
        desk.orders.keep("over")
        self._shoot(robot, "orders", "none")
        desk.orders.keep("open")
        robot.wait(lambda: desk.orders.together != "", "the orders")
        desk.orders.pickTogether()
        self._shoot(robot, "wave", "new")
        desk.wave.goOn()
        robot.work_for(200)
        kiosk.scan(OTHER if len(desk.wave.picks) else SOFA)
        self._shoot(robot, "wave", "picking")
        while len(desk.wave.picks):
            left = sum(row.take for row in desk.wave.picks)
            desk.wave.goOn()
            robot.wait(lambda wanted=left: sum(row.take for row in desk.wave.picks) < wanted, "a piece")
        desk.hideToast()
        self._shoot(robot, "wave", "sort-out")
