"""The kiosk is cut off: what was on the list is there again for a while, and nothing stays after that."""

import time
from collections.abc import Callable

from kiosk.demo.hub import HubProcess
from sync.protocol.lists import ShoppingList
from tests.flow.actors import KioskProcess, PlainPhone, TabletProcess, eventually

SOFA = "LRC-MOSS-212"
OFFER = "Go on with this list?"
SHORT_WINDOW = (1, 1)
SHORT_WINDOW_SECONDS = sum(SHORT_WINDOW)

OpenKiosk = Callable[..., KioskProcess]
Lists = Callable[[], list[ShoppingList]]
Traces = Callable[..., set[str]]


def test_a_tap_just_before_a_power_cut_is_there_on_restart_and_reaches_the_hub_once(
    kiosk: KioskProcess, open_kiosk: OpenKiosk, lists_at_hub: Lists
) -> None:
    kiosk.add(SOFA)
    kiosk.kill()
    again = open_kiosk()
    again.see(OFFER)
    again.see("1 piece is on it")
    again.tap("Go on")
    again.see("You added it here")
    again.see("Larch sofa, Moss, 212 cm")
    phone = PlainPhone(again.link())
    eventually("the line behind the link", lambda: phone.shows(1))
    again.tap("One more")
    eventually("the next tap", lambda: phone.shows(2))
    (arrived,) = lists_at_hub()
    assert [entry.delta for entry in arrived.history] == [1, 1]


def test_the_command_delivers_what_a_power_cut_left_unsent(
    hub: HubProcess, kiosk: KioskProcess, lists_at_hub: Lists
) -> None:
    kiosk.scan(SOFA)
    hub.kill()
    kiosk.see("Last news from other stores")
    kiosk.add(SOFA, answer="It reaches your phone later")
    kiosk.kill()
    hub.start()
    assert lists_at_hub() == []
    with TabletProcess(kiosk.data, "kiosk", "shopper", "--data", str(kiosk.data)) as command:
        eventually("the line at the hub", lambda: [each.pieces for each in lists_at_hub()] == [1])
        assert command.stop() == 0
        assert command.trouble == []
    (arrived,) = lists_at_hub()
    assert len(arrived.history) == 1


def test_after_the_idle_window_nothing_is_offered_and_nothing_is_left(
    hub: HubProcess,
    kiosk: KioskProcess,
    open_kiosk: OpenKiosk,
    lists_at_hub: Lists,
    traces: Traces,
) -> None:
    kiosk.add(SOFA)
    kiosk.tap("List, 1 piece")
    link = kiosk.link()
    token = link.rpartition("/")[2]
    phone = PlainPhone(link, "Ermenegilda")
    eventually("the link to open", lambda: phone.shows(1))
    phone.change(verb="RenameList", title="Per Ermenegilda", base="")
    kiosk.see("Per Ermenegilda")
    hub.kill()
    kiosk.tap("One more")
    kiosk.see("List, 2 pieces")
    kiosk.kill()
    killed = time.monotonic()
    assert traces("Ermenegilda", token) == {"Ermenegilda", token}
    eventually("the window to pass", lambda: time.monotonic() - killed > SHORT_WINDOW_SECONDS)
    again = open_kiosk(*SHORT_WINDOW)
    again.see("Begin")
    assert OFFER not in again.reads()
    eventually("the wipe", lambda: not traces("Ermenegilda", token))
    hub.start()
    eventually("the unsent tap", lambda: [each.pieces for each in lists_at_hub()] == [2])
    assert OFFER not in again.reads()
