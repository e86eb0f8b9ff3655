"""An associate's shift: takes what comes first, scans along the shelves, packs, hands over, errs at times."""

import asyncio
from typing import TYPE_CHECKING

from kiosk.core import orders as work
from kiosk.core.scan import parse
from kiosk.core.staff.desk import Phase, SignInError
from sync.client.errors import ReplicaError
from sync.protocol import orders, scopes
from sync.protocol.errors import Rejected
from sync.protocol.ids import new_id
from sync.protocol.orders import Line, Order
from tests.sim.shift.plan import PIN, VARIANTS, product

if TYPE_CHECKING:
    from tests.sim.shift.tablets import DeskTablet

PAUSE = 8.0
"""Mean seconds between two things that somebody does."""

GONE_AFTER = "2026-05-04T12:00:00Z"
REASONS = ("not_found", "damaged", "sold")


class Associate:
    """One person at one desk, for one life of it."""

    def __init__(self, desk: "DeskTablet", name: str) -> None:
        self._tablet = desk
        self._mall = desk.mall
        self._chance = desk.mall.chance
        self._name = name
        self._scope = scopes.orders(desk.store)

    async def work(self) -> None:
        """Work until the day is over."""
        while not self._mall.is_evening:
            await asyncio.sleep(self._chance.expovariate(1 / PAUSE))
            if self._mall.is_evening:
                return
            if self._tablet.on_duty != self._name:
                continue
            try:
                self._come_in()
                self._act()
            except Rejected as error:
                self._mall.tell(self._tablet.name, f"{self._name} is told {error.reason}")
            except (ReplicaError, SignInError) as error:
                self._mall.tell(self._tablet.name, f"{self._name} cannot work now: {error}")

    def _come_in(self) -> None:
        desk = self._tablet.desk
        desk.touch()
        if desk.phase() is not Phase.OPEN or (desk.person and desk.person.name != self._name):
            desk.sign_in(PIN, name=self._name)

    def _act(self) -> None:
        known = self._tablet.replica.documents(self._scope, "order", Order)
        me = self._tablet.desk.actor().id
        mine = [one for one in known if one.has(me) and one.is_open]
        if self._chance.random() < 0.04:
            self._err(known, mine)
        elif self._chance.random() < 0.02:
            self._order_for_somebody()
        elif fetched := [one for one in known if one.state == "ready_for_pickup" and self._is_here(one)]:
            self._hand_over(self._chance.choice(fetched))
        elif busy := [one for one in mine if one.state in {"accepted", "picking", "packed"}]:
            self._go_on(busy[0])
        else:
            self._take(known)

    def _take(self, known: list[Order]) -> None:
        free = [due.order for due in work.queue(known, self._mall.now()) if not due.order.claimed]
        free = [one for one in free if one.state not in {"on_hold", "ready_for_pickup"}]
        if free:
            self._do(orders.ClaimOrder(free[0].id))
            return
        if self._chance.random() < self._mall.plan.idle_scans:
            self._scan(self._chance.choice(VARIANTS))

    def _go_on(self, order: Order) -> None:
        waiting = [line for line in order.lines if line.waits]
        undone = [line for line in order.lines if line.state == "open" and not line.waits]
        if order.state == "packed":
            self._bring(order)
        elif undone:
            self._pick(order, undone[0])
        elif waiting:
            said = self._chance.random() < 0.7
            self._do(orders.AgreeSubstitute(order.id, waiting[0].id, said))
        elif any(line.pieces for line in order.lines):
            self._do(orders.PackOrder(order.id))
        else:
            self._do(orders.RejectOrder(order.id, "sold_out"))

    def _pick(self, order: Order, line: Line) -> None:
        luck = self._chance.random()
        if luck < 0.06:
            self._do(orders.ShortLine(order.id, line.id, self._chance.choice(REASONS)))
        elif luck < 0.1 and line.substitute is None:
            other = self._chance.choice(VARIANTS)
            self._do(orders.ProposeSubstitute(order.id, line.id, product(other), other, 1))
        else:
            agreed = line.substitute if line.substitute and line.substitute.agreed == "yes" else None
            code = agreed.variant if agreed else line.variant
            self._scan(code)
            self._do(orders.PickLine(order.id, line.id, 1, code))

    def _bring(self, order: Order) -> None:
        if order.kind != "request":
            expires = GONE_AFTER if self._chance.random() < 0.1 else ""
            self._do(orders.MakeReady(order.id, "desk", expires))
            return
        self._do(orders.HandOver(order.id))
        self._to_the_till(order)

    def _is_here(self, order: Order) -> bool:
        """Whether somebody stands there to fetch it: a few of those who are expected at any moment."""
        return self._chance.random() < 0.2

    def _hand_over(self, order: Order) -> None:
        placed = self._mall.ledger.orders.get(order.id)
        code = placed.claim if placed else ""
        if self._chance.random() < 0.05:
            code = "WRONG1"
        self._do(orders.HandOver(order.id, code, "" if code else "known"))
        if not order.paid:
            self._to_the_till(order)

    def _to_the_till(self, order: Order) -> None:
        pieces = [(line.variant, line.picked) for line in order.lines if line.picked]
        pieces += [
            (line.substitute.variant, line.substitute.picked)
            for line in order.lines
            if line.substitute and line.substitute.picked
        ]
        till = self._mall.tills[self._tablet.store]
        till.machine.spawn(till.ring_up(order.id, pieces))

    def _err(self, known: list[Order], mine: list[Order]) -> None:
        """Change one's mind, or somebody else's."""
        theirs = [one for one in known if one.claimed and one.is_open and one not in mine]
        luck = self._chance.random()
        if theirs and luck < 0.3:
            other = self._chance.choice(theirs)
            assert other.claimed
            self._do(orders.TakeOver(other.id, other.claimed.id))
        elif mine and luck < 0.5:
            self._do(orders.ReleaseOrder(mine[0].id))
        elif mine and luck < 0.7:
            order = mine[0]
            held = order.state == "on_hold"
            self._do(orders.ResumeOrder(order.id) if held else orders.HoldOrder(order.id, "question"))
        elif mine and mine[0].lines and luck < 0.9:
            self._do(orders.ReopenLine(mine[0].id, mine[0].lines[0].id))
        elif on_hold := [one for one in known if one.state == "on_hold"]:
            self._do(orders.ResumeOrder(self._chance.choice(on_hold).id))

    def _order_for_somebody(self) -> None:
        order = new_id()
        wanted = self._chance.sample(VARIANTS, 2)
        lines = [orders.NewLine(product(one), one, 1, price=4900) for one in wanted]
        self._do(orders.PlaceOrder(order, "desk", lines, currency="EUR"))
        self._mall.ledger.desk_orders.add(order)

    def _scan(self, code: str) -> None:
        parse(code)
        self._mall.ledger.scans += 1

    def _do(self, verb: orders.Verb) -> None:
        self._tablet.desk.commit(self._scope, verb)
