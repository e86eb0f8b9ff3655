"""A desk that the last one has left: nothing of a customer or of a session on its disk or in its memory."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sync.protocol.customers import Customer
from sync.protocol.persons import Person
from sync.protocol.staff import Opening
from tests.flow.memory import OVERWRITE_FREED, held
from tests.kiosk.core.staff import test_with_the_hub as shop

EMAIL = "ermenegilda.quaranta@example.com"
STYLE = "prefers walnut to oak"
NAME, PIN = "Ottavia", "902715"


class Desk:
    """A desk's program in a process of its own."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.desk_at_work", str(data), "anna"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **OVERWRITE_FREED},
        )

    def do(self, line: str) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "done\n"

    def on_disk(self, *texts: str) -> set[str]:
        content = b"".join(path.read_bytes() for path in self.data.rglob("*") if path.is_file())
        return {text for text in texts if text.encode() in content}

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[shop.Hub]:
    hub = shop.Hub(tmp_path / "hub")
    hub.put("person:anna", "person", "anna", Person("anna", {"given": "Anna"}, {"email": EMAIL}))
    hub.put("customer:anna", "customer", "anna", Customer("anna", preferences={"wood": STYLE}))
    hub.put("staff:milano", "opening", "anna", Opening("anna", "2999-01-01T00:00:00.000Z"))
    yield hub
    assert hub.running.stop() == 0


@pytest.fixture
def desk(hub: shop.Hub, tmp_path: Path) -> Iterator[Desk]:
    def take_on(storage: Any) -> Any:
        new = shop.NewAssociate("milano", NAME, shop.Role.ASSOCIATE)
        return shop.roster.add(storage, new, PIN, shop.stamp())

    async def new_code(storage: Any) -> str:
        code, _ = await shop.hand_out(storage, "milano", "Desk 1", shop.datetime.now(shop.UTC))
        return code

    hub.beside(take_on)
    shop.enrol(tmp_path / "desk", hub.running.url, hub.beside(new_code))
    desk = Desk(tmp_path / "desk")
    yield desk
    desk.close()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into a process as Linux shows it")
def test_the_last_one_to_leave_leaves_nothing_on_disk_or_in_memory(desk: Desk) -> None:
    desk.do(f"in {NAME} {PIN}")
    secrets = (EMAIL, STYLE)
    assert desk.on_disk(*secrets) == set(secrets)
    assert desk.on_disk(PIN) == set()
    desk.do("out")
    assert desk.on_disk(*secrets, NAME, PIN) == set()
    assert held(desk.process.pid, *secrets, PIN) == set()


def test_a_kill_in_the_middle_of_a_shift_leaves_a_desk_that_a_pin_opens(desk: Desk, hub: shop.Hub) -> None:
    desk.do(f"in {NAME} {PIN}")
    desk.close()
    hub.running.stop()
    again = Desk(desk.data)
    try:
        # The hub is away: what was there is there again, for who has the PIN.
        again.do(f"in {NAME} {PIN}")
        assert again.on_disk(EMAIL) == {EMAIL}
        again.do("out")
        assert again.on_disk(EMAIL, STYLE, NAME) == set()
    finally:
        again.close()
        hub.running = shop.start_hub(hub.running.data)
