"""Orders under everything that goes wrong: two people at once, cut networks, answers that got lost."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from sync.protocol import orders
from sync.protocol.actors import Actor
from sync.protocol.acts import Act
from sync.protocol.errors import Rejected
from sync.protocol.ids import line_id
from sync.protocol.orders import Order

NOW = "2026-11-26T10:00:00Z"
LATER = "2026-12-24T10:00:00Z"
ORDER = "an-order"
CODE = orders.claim_code(bytes(32), ORDER)
WANTED = {"sofa": 1, "lamp": 3, "chair": 6}
LINES = {variant: line_id(ORDER, variant, {}) for variant in WANTED}

LEADS_TO = {
    "new": {"accepted", "on_hold", "rejected", "cancelled"},
    "accepted": {"new", "picking", "on_hold", "rejected", "cancelled"},
    "picking": {"packed", "on_hold", "rejected", "cancelled"},
    "packed": {"picking", "ready_for_pickup", "picked_up", "on_hold", "rejected", "cancelled"},
    "ready_for_pickup": {"picking", "picked_up", "cancelled", "expired"},
    "picked_up": {"returned"},
    "on_hold": {"new", "accepted", "picking", "packed", "rejected", "cancelled"},
    "rejected": set(),
    "cancelled": set(),
    "expired": set(),
    "returned": set(),
}


@dataclass
class Desk:
    """A tablet with its associate: what was done there and did not arrive yet, and what has arrived."""

    actor: Actor
    waiting: list[Act] = field(default_factory=list)
    sent: list[Act] = field(default_factory=list)


line = st.sampled_from([*LINES.values()])
quantity = st.integers(1, 4)
why = st.sampled_from(["not_found", "damaged"])
others = st.sampled_from(["anna", "bruno", "hub"])
verbs: st.SearchStrategy[Any] = st.one_of(
    st.just(orders.ClaimOrder(ORDER)),
    st.builds(orders.TakeOver, st.just(ORDER), others),
    st.builds(orders.PickLine, st.just(ORDER), line, quantity),
    st.builds(orders.PickLine, st.just(ORDER), line, quantity),
    st.builds(orders.ShortLine, st.just(ORDER), line, why),
    st.builds(orders.ProposeSubstitute, st.just(ORDER), line, st.just("p"), st.just("stool"), quantity),
    st.builds(orders.AgreeSubstitute, st.just(ORDER), line, st.booleans()),
    st.builds(orders.RejectLine, st.just(ORDER), line, why),
    st.builds(orders.ReopenLine, st.just(ORDER), line),
    st.just(orders.PackOrder(ORDER)),
    st.just(orders.MakeReady(ORDER, "shelf 4")),
    st.builds(orders.HandOver, st.just(ORDER), st.sampled_from([CODE, "", "VTP0000"])),
    st.sampled_from([orders.HoldOrder(ORDER, "lift broken"), orders.ResumeOrder(ORDER)]),
    st.sampled_from([orders.ReleaseOrder(ORDER), orders.ResendNotice(ORDER)]),
    st.sampled_from(
        [orders.RejectOrder(ORDER, "closed"), orders.CancelOrder(ORDER, "no"), orders.ExpireOrder(ORDER)]
    ),
    st.sampled_from([orders.RecordReturn(ORDER), orders.RecordNotice(ORDER, "ready")]),
    st.builds(orders.ReportSold, st.just(ORDER), line, quantity),
    st.builds(orders.ReportFewer, st.just(ORDER), line, quantity),
    st.builds(orders.ConfirmLine, st.just(ORDER), line),
    st.just(orders.RecordPayment(ORDER, "T-1")),
)


class Orders(RuleBasedStateMachine):
    """One order, two associates and the hub; the hub decides each operation once, as it arrives."""

    def __init__(self) -> None:
        super().__init__()
        self.desks = [Desk(Actor(name, "associate", name.title())) for name in ("anna", "bruno", "hub")]
        lines = [orders.NewLine("p", variant, count) for variant, count in WANTED.items()]
        placed = orders.PlaceOrder(ORDER, "collect", lines, claim=orders.claim_hash(CODE))
        self.order: Order | None = None
        self.decided: dict[str, str] = {}
        self.handed_over: Counter[str] = Counter()
        self.taken: Counter[str] = Counter()
        self.arrive(self._act(self.desks[2], placed, NOW))
        self.number = 1

    def _act(self, desk: Desk, verb: Any, now: str) -> Act:
        self.number = getattr(self, "number", 0) + 1
        return Act(f"op-{self.number}", desk.actor, f"staff:{desk.actor.id}", now, now, verb, "tablet")

    def arrive(self, act: Act) -> None:
        """What the hub does with an operation: what was decided before is answered as it was."""
        if act.op in self.decided:
            return
        before = self.order
        try:
            after = orders.apply(before, act, order_id=ORDER, store="milano")
        except Rejected as error:
            self.decided[act.op] = error.reason
            return
        self.decided[act.op] = "applied"
        if before is None:
            self.order = after
            return
        assert (after.version == before.version) == (after is before)
        assert after.version in {before.version, before.version + 1}
        assert after.state == before.state or after.state in LEADS_TO[before.state]
        assert after.paid >= before.paid
        if (before.state, after.state) in {("packed", "picking"), ("ready_for_pickup", "picking")}:
            assert before.line(act.verb.line).sold
        self._count(before, after, act)
        self.order = after

    def _count(self, before: Order, after: Order, act: Act) -> None:
        if isinstance(act.verb, orders.PickLine):
            self.taken[act.verb.line] += act.verb.quantity
        if isinstance(act.verb, orders.RejectLine | orders.ReopenLine) and after is not before:
            self.taken[act.verb.line] = 0
        if after.state == "picked_up" != before.state:
            self.handed_over.update({line.id: line.pieces for line in after.lines})

    @rule(number=st.integers(0, 2), verb=verbs, late=st.booleans())
    def do(self, number: int, verb: Any, *, late: bool) -> None:
        desk = self.desks[number]
        desk.waiting.append(self._act(desk, verb, LATER if late else NOW))

    @rule(number=st.integers(0, 2), verb=verbs)
    def do_online(self, number: int, verb: Any) -> None:
        self.do(number, verb, late=False)
        self.reconnect(number, answered=True)

    @rule(number=st.integers(0, 2), answered=st.booleans())
    def reconnect(self, number: int, *, answered: bool) -> None:
        desk = self.desks[number]
        for act in desk.waiting:
            self.arrive(act)
        desk.sent.extend(desk.waiting)
        if answered:
            desk.waiting = []

    @precondition(lambda self: self.order.state in {"accepted", "picking"} and self.order.claimed)
    @rule()
    def finish(self) -> None:
        """The way that things go when nothing goes wrong, from wherever they are."""
        holder = next(desk for desk in self.desks if self.order.has(desk.actor.id))
        for open_line in [one for one in self.order.lines if one.state == "open"]:
            verb: Any = orders.ShortLine(ORDER, open_line.id, "not_found")
            if not open_line.substitute:
                verb = orders.PickLine(ORDER, open_line.id, open_line.missing)
            self.arrive(self._act(holder, verb, NOW))
        for verb in (orders.PackOrder(ORDER), orders.MakeReady(ORDER)):
            self.arrive(self._act(holder, verb, NOW))

    @rule(number=st.integers(0, 2))
    def send_everything_again(self, number: int) -> None:
        before = self.order
        for act in self.desks[number].sent:
            self.arrive(act)
        assert self.order is before

    @invariant()
    def no_line_is_lost(self) -> None:
        assert {line.id: line.quantity for line in self.order.lines} == {
            LINES[variant]: count for variant, count in WANTED.items()
        }

    @invariant()
    def every_piece_is_where_it_was_put(self) -> None:
        for one in self.order.lines:
            assert one.pieces == self.taken[one.id] <= one.quantity
            assert (one.state == "picked") == (one.picked == one.quantity)
            if one.state == "substituted":
                assert one.substitute
                assert one.substitute.agreed == "yes"
                assert one.substitute.picked == one.substitute.quantity
            if one.state == "rejected":
                assert one.pieces == 0

    @invariant()
    def nothing_is_handed_over_twice_or_beyond_what_was_ordered(self) -> None:
        for one in self.order.lines:
            assert self.handed_over[one.id] <= one.quantity

    @invariant()
    def nothing_is_ready_while_a_line_is_open(self) -> None:
        if self.order.state in {"packed", "ready_for_pickup", "picked_up", "returned", "expired"}:
            assert all(one.state != "open" for one in self.order.lines)
            assert any(one.pieces for one in self.order.lines)

    @invariant()
    def what_is_accepted_is_somebodys(self) -> None:
        assert self.order.state != "accepted" or self.order.claimed
        assert self.order.state != "new" or not self.order.claimed
        assert (self.order.state == "on_hold") == bool(self.order.held)

    @invariant()
    def the_list_is_told_what_is_so(self) -> None:
        mark = orders.mark_of(self.order)
        assert mark.version == self.order.version == len(self.order.history)
        assert set(mark.lines.values()) == {one.state for one in self.order.lines}
        for offered in mark.offers:
            found = self.order.line(offered)
            assert found
            assert found.state == "open"


Orders.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestOrders = Orders.TestCase
