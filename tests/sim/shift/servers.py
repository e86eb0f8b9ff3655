"""The online shop, tills and the warehouse: they send what they have to say until somebody has taken it."""

import asyncio
import base64
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import httpx
from nacl.signing import SigningKey

from sync.hub.signatures import HEADER, sign
from sync.protocol.ids import new_id
from tests.sim.hubs import PUBLIC_URL
from tests.sim.machine import Machine
from tests.sim.network import Line
from tests.sim.shift.plan import VARIANTS, product

if TYPE_CHECKING:
    from tests.sim.shift.mall import Mall

RETRIES = (1.0, 2.0, 4.0, 8.0, 15.0)
UNPAID_SHARE = 0.4
CANCELLED_SHARE = 0.04


class Signed(httpx.Auth):
    """Signs every request."""

    requires_request_body = True

    def __init__(self, bearer: str, key: SigningKey) -> None:
        self._bearer, self._key = bearer, key

    def auth_flow(self, request: httpx.Request) -> Iterator[httpx.Request]:
        """Add the bearer key and the signature."""
        request.headers["Authorization"] = f"Bearer {self._bearer}"
        request.headers[HEADER] = sign(self._key, request.content, request.url.path)
        yield request


def public_text(key: SigningKey) -> str:
    """Return the public key as it is registered."""
    return base64.urlsafe_b64encode(bytes(key.verify_key)).decode().rstrip("=")


class Server:
    """A machine beside the hub with a client key of its own."""

    def __init__(self, mall: "Mall", name: str, bearer: str, key: SigningKey) -> None:
        self.mall = mall
        self.machine = Machine(name, mall.loop)
        self.unanswered = 0
        self._http = httpx.AsyncClient(
            base_url=PUBLIC_URL,
            transport=Line(mall.network, self.machine),
            auth=Signed(bearer, key),
            headers={"content-type": "application/json"},
            timeout=httpx.Timeout(10.0, connect=5.0),
        )

    async def send(self, path: str, body: dict[str, Any], key: str = "") -> tuple[int, dict[str, Any]]:
        """Send until it is answered; return status and answer."""
        self.unanswered += 1
        tries = 0
        while True:
            try:
                headers = {"Idempotency-Key": key} if key else {}
                answer = await self._http.post(path, content=json.dumps(body), headers=headers)
                if answer.status_code < 500 and answer.status_code != 429:
                    self.unanswered -= 1
                    told = answer.json()
                    if not answer.is_success:
                        self.mall.tell(self.machine.name, f"{path}: {answer.status_code} {told.get('code')}")
                    return answer.status_code, told
            except httpx.HTTPError:
                pass
            await asyncio.sleep(RETRIES[min(tries, len(RETRIES) - 1)])
            tries += 1


class Shop(Server):
    """The online shop: places orders to collect, cancels some, and sends people to fetch the others."""

    async def sell(self, orders: int) -> None:
        """Place orders all over the shift."""
        mall = self.mall
        for _ in range(orders):
            await asyncio.sleep(mall.chance.expovariate(orders / mall.plan.seconds))
            if mall.is_evening:
                return
            self.machine.spawn(self._order())

    async def _order(self) -> None:
        chance = self.mall.chance
        store = chance.choice(self.mall.stores)
        lines = [
            {"variant": one, "product": product(one), "quantity": chance.randint(1, 2), "price": 4900}
            for one in chance.sample(VARIANTS, chance.randint(1, 4))
        ]
        paid = chance.random() > UNPAID_SHARE
        body = {"store": store, "lines": lines, "paid": paid, "contact": {"name": "Anna", "language": "it"}}
        body["reserve"] = chance.random() < 0.8
        status, told = await self.send("/v1/orders", body, new_id())
        self.mall.ledger.asked(status)
        if status in {200, 201}:
            self.mall.ledger.placed(told["id"], store, len(lines), told.get("claim", ""))
            if chance.random() < CANCELLED_SHARE:
                await asyncio.sleep(chance.expovariate(1 / 900))
                await self.send(f"/v1/orders/{store}/{told['id']}/cancel", {"reason": "shopper_no"})


class Till(Server):
    """A store's till: walk-in customers, and who brings what was prepared."""

    def __init__(self, mall: "Mall", store: str, bearer: str, key: SigningKey) -> None:
        super().__init__(mall, f"till-{store}", bearer, key)
        self.store = store
        self._receipts = 0

    async def serve(self) -> None:
        """Sell something every few minutes."""
        while not self.mall.is_evening:
            await asyncio.sleep(self.mall.chance.expovariate(1 / 240))
            one = self.mall.chance.choice(VARIANTS)
            await self._sale([{"variant": one, "product": product(one), "price": 4900}])

    async def ring_up(self, order: str, pieces: list[tuple[str, int]]) -> None:
        """Take the money for what an order brought."""
        lines = [
            {"variant": variant, "product": product(variant), "quantity": quantity, "price": 4900}
            for variant, quantity in pieces
        ]
        await self._sale(lines, order)

    async def _sale(self, lines: list[dict[str, Any]], order: str = "") -> None:
        self._receipts += 1
        body: dict[str, Any] = {
            "store": self.store,
            "number": f"{self.store}-{self._receipts}",
            "lines": lines,
        }
        if order:
            body["order"] = order
        status, _ = await self.send("/v1/sales", body)
        if status == 200:
            self.mall.ledger.sold += sum(line.get("quantity", 1) for line in lines)


class Warehouse(Server):
    """Goods come in, and somebody counts."""

    async def deliver(self) -> None:
        """Bring something to each store now and then; count something in between."""
        chance = self.mall.chance
        while not self.mall.is_evening:
            await asyncio.sleep(chance.expovariate(1 / 300))
            store = chance.choice(self.mall.stores)
            some = chance.sample(VARIANTS, 6)
            moves = [{"variant": one, "kind": "receipt", "delta": chance.randint(2, 9)} for one in some[:4]]
            body: dict[str, Any] = {"id": new_id(), "store": store, "moves": moves}
            if chance.random() < 0.3:
                body["counts"] = [{"variant": one, "on_hand": chance.randint(0, 12)} for one in some[4:]]
            await self.send("/v1/stock-movements", body)
