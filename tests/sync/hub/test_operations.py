"""Deciding once: whatever comes twice, at once, or while the store is in trouble."""

import asyncio
import sqlite3
from pathlib import Path

import msgspec

from sync.hub.context import Hub
from sync.hub.storage.port import Key
from sync.protocol.lists import ShoppingList
from tests.sync.hub.inside import LIST, SCOPE, on_hub, op, send

CREATE = {"verb": "CreateList", "title": "Kitchen"}
ADD = {"verb": "AddLine", "product": "lamp", "variant": "lamp-red"}


async def pieces(hub: Hub) -> int:
    found = await hub.storage.load(SCOPE, Key("list", LIST))
    assert found is not None
    assert found.body is not None
    return msgspec.json.decode(found.body, type=ShoppingList).pieces


def test_rule_02_at_once_from_everywhere_it_is_done_once(tmp_path: Path) -> None:
    """A tablet that lost patience sends again while its first request is still being worked on."""
    create, add = op(CREATE), op(ADD)

    async def all_at_once(hub: Hub) -> int:
        answers = await asyncio.gather(*(send(hub, create, add, sealed=bool(n % 2)) for n in range(12)))
        assert all(answer == answers[0] for answer in answers)
        assert [result.status for result in answers[0]] == ["applied", "applied"]
        return await pieces(hub)

    assert on_hub(tmp_path, all_at_once) == 1


def test_rule_02_with_other_content_it_is_a_conflict_in_the_same_breath_too(tmp_path: Path) -> None:
    create, add = op(CREATE), op(ADD)
    other = msgspec.structs.replace(add, args={**ADD, "quantity": 5})

    async def both(hub: Hub) -> int:
        results = await send(hub, create, add, other)
        assert [result.status for result in results] == ["applied", "applied", "conflict"]
        [again] = await send(hub, other)
        assert (again.status, again.reason) == ("conflict", "other_content")
        return await pieces(hub)

    assert on_hub(tmp_path, both) == 1


def test_rule_01_results_are_stored_with_the_effect(tmp_path: Path) -> None:
    """When the result cannot be stored there is no effect either, and the other way round."""
    create, add = op(CREATE), op(ADD)

    async def sabotage(hub: Hub) -> None:
        await send(hub, create)
        for table, event in (("op_result", "INSERT"), ("document", "UPDATE")):
            beside = sqlite3.connect(tmp_path / "hub.db")
            beside.execute(
                f"CREATE TRIGGER no BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END"
            )
            [answer] = await send(hub, add)
            assert answer.status == "retry"
            assert await pieces(hub) == 0
            assert beside.execute("SELECT op FROM op_result WHERE scope = ?", (SCOPE,)).fetchall() == [
                (create.id,)
            ]
            beside.execute("DROP TRIGGER no")
            beside.close()
        [answer] = await send(hub, add)
        assert answer.status == "applied"
        assert await pieces(hub) == 1

    on_hub(tmp_path, sabotage)


def test_rule_01_a_full_disk_takes_nothing_by_halves_and_goes_on(tmp_path: Path) -> None:
    """The hub has no room: nothing is acknowledged, nothing half-written; with room again all of it goes."""
    create = op(CREATE)
    adds = [op({**ADD, "variant": f"v{number}" + "x" * 90}) for number in range(100)]

    async def fill_up(hub: Hub) -> int:
        await send(hub, create)
        with sqlite3.connect(tmp_path / "hub.db") as beside:
            (pages,) = beside.execute("PRAGMA page_count").fetchone()
        writing = hub.storage._writer._connection  # type: ignore[attr-defined]
        writing.execute(f"PRAGMA max_page_count = {pages + 2}")
        answers = [(await send(hub, add))[0] for add in adds]
        late = [add for add, answer in zip(adds, answers, strict=True) if answer.status != "applied"]
        assert 0 < len(late) < len(adds)
        assert {answer.reason for answer in answers if answer.status != "applied"} == {"store_unavailable"}
        assert await pieces(hub) == len(adds) - len(late)
        writing.execute("PRAGMA max_page_count = 100000")
        results = await send(hub, *late)
        assert {result.status for result in results} == {"applied"}
        return await pieces(hub)

    assert on_hub(tmp_path, fill_up) == len(adds)
