"""The hub dies, or its answers do: the shopper goes on, and everything arrives exactly once."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.core.lists import ListKeeper
from kiosk.core.session import ShopperSession
from sync.client.enrolment import enrol
from sync.client.errors import Offline, Refused
from sync.client.identity import NAME, load, save
from sync.client.replica import Replica
from sync.protocol import parking, scopes

KILLED_TABLET = Path(__file__).parent / "killed_tablet.py"


@pytest.fixture
def keeper(replica: Replica) -> ListKeeper:
    return ListKeeper(replica, ShopperSession(replica))


def test_a_list_goes_on_while_the_hub_is_killed(hub: Any, replica: Any, keeper: Any, go_online: Any) -> None:
    online = go_online(replica)
    keeper.add("sofa", "sofa-moss", {})
    online.wait(online=True, pending=0)
    hub.kill()
    online.wait(online=False)
    for _ in range(3):
        keeper.add("sofa", "sofa-moss", {})
    keeper.add("lamp", "lamp", {}, 2)
    assert keeper.current().pieces == 6
    hub.start()
    online.wait(online=True, pending=0)
    arrived = hub.list(keeper.current().id)
    assert arrived == keeper.current()
    assert [line.quantity for line in arrived.lines] == [4, 2]
    assert len(arrived.history) == 5


def test_rule_02_answers_that_are_lost_apply_nothing_twice(
    hub: Any, line: Any, identity: Any, tablet_data: Path, go_online: Any
) -> None:
    save(tablet_data, msgspec.structs.replace(identity, hub=line.url))
    replica = Replica(tablet_data, load(tablet_data))
    keeper = ListKeeper(replica, ShopperSession(replica))
    online = go_online(replica)
    document = keeper.add("sofa", "sofa-moss", {}).document
    online.wait(online=True, pending=0)
    line.cutting = True
    keeper.add("sofa", "sofa-moss", {}, 2)
    assert line.lost.wait(20)
    online.wait(online=False, pending=1)
    line.cutting = False
    online.wait(online=True, pending=0)
    assert hub.list(document.id).pieces == 3
    assert keeper.current() == hub.list(document.id)
    online.engine.stop()
    replica.close()


def test_rule_01_a_tablet_killed_right_after_a_tap_has_the_line_and_sends_it_once(
    hub: Any, identity: Any, tablet_data: Path, go_online: Any
) -> None:
    tablet = subprocess.Popen(
        [sys.executable, str(KILLED_TABLET), str(tablet_data)], stdout=subprocess.PIPE, text=True
    )
    assert tablet.stdout is not None
    with tablet.stdout as said:
        assert said.readline() == "committed\n"
    tablet.kill()
    tablet.wait(20)
    replica = Replica(tablet_data, identity)
    session = ShopperSession(replica)
    assert session.recover().pieces == 2
    keeper = ListKeeper(replica, session)
    document = keeper.current()
    assert [(line.variant, line.quantity) for line in document.lines] == [("sofa-moss", 2)]
    online = go_online(replica)
    online.wait(online=True, pending=0)
    assert hub.list(document.id).pieces == 2
    assert len(hub.list(document.id).history) == 1
    online.engine.stop()
    replica.close()


def test_a_wipe_offline_leaves_nothing_and_loses_nothing(
    hub: Any, replica: Any, keeper: Any, go_online: Any, traces: Any
) -> None:
    session = keeper.session
    online = go_online(replica)
    line = keeper.add("sofa", "sofa-moss", {}).document.lines[0]
    online.wait(online=True, pending=0)
    hub.kill()
    online.wait(online=False)
    keeper.rename("Giulia Esposito, nuova casa")
    keeper.set_note(line, "per Giulia Esposito")
    document, visit, link = keeper.current(), session.current, keeper.share()
    planted = ["Giulia Esposito", visit.secret, link.rsplit("/", 1)[1]]
    assert all(traces(text) for text in planted)
    receipt = session.end("finish")
    # The title, the note, the link, and that the list waits under its code.
    assert (receipt.pieces, receipt.shared, receipt.unsent) == (1, True, 4)
    assert receipt.slip
    assert [traces(text) for text in planted] == [[], [], []]
    hub.start()
    online.wait(online=True, pending=0)
    arrived = hub.list(document.id)
    assert arrived.title == "Giulia Esposito, nuova casa"
    assert arrived.lines[0].note == "per Giulia Esposito"
    assert [*arrived.parked] == [parking.claim_hash(receipt.slip.code)]
    ended = msgspec.json.decode(hub.stored(scopes.session(visit.id), "session", visit.id))
    assert ended["why"] == "finish"
    assert [traces(text) for text in planted] == [[], [], []]


def test_a_code_works_once(hub: Any, tmp_path: Path) -> None:
    code = hub.enrol_code()
    identity = enrol(tmp_path / "one", hub.url, code)
    assert load(tmp_path / "one") == identity
    assert (tmp_path / "one" / NAME).stat().st_mode & 0o077 == 0
    with pytest.raises(Refused):
        enrol(tmp_path / "two", hub.url, code)
    assert load(tmp_path / "two") is None


def test_a_code_whose_answer_was_lost_is_not_burnt(hub: Any, line: Any, tmp_path: Path) -> None:
    code = hub.enrol_code()
    line.cutting = True
    with pytest.raises(Offline):
        enrol(tmp_path / "one", line.url, code)
    assert line.lost.wait(20)
    line.cutting = False
    identity = enrol(tmp_path / "one", line.url, code)
    assert load(tmp_path / "one") == identity
    assert [path.name for path in (tmp_path / "one").iterdir()] == [NAME]
