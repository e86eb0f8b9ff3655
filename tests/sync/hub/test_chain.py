"""What follows from an operation is done once, whatever is cut off in between."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sync.hub import chain
from sync.hub.context import Config, Follow, Hub, open_hub
from sync.hub.operations import Admitted, Happened
from sync.hub.settling import act, do
from sync.hub.storage import documents
from sync.hub.storage.port import Key, StorageError
from sync.protocol import scopes
from sync.protocol.actors import Actor
from sync.protocol.customers import CreateCustomer, Customer, SetSize
from sync.protocol.persons import Person, SetName

CUSTOMER = scopes.customer("anna")
SHOP = Actor("client:shop", "shop", "Online shop")


class World:
    """A hub in which a size that is noted becomes a name: nonsense, and seen at once."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.now = datetime(2026, 5, 4, 12, tzinfo=UTC)
        self.followed: list[Happened] = []
        self.fails = 0

    async def follow(self, hub: Hub, happened: Happened) -> None:
        if self.fails:
            self.fails -= 1
            raise StorageError("the disk is full")
        self.followed.append(happened)
        await act(hub, happened, scopes.person("anna"), "name", SetName("given", happened.verb.value))

    def run(self, work: Callable[[Hub], Coroutine[Any, Any, Any]]) -> Any:
        async def open_and_work() -> Any:
            follows = (Follow(frozenset({"SetSize"}), self.follow),)
            hub = await open_hub(Config(self.data, ""), lambda: self.now, follows)
            try:
                return await work(hub)
            finally:
                await hub.close()

        return asyncio.run(open_and_work())


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


async def note_size(hub: Hub, identifier: str = "size", value: str = "42") -> str:
    await do(hub, CUSTOMER, "create", CreateCustomer(), SHOP, at="2026-05-04T12:00:00Z")
    done = await do(hub, CUSTOMER, identifier, SetSize("shoe", value), SHOP, at="2026-05-04T12:00:00Z")
    return done.status


async def given_name(hub: Hub) -> str:
    person = await documents.load(hub.storage, scopes.person("anna"), Key("person", "anna"), Person)
    return person.names["given"] if person else ""


async def notes(hub: Hub) -> int:
    heads = [
        stored for shard in chain.SHARDS for stored in await hub.storage.changes(scopes.chain(shard), 0, 10)
    ]
    return sum(stored.body is not None for stored in heads)


def test_what_follows_is_done_with_the_operation_and_its_note_goes(world):
    async def work(hub: Hub) -> None:
        assert await note_size(hub) == "applied"
        assert await given_name(hub) == "42"
        assert await notes(hub) == 0

    world.run(work)
    (happened,) = world.followed
    assert happened.before == Customer("anna")
    assert happened.after.sizes == {"shoe": "42"}


def test_nothing_follows_from_what_was_refused_or_changed_nothing_or_came_again(world):
    async def work(hub: Hub) -> None:
        refused = await do(hub, CUSTOMER, "size", SetSize("shoe", "42"), SHOP)
        assert refused.reason == "no_customer"
        await note_size(hub, "one")
        await note_size(hub, "two")  # the same size once more
        await note_size(hub, "one")
        assert await notes(hub) == 0

    world.run(work)
    assert [happened.op.id for happened in world.followed] == ["one"]


def test_what_was_cut_off_is_done_by_the_next_hub(world):
    world.fails = 1

    async def cut_off(hub: Hub) -> None:
        assert await note_size(hub) == "applied"
        assert (await given_name(hub), await notes(hub)) == ("", 1)

    async def go_on(hub: Hub) -> None:
        assert await chain.resume(hub, timedelta(0)) == 1
        assert (await given_name(hub), await notes(hub)) == ("42", 0)
        assert await chain.resume(hub, timedelta(0)) == 0

    world.run(cut_off)
    world.run(go_on)


def test_what_was_cut_off_is_done_when_it_is_sent_again(world):
    world.fails = 1

    async def work(hub: Hub) -> None:
        await note_size(hub, "one")
        assert (await given_name(hub), await notes(hub)) == ("", 1)
        assert await note_size(hub, "one") == "applied"
        assert (await given_name(hub), await notes(hub)) == ("42", 0)

    world.run(work)


def test_notes_that_are_done_with_are_not_looked_through_for_ever(world, monkeypatch):
    monkeypatch.setattr(chain, "PAGE", 3)

    async def work(hub: Hub) -> None:
        for number in range(8):
            await note_size(hub, f"size {number}", str(number))
        await chain.resume(hub)
        left = [len(await hub.storage.changes(scopes.chain(shard), 0, 99)) for shard in chain.SHARDS]
        assert sum(left) == 0

    world.run(work)


def test_what_is_under_way_is_left_to_whoever_does_it(world):
    world.fails = 1

    async def work(hub: Hub) -> None:
        await note_size(hub)
        assert await chain.resume(hub) == 0
        world.now += chain.LEFT_AFTER
        assert await chain.resume(hub) == 1

    world.run(work)


def test_done_twice_it_is_done_once(world):
    async def work(hub: Hub) -> None:
        await note_size(hub)
        (first,) = world.followed
        later = await act(hub, first, scopes.person("anna"), "name", SetName("given", "42"))
        head = await hub.storage.heads([scopes.person("anna")])
        assert (later.status, later.seq) == ("applied", head[scopes.person("anna")].seq)

    world.run(work)


def test_a_note_without_its_operation_goes_when_nobody_can_mean_it_any_more(world):
    async def work(hub: Hub) -> None:
        await do(hub, CUSTOMER, "create", CreateCustomer(), SHOP)
        op = (await _op(hub)).op
        await chain.begin(hub, CUSTOMER, [Admitted(op, "", SHOP)])
        world.now += chain.LEFT_AFTER
        assert (await chain.resume(hub), await notes(hub)) == (0, 1)
        world.now += chain.NEVER_AFTER
        assert (await chain.resume(hub), await notes(hub)) == (1, 0)
        assert await given_name(hub) == ""

    world.run(work)
    assert world.followed == []


async def _op(hub: Hub) -> Happened:
    """An operation as one that happened would carry it, but never settled."""
    caught: list[Happened] = []

    async def catch(_: Hub, happened: Happened) -> None:
        caught.append(happened)

    other = await open_hub(
        Config(hub.config.data / "other", ""), hub.clock, (Follow(frozenset({"SetSize"}), catch),)
    )
    try:
        await note_size(other, "never")
    finally:
        await other.close()
    return caught[0]
