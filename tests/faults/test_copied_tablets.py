"""Tablets whose data folder was copied or put back, speaking over real HTTP (rule 3), and staff's word."""

import shutil
from pathlib import Path

import pytest

from sync.client import identity as identities
from sync.client.enrolment import enrol
from sync.client.errors import Offline, Refused
from sync.hub.__main__ import main as vetrina_hub
from sync.protocol.scopes import shopping_list
from tests.faults.conftest import Hub, Line, Online


@pytest.fixture
def enrolled(hub: Hub, tablet_data: Path) -> Path:
    """The folder of a tablet that the hub knows."""
    enrol(tablet_data, hub.url, hub.enrol_code(), "Kiosk 1")
    return tablet_data


def copy(folder: Path, name: str = "copy") -> Path:
    return shutil.copytree(folder, folder.with_name(name))


def staff_say(hub: Hub, word: str, device: str) -> None:
    """What a person types beside the hub that serves."""
    assert vetrina_hub(["device", word, device, "--data", str(hub.data)]) == 0


def test_a_tablet_that_is_started_again_and_again_is_the_same(hub, enrolled, start):
    known = identities.load(enrolled).incarnation
    for start_number in range(40):
        tablet = start(enrolled)
        # Most starts find no hub: the run is drawn, written down, and never told.
        tablet.life.begin()
        if start_number % 20 == 19:
            assert tablet.speak() == "active"
        tablet.stop()
    assert identities.load(enrolled).incarnation == known


def test_rule_03_a_folder_copied_while_off_is_noticed_when_both_have_spoken(hub, enrolled, start):
    original = start(enrolled)
    original.speak()
    original.stop()
    other = start(copy(enrolled))
    original = start(enrolled)
    assert original.speak() == "active"
    before = original.life.identity.incarnation

    made_before = other.add()
    assert other.speak() == "unconfirmed", "the later of the two"
    assert hub.list(made_before).lines, "what waited is delivered"
    assert other.life.identity.incarnation != before
    assert original.speak() == "active"
    assert original.life.identity.incarnation == before


def test_rule_03_a_folder_copied_while_running_is_noticed_at_the_next_word(hub, enrolled, start):
    original = start(enrolled)
    scope = shopping_list(original.add())
    original.speak()
    other = start(copy(enrolled))
    assert other.speak() == "active", "nobody can tell them apart before both have spoken"
    # The first one's token has a quarter of an hour left, and is worth nothing any more.
    assert original.speak() == "unconfirmed"
    answer = original.read(scope, "catalogue", "stock:milano")
    assert (answer.heads, answer.changes, answer.closed) == ({}, [], []), "and reads nothing"


def test_rule_03_an_old_state_of_a_folder_is_noticed(hub, enrolled, start):
    start(enrolled).stop()
    backup = copy(enrolled, "backup")
    for _ in range(2):
        tablet = start(enrolled)
        tablet.add()
        assert tablet.speak() == "active"
        tablet.stop()
    shutil.rmtree(enrolled)
    shutil.copytree(backup, enrolled)
    assert start(enrolled).speak() == "unconfirmed"


def test_rule_03_the_next_order_is_never_taken_for_a_duplicate(hub, enrolled, start):
    """Original and copy count on from the same number, on the same list: what both add must arrive."""
    original = start(enrolled)
    shared = original.add()
    original.speak()
    original.stop()
    other, original = start(copy(enrolled)), start(enrolled)
    original.add_to(shared, "lamp-blue")
    other.add_to(shared, "lamp-green")
    orders = [[waiting.op.order for waiting in tablet.replica.pending(10)] for tablet in (original, other)]
    assert orders[0] == orders[1], "the trap is set"
    original.speak()
    other.speak()
    assert sorted(line.variant for line in hub.list(shared).lines) == ["lamp-blue", "lamp-green", "lamp-red"]


def test_rule_03_two_programs_on_one_folder_are_no_copies(hub, enrolled, start):
    """As when a service manager starts a kiosk anew while the old one still ends: the old one is silent."""
    first = start(enrolled)
    first.speak()
    second = start(enrolled)
    assert second.speak() == "active"
    with pytest.raises(Offline, match="another program"):
        first.speak()
    assert len(hub.device(first.life.identity.device).lives) == 1
    assert start(enrolled).speak() == "active"


