"""The hub is cut off in the middle of a visit: the shopper goes on, and all arrives once when it is back."""

from collections.abc import Callable

from kiosk.demo.hub import HubProcess
from sync.protocol.lists import ShoppingList
from tests.flow.actors import KioskProcess, PlainPhone, eventually

SOFA, ARMCHAIR, LAMP = "LRC-MOSS-212", "LRC-INK-212", "STE-BRASS"


def test_a_list_is_built_while_the_hub_is_dead_and_every_line_arrives_once(
    hub: HubProcess, kiosk: KioskProcess, lists_at_hub: Callable[[], list[ShoppingList]]
) -> None:
    kiosk.add(SOFA)
    kiosk.tap("List, 1 piece")
    phone = PlainPhone(kiosk.link())
    eventually("the link to open", lambda: phone.shows(1))
    hub.kill()
    kiosk.see("Last news from other stores")
    kiosk.add(ARMCHAIR, answer="It reaches your phone later")
    kiosk.add(SOFA, answer="It reaches your phone later")
    kiosk.add(LAMP, answer="It reaches your phone later")
    kiosk.tap("List, 4 pieces")
    kiosk.see("It reaches your phone as soon as we are connected again.")
    hub.start()
    kiosk.miss("Last news from other stores")
    eventually("everything to arrive", lambda: phone.shows(4))
    lines = {(line["name"], *line["options"]): line["quantity"] for line in phone.list()["lines"]}
    assert sorted(lines.values()) == [1, 1, 2]
    assert lines["Larch sofa", "Moss", "212 cm"] == 2
    (arrived,) = lists_at_hub()
    assert [entry.delta for entry in arrived.history] == [1, 1, 1, 1]


def test_a_hub_killed_again_and_again_gets_every_tap_once(
    hub: HubProcess, kiosk: KioskProcess, lists_at_hub: Callable[[], list[ShoppingList]]
) -> None:
    kiosk.add(SOFA)
    kiosk.tap("List, 1 piece")
    for _ in range(3):
        # No wait in between: the answer to the tap may be on its way when the hub dies.
        kiosk.tap("One more")
        hub.kill()
        kiosk.tap("One more")
        hub.start()
    kiosk.see("List, 7 pieces")
    eventually("all seven", lambda: [each.pieces for each in lists_at_hub()] == [7])
    kiosk.tap("One more")
    eventually("the last one", lambda: [each.pieces for each in lists_at_hub()] == [8])
    (arrived,) = lists_at_hub()
    assert [entry.delta for entry in arrived.history] == [1] * 8
