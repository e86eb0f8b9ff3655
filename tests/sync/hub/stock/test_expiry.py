"""What nobody confirmed is free again, and open screens hear so."""

import asyncio
import contextlib

from sync.hub.stock import expiry
from sync.protocol.stock import ReserveStock
from tests.sync.hub.stock.conftest import STOCK


def test_screens_hear_when_a_reservation_is_over(run, monkeypatch):
    monkeypatch.setattr(expiry, "LOOK_SECONDS", 0.01)

    async def work(store):
        await store.feed("lamp", 1)
        keeping = asyncio.create_task(expiry.keep_holds(store.hub))
        with store.hub.bus.subscribe([STOCK]) as screen:
            while not store.hub.bus._listeners[STOCK] - {screen}:  # noqa: ASYNC110 - its task has its turn
                await asyncio.sleep(0)
            await store.do("mine", ReserveStock("lamp", "cart"))
            assert await screen.wait(5)
            store.clock.later(minutes=16)
            assert await screen.wait(5), "nobody said that it is free again"
        assert (await store.level()).holds == {}
        keeping.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await keeping

    run(work)


def test_it_ends_with_the_hub(run):
    async def work(store):
        await store.feed("lamp", 1)
        keeping = asyncio.create_task(expiry.keep_holds(store.hub))
        await asyncio.sleep(0)
        store.hub.bus.close()
        await asyncio.wait_for(keeping, 5)

    run(work)


def test_what_was_over_before_the_hub_began_goes_when_the_house_is_kept(run):
    async def work(store):
        await store.feed("lamp", 3)
        await store.feed("rug", 3)
        await store.do("one", ReserveStock("lamp", "cart"))
        await store.do("two", ReserveStock("rug", "order", firm=True))
        assert await expiry.sweep_all(store.hub) == 0
        store.clock.later(minutes=16)
        assert await expiry.sweep_all(store.hub) == 1
        return (await store.level()).holds, (await store.level("rug")).holds

    lamp, rug = run(work)
    assert (lamp, list(rug)) == ({}, ["order"])
