"""A store that goes quiet is told of once, by mail and event, and so is its coming back."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sync.hub import silences
from sync.hub.assembly import assemble
from sync.hub.context import Config, Hub
from sync.hub.fleet import health
from sync.hub.fleet.silence import Watch
from sync.hub.hooks import queue
from sync.hub.mail.letters import Boxes
from sync.hub.profile import registry
from sync.hub.publish import publish
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Write
from sync.protocol import moments, scopes
from sync.protocol.clients import Right
from sync.protocol.devices import Device
from sync.protocol.heartbeat import Heartbeat
from sync.protocol.money import Price
from sync.protocol.products import Opening, Product, Store, Variant
from tests.fakes import Clock

MAIL = ("it@shop.example", "night@shop.example")
AFTER = dt.timedelta(minutes=30)
Story = Callable[[Hub, Clock], Awaitable[None]]


@pytest.fixture
def tell(tmp_path: Path) -> Callable[[Story], None]:
    async def run(story: Story) -> None:
        clock = Clock()
        config = Config(tmp_path, "http://hub", sends_mail=True, alarm_mail=MAIL)
        hub = await assemble(config, clock.now)
        try:
            await registry.add(hub.storage, "Pager", [Right.EVENTS_READ], hub.now(), "")
            for name, store in (("one", "milano"), ("two", "milano"), ("three", "roma")):
                device = Device(name, store, name, "", hub.now())
                await documents.keep_first(hub.storage, scopes.device(name), Key("device", name), device)
            await story(hub, clock)
        finally:
            await hub.close()

    return lambda story: asyncio.run(run(story))


async def says(hub: Hub, *devices: str) -> None:
    for device in devices:
        await health.note(hub.storage, device, Heartbeat(clock=0, version="1"), 0, hub.clock())


async def opens(hub: Hub, store: Store) -> None:
    variant = Variant("lamp-1", "L1", {}, {"EUR": Price(1)})
    product = Write("product", "lamp", msgspec.json.encode(Product("lamp", {"en": "Lamp"}, [variant])))
    written = Write("store", store.code, msgspec.json.encode(store))
    await hub.storage.commit(scopes.CATALOGUE, [], [], lambda _: Decision([product, written]))
    await publish(hub.storage, hub.config.data)


async def told(hub: Hub) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the events, and the letters that wait: by store, what and to whom."""
    [client] = [one async for one in registry.every(hub.storage)]
    page, _ = await queue.page(hub.storage, client.id, 0, 50)
    boxes = Boxes(hub.storage)
    await boxes.look()
    return [f"{one.event.type} {one.event.store}" for one in page], [
        (one.template, one.email) for _, one in boxes.letters()
    ]


def test_a_store_goes_quiet_once_and_comes_back_once(tell: Any) -> None:
    async def story(hub: Hub, clock: Clock) -> None:
        watch = Watch(hub, AFTER)
        await says(hub, "one", "two", "three")
        clock.pass_by(29 * 60)
        assert await watch.look() == []
        await says(hub, "two", "three")
        clock.pass_by(29 * 60)
        assert await watch.look() == [], "one tablet that is heard is enough"
        await says(hub, "three")
        clock.pass_by(2 * 60)
        assert await watch.look() == ["milano"]
        assert await watch.look() == []
        assert await Watch(hub, AFTER).look() == [], "another hub, or this one after a start"
        events, letters = await told(hub)
        assert events == ["store_quiet milano"]
        assert sorted(letters) == [("quiet", address) for address in sorted(MAIL)]
        await says(hub, "one")
        assert await watch.look() == ["milano"]
        assert await watch.look() == []
        assert (await told(hub))[0] == ["store_quiet milano", "store_back milano"]
        clock.pass_by(20 * 60)
        await says(hub, "three")
        clock.pass_by(11 * 60)
        assert await watch.look() == ["milano"], "the next time it is told again"

    tell(story)


def test_nobody_is_woken_by_a_store_that_is_closed(tell: Any) -> None:
    async def story(hub: Hub, clock: Clock) -> None:
        now = clock.now()
        hours = [Opening(day, "09:00", "19:00") for day in range(7)]
        await opens(hub, Store("milano", "Milano Brera", hours=hours))
        evening = now.replace(hour=18, minute=50, second=0)
        clock.pass_by((evening - now).total_seconds())
        watch = Watch(hub, AFTER)
        await says(hub, "one")
        clock.pass_by(14 * 3600)
        assert clock.now().hour == 8
        assert await watch.look() == []
        clock.pass_by(39 * 60)
        assert await watch.look() == [], "it has been open for half an hour only"
        clock.pass_by(2 * 60)
        assert await watch.look() == ["milano"]

    tell(story)


def test_a_hub_that_was_away_heard_nobody_and_blames_nobody(tell: Any) -> None:
    async def story(hub: Hub, clock: Clock) -> None:
        await says(hub, "one", "three")
        clock.pass_by(5 * 3600)
        watch = Watch(hub, AFTER)
        assert await watch.look() == []
        clock.pass_by(31 * 60)
        assert await watch.look() == ["milano", "roma"]

    tell(story)


def test_a_store_whose_tablets_never_spoke_or_are_out_of_service_is_not_quiet(tell: Any) -> None:
    async def story(hub: Hub, clock: Clock) -> None:
        watch = Watch(hub, AFTER)
        clock.pass_by(3600)
        assert await watch.look() == []

    tell(story)


def test_old_news_does_not_go(tell: Any) -> None:
    async def story(hub: Hub, clock: Clock) -> None:
        watch = Watch(hub, AFTER)
        await says(hub, "one")
        clock.pass_by(31 * 60)
        await watch.look()
        boxes = Boxes(hub.storage)
        await boxes.look()
        letter = next(one for _, one in boxes.letters())
        assert moments.is_real(letter.about)
        assert await silences.is_news(hub, "milano", letter.about, over=False)
        await says(hub, "one")
        await watch.look()
        assert not await silences.is_news(hub, "milano", letter.about, over=False)

    tell(story)
