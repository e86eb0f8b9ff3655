"""Orders as associates prepare them, each at a tablet of their own, with the real hub between them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from kiosk.core import orders as rules
from sync.client import identity as identities
from sync.hub.profile import registry
from sync.hub.staff import roster
from sync.hub.staff.roster import NewAssociate
from sync.protocol import orders, scopes
from sync.protocol.clients import Right
from sync.protocol.errors import Rejected
from sync.protocol.orders import Order
from sync.protocol.staff import Role
from sync.protocol.stock import StockLevel
from tests.kiosk.core.staff.test_with_the_hub import Hub, OnlineDesk, stamp

PIN = "271828"
STORE = "milano"
SCOPE = scopes.orders(STORE)


class Desk(OnlineDesk):
    """An associate at a tablet."""

    def come(self, name: str) -> None:
        self.name = name
        self.desk.sign_in(PIN, name=name)

    def order(self, name: str) -> Order | None:
        return self.replica.document(SCOPE, "order", name, Order)

    def sees(self, name: str, state: str) -> Order:
        def so() -> Order | None:
            order = self.order(name)
            return order if order and order.state == state else None

        return self.until(so)

    def do(self, *verbs: Any) -> None:
        for verb in verbs:
            self.desk.commit(SCOPE, verb)

    def has(self, name: str, person: str) -> None:
        """Wait until the tablet says that somebody has an order."""

        def so() -> bool:
            order = self.order(name)
            return order is not None and order.claimed is not None and order.claimed.name == person

        self.until(so)

    def delivered(self) -> None:
        self.until(lambda: not self.replica.pending_count())

    def lose_the_line(self) -> None:
        self.engine.stop()

    def come_back(self) -> None:
        """Begin the program anew, as after a night in the drawer: from what it has written down itself."""
        self.replica.close()
        self.identity = identities.load(self.data)
        self.start()
        self.desk.sign_in(PIN, name=self.name)
        self.delivered()


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    hub = Hub(tmp_path / "hub")
    for name, role in {"Anna": Role.ASSOCIATE, "Bruno": Role.ASSOCIATE, "Marta": Role.MANAGER}.items():
        new = NewAssociate(STORE, name, role, ["it"])
        hub.beside(lambda storage, new=new: roster.add(storage, new, PIN, stamp()))
    for variant, there in {"lamp": 4, "sofa": 1, "stool": 2}.items():
        hub.put(scopes.stock(STORE), "stock", variant, StockLevel(variant, there, stamp()))
    yield hub
    assert hub.running.stop() == 0


@pytest.fixture
def shop(hub: Hub) -> Iterator[httpx.Client]:
    """The online shop, with a key."""

    async def key(storage: Any) -> str:
        now = datetime.now(UTC).isoformat()
        return str(await registry.add(storage, "shop", (Right.ORDERS_READ, Right.ORDERS_WRITE), now))

    headers = {"Authorization": f"Bearer {hub.beside(key)}"}
    with httpx.Client(base_url=hub.running.url, headers=headers) as client:
        yield client


@pytest.fixture
def new_desk(hub: Hub, tmp_path: Path) -> Iterator[Any]:
    opened: list[Desk] = []

    def new(name: str) -> Desk:
        desk = Desk(tmp_path / f"desk of {name}", hub)
        opened.append(desk)
        desk.until(desk.replica.last_news)
        desk.come(name)
        return desk

    yield new
    for desk in opened:
        desk.close()


def buy(shop: httpx.Client, **wanted: int) -> dict[str, Any]:
    lines = [{"variant": variant, "product": "p", "quantity": count} for variant, count in wanted.items()]
    body = {"store": STORE, "lines": lines, "paid": True}
    answer = shop.post("/v1/orders", json=body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def line_of(order: Order, variant: str) -> str:
    return next(line.id for line in order.lines if line.variant == variant)


def test_bought_online_one_short_one_replaced_handed_over_for_the_code(hub, shop, new_desk):
    anna = new_desk("Anna")
    bought = buy(shop, lamp=2, sofa=1)
    order = anna.until(lambda: (order := anna.order(bought["id"])) and order.promise and order)
    (row,) = rules.queue([order], datetime.now(UTC))
    assert row.left is not None
    lamp, sofa = line_of(order, "lamp"), line_of(order, "sofa")
    anna.do(
        orders.ClaimOrder(order.id),
        orders.PickLine(order.id, lamp),
        orders.ShortLine(order.id, lamp, "not_found"),
        orders.ProposeSubstitute(order.id, sofa, "p", "stool", 1),
    )
    with pytest.raises(Rejected, match="lines_open"):
        anna.do(orders.PackOrder(order.id))
    anna.do(
        orders.AgreeSubstitute(order.id, sofa, agreed=True),
        orders.PickLine(order.id, sofa),
        orders.PackOrder(order.id),
        orders.MakeReady(order.id, "shelf 4"),
    )
    anna.delivered()
    said = shop.get(f"/v1/orders/{STORE}/{order.id}").json()
    assert (said["state"], said["by"], said["place"]) == ("ready_for_pickup", "Anna", "shelf 4")
    assert [line["state"] for line in said["lines"]] == ["short", "substituted"]

    bruno = new_desk("Bruno")
    bruno.sees(order.id, "ready_for_pickup")
    with pytest.raises(Rejected, match="wrong_code"):
        bruno.do(orders.HandOver(order.id, "VTP0000"))
    bruno.do(orders.HandOver(order.id, said["claim"]))
    bruno.delivered()
    anna.sees(order.id, "picked_up")
    there = {
        variant: hub.get(scopes.stock(STORE), "stock", variant, StockLevel)
        for variant in ("lamp", "sofa", "stool")
    }
    assert {variant: level.on_hand for variant, level in there.items()} == {"lamp": 3, "sofa": 1, "stool": 1}
    assert [level.holds for level in there.values()] == [{}, {}, {}]


def test_two_without_the_hub_take_one_order_and_the_second_sees_who_has_it(shop, new_desk):
    anna, bruno = new_desk("Anna"), new_desk("Bruno")
    order = buy(shop, lamp=1)["id"]
    for desk in (anna, bruno):
        line = line_of(desk.sees(order, "new"), "lamp")
        desk.lose_the_line()
        desk.do(orders.ClaimOrder(order), orders.PickLine(order, line))
        assert desk.sees(order, "picking").claimed.name == desk.name
    anna.come_back()
    bruno.come_back()
    bruno.has(order, "Anna")
    assert {(refused.verb, refused.reason) for refused in bruno.replica.rejections()} == {
        ("ClaimOrder", "taken"),
        ("PickLine", "taken"),
    }
    assert anna.replica.rejections() == []
    assert anna.order(order).lines[0].picked == 1
    bruno.do(orders.TakeOver(order, anna.order(order).claimed.id))
    bruno.delivered()
    anna.has(order, "Bruno")


def test_only_a_manager_hands_over_without_the_code(shop, new_desk):
    anna = new_desk("Anna")
    order = buy(shop, lamp=1)["id"]
    line = line_of(anna.sees(order, "new"), "lamp")
    anna.do(orders.ClaimOrder(order), orders.PickLine(order, line))
    anna.do(orders.PackOrder(order), orders.MakeReady(order))
    why = orders.HandOver(order, reason="papers")
    with pytest.raises(Rejected, match="forbidden"):
        anna.do(why)
    anna.delivered()
    marta = new_desk("Marta")
    marta.sees(order, "ready_for_pickup")
    marta.do(why)
    marta.delivered()
    anna.sees(order, "picked_up")


def test_what_the_shop_cancels_stops_who_picks_it(shop, new_desk):
    anna = new_desk("Anna")
    order = buy(shop, lamp=1)["id"]
    anna.sees(order, "new")
    anna.do(orders.ClaimOrder(order))
    anna.delivered()
    shop.post(f"/v1/orders/{STORE}/{order}/cancel", json={"reason": "shopper_no"}).raise_for_status()
    assert anna.sees(order, "cancelled").reason == "shopper_no"
    with pytest.raises(Rejected, match="not_now"):
        anna.do(orders.PackOrder(order))
