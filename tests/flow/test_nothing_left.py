"""The shopper has gone: nothing of the visit can be found on the tablet, and nothing of it is lost."""

import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from kiosk.demo.hub import HubProcess
from sync.protocol.lists import ShoppingList
from tests.flow.actors import KioskProcess, PlainPhone, eventually
from tests.flow.memory import OVERWRITE_FREED, held

SOFA = "LRC-MOSS-212"
NAME = "Ermenegilda Quaranta"
TITLE = "Casa nuova di via Zuccoli"
NOTE = "sotto la finestra di zia Ottavia"
SHORT = (6, 3)
"""Long enough for each next act on a busy machine, short enough to wait for."""

Traces = Callable[..., set[str]]
Lists = Callable[[], list[ShoppingList]]
OpenKiosk = Callable[..., KioskProcess]


class Planted(NamedTuple):
    """What must not be found afterwards, and the phone that can still see the list."""

    secrets: list[str]
    phone: PlainPhone


def plant(kiosk: KioskProcess) -> Planted:
    """Make a list with a person's name, a title and a note on the tablet."""
    kiosk.add(SOFA)
    kiosk.tap("List, 1 piece")
    link = kiosk.link()
    phone = PlainPhone(link, NAME)
    eventually("the link to open", lambda: phone.shows(1))
    line = phone.list()["lines"][0]["id"]
    phone.change(verb="RenameList", title=TITLE, base="")
    phone.change(verb="SetNote", line=line, note=NOTE, base="")
    kiosk.see(TITLE)
    kiosk.see(NOTE)
    kiosk.see(NAME)
    return Planted([NAME, TITLE, NOTE, link.rpartition("/")[2]], phone)


def finish(kiosk: KioskProcess) -> None:
    kiosk.tap("Finish")
    kiosk.see("What was cleared here")


def stand_idle(kiosk: KioskProcess) -> None:
    kiosk.see("Still here?")
    kiosk.see("Begin")


class Way(NamedTuple):
    """A way in which a visit ends, and the kiosk's patience for it."""

    leave: Callable[[KioskProcess], None]
    idle: tuple[int, ...] = ()


@pytest.mark.parametrize("way", [Way(finish), Way(stand_idle, SHORT)], ids=["finished", "idle"])
def test_a_visit_with_unsent_work_leaves_nothing_on_the_disk_and_loses_nothing(
    hub: HubProcess, open_kiosk: OpenKiosk, traces: Traces, lists_at_hub: Lists, way: Way
) -> None:
    kiosk = open_kiosk(*way.idle)
    planted = plant(kiosk)
    assert traces(*planted.secrets) == set(planted.secrets)
    hub.kill()
    kiosk.tap("One more")
    kiosk.see("List, 2 pieces")
    way.leave(kiosk)
    assert traces(*planted.secrets) == set()
    assert not any(secret in text for secret in planted.secrets for text in kiosk.reads())
    hub.start()
    eventually("the unsent tap", lambda: planted.phone.shows(2))
    (arrived,) = lists_at_hub()
    assert [entry.delta for entry in arrived.history if entry.delta] == [1, 1]
    assert traces(*planted.secrets) == set()
    kiosk.close()
    assert traces(*planted.secrets) == set()
    assert not any(secret in kiosk.said for secret in planted.secrets)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a process's memory is read from /proc")
def test_nothing_of_a_finished_visit_is_held_in_memory(open_kiosk: OpenKiosk, lists_at_hub: Lists) -> None:
    kiosk = open_kiosk(environment=OVERWRITE_FREED)
    planted = plant(kiosk)
    (made,) = lists_at_hub()
    # As the list stands in the address under which its changes are listened for.
    planted.secrets.append(f"list%3A{made.id}")
    assert held(kiosk.process.pid, *planted.secrets) == set(planted.secrets)
    finish(kiosk)
    eventually("the words to go", lambda: not held(kiosk.process.pid, *planted.secrets))
    kiosk.tap("Next shopper")
    kiosk.add(SOFA)
    kiosk.tap("List, 1 piece")
    kiosk.see("You added it here")
    assert held(kiosk.process.pid, *planted.secrets) == set()
