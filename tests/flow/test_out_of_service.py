"""A tablet that is retired, taken back, and reported lost, while it stands in the shop."""

from collections.abc import Callable
from pathlib import Path

from kiosk.demo.hub import HubProcess
from sync.client.identity import load
from sync.hub.__main__ import main as hub_main
from sync.protocol.lists import ShoppingList
from tests.flow.actors import KioskProcess, eventually

SOFA = "LRC-MOSS-212"
SOON = 60.0
"""Seconds: the hub's word is heard with the next call, a tick at most."""


def say(hub: HubProcess, word: str, tablet: Path) -> None:
    """Say something of a tablet at the hub, as staff do."""
    identity = load(tablet)
    assert identity
    assert hub_main(["device", word, identity.device, "--data", str(hub.data)]) == 0


def test_rule_12_a_retired_and_a_lost_tablet_say_so_and_do_as_they_are_told(
    hub: HubProcess,
    tablet: Path,
    kiosk: KioskProcess,
    lists_at_hub: Callable[[], list[ShoppingList]],
) -> None:
    say(hub, "retire", tablet)
    kiosk.see("For staff: this tablet is out of service", SOON)
    kiosk.add(SOFA)
    eventually("the retired tablet to bring what it holds", lambda: any(one.pieces for one in lists_at_hub()))
    kiosk.tap("Finish")
    kiosk.tap("Finish without it")
    kiosk.tap("Next shopper")
    say(hub, "reinstate", tablet)
    kiosk.miss("For staff: this tablet is out of service", SOON)
    before = {one.id for one in lists_at_hub()}
    kiosk.add(SOFA)
    eventually("the next list to arrive", lambda: {one.id for one in lists_at_hub()} - before)
    say(hub, "lost", tablet)
    kiosk.see("For staff: this tablet was reported lost", SOON)
    assert "1 piece" not in kiosk.reads(), "the visit has left the screen"
    kiosk.scan(SOFA)
    kiosk.see("Larch")
