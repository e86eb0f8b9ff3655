"""A commit that becomes visible later than a younger one: what makes a reader with a cursor lose rows.

The same harness runs against both adapters, which lose nothing, and against a plain sequence, which does: so
it is known to be able to see a loss.
"""

import asyncio
from collections.abc import Awaitable, Callable

import asyncpg

from sync.hub.storage.port import Decision, Storage, Write

WRITERS = 8
EACH = 40
TICK_SECONDS = 0.002

Append = Callable[[int, str], Awaitable[object]]
"""Write one row: the writer's number, and the row's name."""
Read = Callable[[int], Awaitable[list[tuple[int, str]]]]
"""Return the rows above a cursor, as (number, name), in order."""


async def experiment(append: Append, read: Read) -> list[tuple[int, str]]:
    """Let writers write and a reader follow as a tablet does; return the rows that the reader saw."""
    seen: list[tuple[int, str]] = []

    async def catch_up() -> None:
        """The cursor moves to the last number that came."""
        cursor = seen[-1][0] if seen else 0
        seen.extend(await read(cursor))

    async def write(number: int) -> None:
        for i in range(EACH):
            await append(number, f"{number}-{i}")

    writing = asyncio.gather(*(write(number) for number in range(WRITERS)))
    while not writing.done():
        await catch_up()
        await asyncio.wait([writing], timeout=TICK_SECONDS)
    await writing
    await catch_up()
    return seen


def test_rule_04_eight_writers_and_a_reader_every_2_ms_lose_nothing(
    open_storage: Callable[[], Storage],
) -> None:
    async def main() -> None:
        # Two stores, as two processes would have them.
        stores = [open_storage(), open_storage()]

        async def append(number: int, name: str) -> None:
            decision = Decision([Write("note", name, b"{}")])
            await stores[number % 2].commit("list:hot", [], [], lambda _: decision)

        async def read(cursor: int) -> list[tuple[int, str]]:
            return [(one.seq, one.id) for one in await stores[0].changes("list:hot", cursor, 10_000)]

        seen = await experiment(append, read)
        assert [seq for seq, _ in seen] == list(range(1, WRITERS * EACH + 1))
        assert len({name for _, name in seen}) == WRITERS * EACH
        for storage in stores:
            await storage.close()

    asyncio.run(main())


def test_rule_04_the_same_experiment_sees_a_plain_sequence_lose_rows(postgres) -> None:
    url = postgres.new_database()

    async def main() -> int:
        connections = [await asyncpg.connect(url) for _ in range(WRITERS + 1)]
        await connections[-1].execute("CREATE TABLE plain (seq bigserial PRIMARY KEY, name text NOT NULL)")

        async def append(number: int, name: str) -> None:
            async with connections[number].transaction():
                await connections[number].execute("INSERT INTO plain (name) VALUES ($1)", name)

        async def read(cursor: int) -> list[tuple[int, str]]:
            rows = await connections[-1].fetch("SELECT * FROM plain WHERE seq > $1 ORDER BY seq", cursor)
            return [tuple(row) for row in rows]

        lost = 0
        # A run in which every writer was lucky would show nothing: another one follows then.
        for _ in range(20):
            await connections[-1].execute("TRUNCATE plain RESTART IDENTITY")
            lost = WRITERS * EACH - len(await experiment(append, read))
            if lost:
                break
        for connection in connections:
            await connection.close()
        return lost

    assert asyncio.run(main()) > 0
