import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import ExitStack

import pytest

from sync.hub import bus
from sync.hub.bus import DEVICE_SHARE, MAX_PER_LINK, Bus, BusFullError
from sync.hub.storage.port import Head, StorageError
from sync.protocol.envelope import Hint

SOON = 0.0
"""What was published is there at once: nothing has to be waited for."""


def run(work: Callable[[Bus], Awaitable[None]]) -> None:
    async def main() -> None:
        await work(Bus(limit=2))

    asyncio.run(main())


def test_a_listener_gets_the_newest_of_each_scope_and_nothing_else() -> None:
    async def work(bus: Bus) -> None:
        with bus.subscribe(["list:a", "list:b"]) as mine:
            for hint in (Hint("list:a", 1), Hint("list:a", 2), Hint("list:b", 1), Hint("list:c", 9)):
                bus.publish(hint)
            assert await mine.wait(60) == [Hint("list:a", 2), Hint("list:b", 1)]
            assert await mine.wait(SOON) == []

    run(work)


def test_the_same_change_is_told_once() -> None:
    async def work(bus: Bus) -> None:
        with bus.subscribe(["list:a"]) as mine:
            bus.publish(Hint("list:a", 2))
            assert await mine.wait(60) == [Hint("list:a", 2)]
            bus.publish(Hint("list:a", 2))
            bus.publish(Hint("list:a", 1))
            assert await mine.wait(SOON) == []

    run(work)


def test_nothing_is_kept_of_listeners_that_left() -> None:
    async def work(bus: Bus) -> None:
        with bus.subscribe(["list:a"]), bus.subscribe(["list:a"]):
            assert bus.watched() == ["list:a"]
            with pytest.raises(BusFullError), bus.subscribe(["list:b"]):
                pass
        assert bus.watched() == []
        with bus.subscribe(["list:b"]):
            assert bus.watched() == ["list:b"]

    run(work)


def test_one_link_holds_only_so_many_and_leaves_room_for_devices() -> None:
    limit = 2 * MAX_PER_LINK

    async def work() -> None:
        bus = Bus(limit)
        with ExitStack() as listeners:
            for _ in range(MAX_PER_LINK):
                listeners.enter_context(bus.subscribe(["list:a"], link="a"))
            with pytest.raises(BusFullError), bus.subscribe(["list:a"], link="a"):
                pass
            reserved = round(limit * DEVICE_SHARE)
            for number in range(limit - MAX_PER_LINK - reserved):
                listeners.enter_context(bus.subscribe(["list:b"], link=f"b{number}"))
            with pytest.raises(BusFullError), bus.subscribe(["list:c"], link="c"):
                pass
            for _ in range(reserved):
                listeners.enter_context(bus.subscribe(["list:a"]))
            with pytest.raises(BusFullError), bus.subscribe(["list:a"]):
                pass
        with bus.subscribe(["list:a"], link="a"):
            assert bus.watched() == ["list:a"]

    asyncio.run(work())


def test_closing_ends_who_listens_and_who_comes_later() -> None:
    async def work(bus: Bus) -> None:
        with bus.subscribe(["list:a"]) as mine:
            bus.close()
            assert await mine.wait(60) == []
            assert mine.closed
        with bus.subscribe(["list:a"]) as late:
            assert late.closed

    run(work)


def test_a_store_that_is_away_when_following_begins_is_followed_when_it_is_back() -> None:
    class Away:
        """A store that is out of reach once."""

        asked = 0

        async def version(self) -> int:
            self.asked += 1
            if self.asked == 1:
                raise StorageError("away")
            return self.asked

        async def news(self, _: float) -> dict[str, int]:
            await asyncio.sleep(0)
            return {}

        async def heads(self, names: Sequence[str]) -> dict[str, Head]:
            return dict.fromkeys(names, Head(7))

    async def work(listening: Bus) -> None:
        with listening.subscribe(["list:a"]) as mine:
            following = asyncio.create_task(bus.follow(Away(), listening))  # type: ignore[arg-type]
            assert await mine.wait(60) == [Hint("list:a", 7)]
            following.cancel()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bus, "POLL_SECONDS", 0.0)
        patch.setattr(bus, "AWAY_SECONDS", 0.0)
        run(work)
