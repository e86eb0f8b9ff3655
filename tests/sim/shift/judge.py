"""The judgement of a shift: orders in legal states, figures as the ledger says, nothing sold twice."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from sync.hub import chain
from sync.protocol import moments, orders, scopes
from sync.protocol.lists import ShoppingList
from sync.protocol.orders import Order
from sync.protocol.orders.allowed import MAY
from sync.protocol.stock import Hold, Move, StockLevel
from tests.sim.hub_log import HubLog

if TYPE_CHECKING:
    from tests.sim.shift.mall import Mall

VERBS = {verb.__name__: verb for verb in MAY}


class Judge:
    """Reads the hub's store from beside, and the tablets."""

    def __init__(self, mall: "Mall") -> None:
        self._mall = mall

    def unrest(self) -> list[str]:
        """Return what still has to come to rest."""
        restless = [
            f"{tablet.name} has {count} operations to send"
            for tablet in self._mall.tablets
            if (count := tablet.replica.pending_count())
        ]
        restless += [f"{one.machine.name} waits" for one in self._mall.servers if one.unanswered]
        log = HubLog(self._mall.host.store)
        notes = sum(
            body is not None
            for shard in chain.SHARDS
            for _, body in log.documents(scopes.chain(shard)).values()
        )
        log.close()
        return [*restless, *([f"{notes} notes of what follows"] if notes else [])]

    def faults(self) -> list[str]:
        """Return every promise that was broken."""
        log = HubLog(self._mall.host.store)
        try:
            found = [*log.broken_heads(), *log.false_checksums(), *self._taps(log)]
            known: dict[str, Order] = {}
            for store in self._mall.stores:
                documents = log.documents(scopes.orders(store))
                here = {
                    name: msgspec.json.decode(body, type=Order)
                    for (kind, name), (_, body) in documents.items()
                    if kind == "order" and body
                }
                known |= here
                found += self._stock(log, store, here)
            found += self._orders(known)
            found += self._lists(log, known)
        finally:
            log.close()
        return [*found, *self._mall.loop.faults, *self._mall.network.faults, *self._mall.pace.faults]

    def summary(self) -> dict[str, int]:
        """Return how many orders there are in which state."""
        log = HubLog(self._mall.host.store)
        states: Counter[str] = Counter()
        for store in self._mall.stores:
            for (kind, _), (_, body) in log.documents(scopes.orders(store)).items():
                if kind == "order" and body:
                    states[msgspec.json.decode(body, type=Order).state] += 1
        log.close()
        return dict(sorted(states.items()))

    def _taps(self, log: HubLog) -> Iterator[str]:
        """What a tablet acknowledged was decided once."""
        results = log.results()
        for tap in self._mall.record.taps.values():
            decided = results.get(tap.op, [])
            if len(decided) != 1:
                yield f"{tap.tablet}'s {tap.args['verb']} {tap.op} was decided {len(decided)} times"

    def _orders(self, known: dict[str, Order]) -> Iterator[str]:
        for name, placed in self._mall.ledger.orders.items():
            order = known.get(name)
            if order is None:
                yield f"order {name} was acknowledged and is lost"
            elif len(order.lines) != placed.lines:
                yield f"order {name} has {len(order.lines)} lines of {placed.lines}"
        for order in known.values():
            yield from _illegal(order)

    def _stock(self, log: HubLog, store: str, here: dict[str, Order]) -> Iterator[str]:
        sums: Counter[str] = Counter()
        references: Counter[tuple[str, str]] = Counter()
        for _, body in log.documents(scopes.ledger(store)).values():
            move = msgspec.json.decode(body or b"null", type=Move)
            sums[move.variant] += move.delta
            if move.kind == "sale":
                references[move.reference, move.variant] -= move.delta
        held: Counter[tuple[str, str]] = Counter()
        for (kind, variant), (_, body) in log.documents(scopes.stock(store)).items():
            if kind != "stock" or body is None:
                continue
            level = msgspec.json.decode(body, type=StockLevel)
            yield from self._level(store, variant, level, sums[variant])
            for hold in _standing(level, self._mall.now()):
                held[hold.reference, variant] += hold.quantity
        for order in here.values():
            yield from _kept(order, held, self._mall.now())
            if order.paid and order.state in {"picked_up", "returned"}:
                yield from _left(order, references)

    def _level(self, store: str, variant: str, level: StockLevel, told: int) -> Iterator[str]:
        first = next((move for move in level.moves if move.kind == "count"), None)
        if (level.moves or first) and level.on_hand != told:
            yield f"{store} has {level.on_hand} of {variant}, its ledger says {told}"
        now = self._mall.now()
        reserved = sum(hold.quantity for hold in _standing(level, now))
        free = max(0, (level.on_hand or 0) - reserved)
        if level.available(now) != free:
            yield f"{store} promises {level.available(now)} of {variant}, and has {free}"

    def _lists(self, log: HubLog, known: dict[str, Order]) -> Iterator[str]:
        """A list says of its orders what the orders say."""
        shopping: dict[str, ShoppingList] = log.lists()
        for order in known.values():
            mark = shopping[order.list_id].orders.get(order.id) if order.list_id in shopping else None
            if order.list_id and (mark is None or mark.state != order.state):
                yield f"order {order.id} is {order.state}, its list says {mark.state if mark else 'nothing'}"


def _standing(level: StockLevel, now: datetime) -> list[Hold]:
    """Return the reservations whose time is not over."""
    return [
        hold
        for hold in level.holds.values()
        if not moments.is_real(hold.until) or moments.parse(hold.until) > now
    ]


def _illegal(order: Order) -> Iterator[str]:
    """Walk the order's history again: each step was allowed where it was taken, and led to where it is."""
    state = "new"
    for step in order.history[1:]:
        verb = VERBS.get(step.verb)
        if verb is None or state not in MAY[verb]:
            yield f"order {order.id}: {step.verb} while it was {state}"
        state = step.state or state
    if state != order.state or order.state not in orders.OPEN | orders.ENDED:
        yield f"order {order.id} is {order.state}, its history says {state}"
    if order.state in {"packed", "ready_for_pickup", "picked_up"}:
        undone = [line.id for line in order.lines if line.state == "open"]
        yield from (f"order {order.id} is {order.state}, and its line {line} open" for line in undone)
    if sum(step.state == "picked_up" for step in order.history) > 1:
        yield f"order {order.id} was handed over twice"


def _kept(order: Order, held: Counter[tuple[str, str]], now: datetime) -> Iterator[str]:
    """An order that is over keeps nothing; one that is open keeps no more than it asks for."""
    wanted: Counter[str] = Counter()
    for one in orders.held(order, now):
        wanted[one.variant] += one.quantity
    for (reference, variant), quantity in held.items():
        if reference == order.id and quantity > wanted[variant]:
            should = wanted[variant]
            yield f"order {order.id} ({order.state}) keeps {quantity} of {variant}, and should {should}"


def _left(order: Order, sold: Counter[tuple[str, str]]) -> Iterator[str]:
    """What was paid for and handed over left the stock, once."""
    pieces: Counter[str] = Counter()
    for line in order.lines:
        pieces[line.variant] += line.picked
        if line.substitute:
            pieces[line.substitute.variant] += line.substitute.picked
    for variant, quantity in pieces.items():
        left = sold[order.id, variant]
        if left != quantity:
            yield f"order {order.id}: {quantity} of {variant} handed over, {left} left the stock"
