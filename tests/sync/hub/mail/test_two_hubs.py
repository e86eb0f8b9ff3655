"""Two hubs with folders of their own on one PostgreSQL: what either causes goes once, whoever sends it."""

import asyncio

import httpx

from sync.hub import settling
from sync.hub.assembly import assemble
from sync.hub.context import Config
from sync.hub.hooks.courier import Courier
from sync.hub.mail import service
from sync.hub.mail.relay import Relay
from sync.hub.mail.service import Mail
from sync.hub.profile import registry
from sync.hub.storage.port import Key
from sync.protocol import scopes
from sync.protocol.clients import Right
from sync.protocol.ids import new_op_id
from sync.protocol.orders import ClaimOrder, NewLine, PlaceOrder
from tests.sync.hub.hooks.shop import listening
from tests.sync.hub.mail.office import ANNA, MIRA, STORE

ORDERS = scopes.orders(STORE)
MANY = 10


def test_what_two_hubs_send_and_tell_goes_once(tmp_path, postgres, server):
    database = postgres.new_database()

    async def story(shop) -> None:
        hubs = [
            await assemble(Config(tmp_path / name, "https://lists.example", database_url=database))
            for name in ("one", "two")
        ]
        await registry.add(hubs[0].storage, "shop", [Right.EVENTS_READ], hubs[0].now())
        await registry.bring_to(hubs[0].storage, "shop", shop.url)
        for number in range(MANY):
            hub, order = hubs[number % 2], f"order-{number}"
            lines = [NewLine("lamp", "lamp-1")]
            place = PlaceOrder(order, "collect", lines, number=str(number), contact=ANNA)
            await settling.do(hub, ORDERS, new_op_id(), place, MIRA)
            await settling.do(hub, ORDERS, new_op_id(), ClaimOrder(order), MIRA)
        relay = Mail(Relay(server.host, server.port, "starttls"))
        postmen = [service.postman(hub, relay) for hub in hubs]
        async with httpx.AsyncClient() as http:
            couriers = [Courier(hub, http) for hub in hubs]
            for _ in range(3):
                await asyncio.gather(*(one.round() for one in (*postmen, *couriers)))
        stored = await hubs[1].storage.load(ORDERS, Key("order", "order-0"))
        assert b'"accepted":"' in stored.body
        for hub in hubs:
            await hub.close()

    with listening() as shop:
        asyncio.run(story(shop))
        assert sorted(server.box.subjects) == [f"Il tuo ordine {number}: ci siamo" for number in range(MANY)]
        ids = [one["id"] for one in shop.events]
        assert len(ids) == len(set(ids)) == 2 * MANY