def test_rule_03_a_copy_delivers_what_waits_and_no_more_until_staff_confirm_it(hub, enrolled, start):
    start(enrolled).stop()
    other, original = start(copy(enrolled)), start(enrolled)
    original.speak()
    assert other.speak() == "unconfirmed"
    made_since = other.add()
    scope = shopping_list(made_since)
    other.speak()
    assert hub.list(made_since) is None
    assert other.replica.pending_count() == 2, "it is kept, not refused"
    with pytest.raises(Refused, match="device_unconfirmed"):
        other.ask(lambda link: link.manifest())
    with pytest.raises(Refused, match="device_unconfirmed"):
        other.ask(lambda link: anext(link.hints([scope])))
    with pytest.raises(Refused, match="device_unconfirmed"):
        other.ask(lambda link: link.media("ab" * 32, "400"))

    staff_say(hub, "confirm", other.life.identity.device)
    other = start(other.stop().data)
    assert other.speak() == "active"
    assert hub.list(made_since).lines, "and what waited for staff has arrived"
    assert other.read(scope).heads.keys() == {scope}
    assert original.speak() == "active"


def test_rule_03_a_running_copy_hears_by_itself_what_staff_say(hub, enrolled, start):
    """The whole program: it takes over its new name, waits with what it makes, and goes on when confirmed."""
    start(enrolled).stop()
    folder = copy(enrolled)
    start(enrolled).speak()
    copied = start(folder)
    made = copied.add()
    other = Online(folder, copied.replica, tick=0.2)
    other.engine.start()
    try:
        other.wait(online=True, standing="unconfirmed", pending=0)
        assert hub.list(made).lines, "made under the old name, when nobody knew"
        later = copied.add()
        other.wait(pending=2)
        staff_say(hub, "confirm", copied.life.identity.device)
        other.wait(online=True, standing="active", pending=0)
        assert hub.list(later).lines
        staff_say(hub, "lost", copied.life.identity.device)
        other.wait(online=False, standing="lost")
        assert copied.replica.visits() == []
    finally:
        other.engine.stop()
    assert identities.load(folder).standing == "lost", "it says so also after a restart"


def test_a_tablet_that_was_found_again_hears_at_once_that_it_is_in_service(hub, enrolled, start):
    """The token from before it was lost is good again, and says nothing of how the tablet stands."""
    found = start(enrolled)
    running = Online(enrolled, found.replica, tick=0.2)
    running.engine.start()
    try:
        running.wait(online=True, standing="active")
        staff_say(hub, "lost", found.life.identity.device)
        running.wait(online=False, standing="lost")
        staff_say(hub, "reinstate", found.life.identity.device)
        running.wait(online=True, standing="active")
    finally:
        running.engine.stop()


def test_rule_03_a_copy_that_is_enrolled_anew_reads_again(hub, enrolled, start):
    start(enrolled).stop()
    folder = copy(enrolled)
    other, original = start(folder), start(enrolled)
    original.speak()
    waiting = other.add()
    other.stop()
    enrol(folder, hub.url, hub.enrol_code(), "Kiosk 2")
    other = start(folder)
    assert other.speak() == "active"
    assert hub.list(waiting).lines, "what it held goes on under its new name"
    scope = shopping_list(other.add())
    other.speak()
    assert other.read(scope).heads.keys() == {scope}


def test_rule_03_a_lost_answer_with_the_new_name_is_given_again(hub, enrolled, start, line: Line):
    start(enrolled).speak()
    folder = copy(enrolled)
    start(enrolled).speak()
    identity = identities.load(folder)
    identities.move(folder, identity, line.url)
    other = start(folder)
    line.cutting = True
    with pytest.raises(Offline):
        other.speak()
    line.lost.wait(20)
    line.cutting = False
    other.stop()
    # It even crashed: the next start tells the run that the answer was for, too.
    other = start(folder)
    assert other.speak() == "unconfirmed"
    device = hub.device(identity.device)
    assert len(device.lives) == 2, "one name for the copy, not one for each time it asked"
    assert other.life.identity.incarnation in device.lives
