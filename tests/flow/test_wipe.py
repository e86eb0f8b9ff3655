"""However a visit ends, nothing of it can be read at the tablet: not on the disk, not in what it shows."""

from collections.abc import Callable

import pytest

from sync.protocol.lists import ShoppingList
from tests.flow import leaving
from tests.flow.actors import KioskProcess, eventually
from tests.flow.leaving import SHORT, Place, Way
from tests.flow.planting import EMAIL, TITLE, plant

SOFA = "LRC-MOSS-212"

OpenKiosk = Callable[..., KioskProcess]


WAYS = {
    "finished": Way(leaving.finish),
    "put aside": Way(leaving.put_aside, (6, 30)),
    "idle": Way(leaving.stand_idle, SHORT),
    "rebooted": Way(leaving.reboot),
    "crashed": Way(leaving.crash, SHORT),
    "declined": Way(leaving.decline),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=[name.replace(" ", "-") for name in WAYS])
def test_nothing_can_be_read_afterwards(
    open_kiosk: OpenKiosk, place: Place, lists_at_hub: Callable[[], list[ShoppingList]], way: Way
) -> None:
    def start() -> KioskProcess:
        return open_kiosk(*way.idle, environment=place.environment)

    kiosk = start()
    secrets = plant(kiosk)
    kiosk.holds(EMAIL)
    assert place.holds(*secrets) == set(secrets)
    assert all(any(secret in words for words in kiosk.everything()) for secret in secrets[:4])

    kiosk = way.leave(kiosk, start)

    kiosk.see("Begin")
    eventually("the wipe", lambda: not place.holds(*secrets))
    assert kiosk.holds() == ""
    assert not any(secret in words for secret in secrets for words in kiosk.everything())
    assert not any(secret in kiosk.said for secret in secrets)
    # The shopper lost nothing: it is at the hub, and opens by the link.
    assert [document.title for document in lists_at_hub()] == [TITLE]


def test_the_second_of_two_finds_no_trace_of_the_first(
    open_kiosk: OpenKiosk, lists_at_hub: Callable[[], list[ShoppingList]]
) -> None:
    kiosk = open_kiosk()
    kiosk.add(SOFA)
    kiosk.tap("Home")
    kiosk.tap("Search")
    kiosk.tap("Finish")
    kiosk.tap("Finish without it")
    kiosk.see("What was cleared here")
    kiosk.tap("Next shopper")
    (first,) = lists_at_hub()
    kiosk.tap("Begin")
    words = kiosk.everything()
    assert not any(first.id in text or first.owner in text for text in words)
    assert "Continue where you left off" not in kiosk.reads()
    kiosk.add(SOFA)
    kiosk.tap("List, 1 piece")
    assert "List, 2 pieces" not in kiosk.reads()
    kiosk.tap("Finish")
    eventually("two lists", lambda: len({document.owner for document in lists_at_hub()}) == 2)
