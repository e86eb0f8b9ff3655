"""Tries under a name that somebody has, and under one that nobody has, until both are locked."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sync.hub.context import Config, Hub, open_hub
from sync.hub.lockout import LOCKED_AFTER
from sync.hub.problems import HttpProblem
from sync.hub.staff import roster, tries
from sync.hub.staff.records import Record
from sync.hub.staff.roster import NewAssociate
from sync.protocol.staff import Role

HOURS = timedelta(hours=1)


class Clock:
    """A clock that is put forward."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 4, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


async def told(hub: Hub, clock: Clock, record: Record | None, hashed: str) -> list[str]:
    """Try until it is locked, and once in every wait; return what was said."""
    said = []
    for _ in range(LOCKED_AFTER + 1):
        for wait in (timedelta(0), HOURS):
            clock.now += wait
            try:
                await tries.count(hub, record, hashed)
            except HttpProblem as problem:
                said.append(f"{problem.problem.code} {problem.headers}")
            else:
                said.append("looked at")
    return said


def test_known_and_unknown_are_told_the_same_until_both_are_locked(tmp_path: Path) -> None:
    async def both() -> tuple[list[str], list[str], int]:
        clock = Clock()
        hub = await open_hub(Config(tmp_path, "https://hub.example"), clock)
        try:
            new = NewAssociate("milano", "Giulia", Role.ASSOCIATE)
            giulia = await roster.add(hub.storage, new, "271828", hub.now())
            known = await told(hub, clock, giulia, "1" * 32)
            nobody = await told(hub, clock, None, "a" * 32)
            await tries.clear(hub, giulia)
            await tries.count(hub, giulia, "1" * 32)
            return known, nobody, len([one async for one in roster.every(hub.storage)])
        finally:
            await hub.close()

    known, nobody, people = asyncio.run(both())
    assert known == nobody
    assert known[-1].startswith("sign_in_locked")
    assert any("Retry-After" in one for one in known)
    assert people == 1


def test_made_up_names_take_no_more_room_than_there_are_places(tmp_path: Path) -> None:
    async def guess() -> int:
        hub = await open_hub(Config(tmp_path, "https://hub.example"))
        try:
            for number in range(40):
                await tries.count(hub, None, f"beef{number:028x}"[:32] if number < 4 else f"{number:04x}" * 8)
            names = [f"associate:nobody-{digit:x}" for digit in range(16)]
            return sum([len(await hub.storage.changes(name, 0, 100)) for name in names])
        finally:
            await hub.close()

    assert asyncio.run(guess()) == 37
