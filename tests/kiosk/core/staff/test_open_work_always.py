"""Whatever comes, in whatever order: by following news the desk holds what it would hold read anew."""

import random
from datetime import timedelta
from typing import Any

import pytest

from kiosk.core.staff.open_work import OpenWork
from sync.protocol import moments, scopes
from sync.protocol.customers import Customer
from sync.protocol.envelope import SyncAnswer
from sync.protocol.ids import new_id
from sync.protocol.list_verbs import CreateList
from sync.protocol.lists import ShoppingList
from sync.protocol.orders import Line, Order
from sync.protocol.staff import HelpCall, Opening
from tests.kiosk.core.staff.conftest import Counter, Door
from tests.kiosk.core.staff.test_desk import PIN, put

STEPS = 60
HOUR = timedelta(hours=1)
PEOPLE = ("anna", "luca", "sara")
LISTS = ("kitchen", "hall", "attic")


class Day:
    """A day at a desk, out of a seed. Each event returns the scopes that news would name."""

    def __init__(self, counter: Counter, seed: int) -> None:
        self.counter = counter
        self.chance = random.Random(seed)
        self.events = (
            self.opens,
            self.orders,
            self.calls,
            self.learns,
            self.gives_away,
            self.begins,
            self.closes,
            self.passes,
        )

    def some(self, names: tuple[str, ...]) -> list[str]:
        return self.chance.sample(names, self.chance.randrange(len(names)))

    def told(self, scope: str, kind: str, name: str, document: Any) -> frozenset[str]:
        if scope not in self.counter.replica.desk.wanted():
            return frozenset()  # the hub sends nothing that nobody wants
        put(self.counter, scope, kind, name, document)
        return frozenset({scope})

    def opens(self) -> frozenset[str]:
        who = self.chance.choice((*PEOPLE, "receipt:paid"))
        until = moments.write(self.counter.clock.now() + (self.chance.choice((-1, 1, 3)) * HOUR))
        opening = Opening(who, until, lists=self.some(LISTS), receipts=self.some(("paid", "owed")))
        return self.told("staff:milano", "opening", who, opening)

    def orders(self) -> frozenset[str]:
        state = self.chance.choice(("new", "picking", "picked_up"))
        name, who = self.chance.choice("op"), self.chance.choice(("", *PEOPLE))
        lines = [Line("l", "lamp", "lamp-1", 1)]
        listed = self.chance.choice(("", *LISTS))
        order = Order(name, "A", "milano", "collect", state, lines, "", customer=who, list_id=listed)
        return self.told("orders:milano", "order", name, order)

    def calls(self) -> frozenset[str]:
        state = self.chance.choice(("waiting", "done"))
        call = HelpCall("h", self.chance.choice(("", *LISTS)), "Kiosk 1", "", state=state)
        return self.told("staff:milano", "help", "h", call)

    def learns(self) -> frozenset[str]:
        who = self.chance.choice(PEOPLE)
        return self.told(scopes.customer(who), "customer", who, Customer(who, lists=self.some(LISTS)))

    def gives_away(self) -> frozenset[str]:
        name = self.chance.choice(LISTS)
        owner = self.chance.choice(("associate:giulia", "customer:anna"))
        return self.told(scopes.shopping_list(name), "list", name, ShoppingList(name, owner))

    def begins(self) -> frozenset[str]:
        return self.counter.desk.commit(scopes.shopping_list(new_id()), CreateList("For Anna")).changed

    def closes(self) -> frozenset[str]:
        held = sorted(self.counter.replica.desk.wanted() - {"staff:milano", "orders:milano"})
        if not held:
            return frozenset()
        now, epoch = self.counter.clock.now().isoformat(), self.counter.replica.progress().epoch
        closed = [self.chance.choice(held)]
        return self.counter.replica.receive(SyncAnswer(epoch, now, closed=closed)).changed

    def passes(self) -> frozenset[str]:
        self.counter.clock.pass_by(self.chance.choice((60, 3700)))
        return frozenset()


@pytest.mark.parametrize("seed", range(3))
def test_news_that_are_followed_lead_where_reading_everything_does(
    counter: Counter, door: Door, seed: int
) -> None:
    door.employ("Giulia", PIN)
    counter.desk._lock_after = STEPS * 3 * 2 * 3700.0
    counter.desk.sign_in(PIN, name="Giulia")
    work = OpenWork(counter.replica, counter.desk, now=counter.clock.now, clock=counter.clock)
    day = Day(counter, seed)
    news: frozenset[str] = frozenset()
    for _ in range(STEPS):
        if day.chance.random() < 0.1:
            news |= work.look_at(scopes.customer(day.chance.choice(PEOPLE)))
        for _ in range(day.chance.randrange(1, 4)):
            news |= day.chance.choice(day.events)()
        news = work.follow(news)
        followed = counter.replica.desk.wanted()
        anew = OpenWork(counter.replica, counter.desk, now=counter.clock.now, clock=counter.clock)
        anew._looked_at = dict(work._looked_at)
        anew.follow()
        assert counter.replica.desk.wanted() == followed
