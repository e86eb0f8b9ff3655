import asyncio
from collections.abc import Awaitable, Callable

from sync.hub.subscription import Subscription
from sync.protocol.envelope import Hint

LONG = 60.0
SHORT = 0.01
"""A wait that is meant to run out."""

NEWS = Hint("list:a", 1)


def run(work: Callable[[Subscription], Awaitable[None]]) -> None:
    async def main() -> None:
        async with asyncio.timeout(10):
            await work(Subscription())

    asyncio.run(main())


async def begin_wait(mine: Subscription, seconds: float) -> asyncio.Task[list[Hint]]:
    """Return a wait that is under way."""
    waiting = asyncio.ensure_future(mine.wait(seconds))
    await asyncio.sleep(0)
    return waiting


def test_news_end_a_wait() -> None:
    async def work(mine: Subscription) -> None:
        waiting = await begin_wait(mine, LONG)
        mine.offer(NEWS)
        assert await waiting == [NEWS]

    run(work)


def test_a_wait_without_news_ends_in_time_again_and_again() -> None:
    async def work(mine: Subscription) -> None:
        assert await mine.wait(SHORT) == []
        assert await mine.wait(SHORT) == []

    run(work)


def test_a_short_wait_is_short_though_a_long_one_came_before() -> None:
    async def work(mine: Subscription) -> None:
        waiting = await begin_wait(mine, LONG)
        mine.offer(NEWS)
        await waiting
        assert await mine.wait(SHORT) == []

    run(work)


def test_a_wait_is_as_long_as_asked_though_the_timer_of_an_earlier_one_rings() -> None:
    async def work(mine: Subscription) -> None:
        loop = asyncio.get_running_loop()
        waiting = await begin_wait(mine, SHORT)
        mine.offer(NEWS)
        await waiting
        begun = loop.time()
        assert await mine.wait(4 * SHORT) == []
        assert loop.time() - begun >= 4 * SHORT

    run(work)


def test_closing_ends_a_wait() -> None:
    async def work(mine: Subscription) -> None:
        waiting = await begin_wait(mine, LONG)
        mine.close()
        assert await waiting == []
        assert await mine.wait(LONG) == []

    run(work)


def test_news_that_come_with_the_end_of_a_wait_are_not_lost() -> None:
    async def work(mine: Subscription) -> None:
        waiting = await begin_wait(mine, LONG)
        mine.offer(NEWS)
        mine.close()
        assert await waiting == [NEWS]

    run(work)
