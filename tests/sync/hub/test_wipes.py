"""Receipts of wipes at the hub: kept with the visit, and missed where none comes."""

import json
from collections.abc import Callable

from sync.hub.storage.documents import write
from sync.hub.storage.port import Key, Write
from sync.protocol import scopes
from sync.protocol.ids import new_id
from sync.protocol.list_verbs import CreateList
from sync.protocol.sessions import EndSession, Session, Wiped
from tests import forks
from tests.sync.hub.conftest import RunningHub, Tablet

AT = "2026-11-22T10:00:00.000Z"


def visited(tablet: Tablet) -> Wiped:
    """Make a list and go; return the receipt of the wipe."""
    made = tablet.op(scopes.shopping_list(new_id()), CreateList("", "en"))
    ended = tablet.op(scopes.session(tablet.visit.id), EndSession("finish"))
    assert [one.status for one in tablet.results(made, ended)] == ["applied", "applied"]
    return Wiped(tablet.visit.id, "finish", AT, documents=1, operations=2)


def missing(hub: RunningHub) -> set[str]:
    done = forks.run(forks.HUB, "sync.hub", "wipes", "--data", str(hub.data), "--after", "0", "--json")
    found = {entry["visit"] for entry in json.loads(done.stdout)}
    assert done.returncode == bool(found)
    return found


def test_a_receipt_is_kept_and_acknowledged_as_often_as_it_comes(hub: RunningHub, tablet: Tablet) -> None:
    receipt = visited(tablet)
    assert receipt.visit in missing(hub)
    assert tablet.sync(wiped=[receipt]).receipts == [receipt.visit]
    assert receipt.visit not in missing(hub)
    assert tablet.sync(wiped=[receipt]).receipts == [receipt.visit]


def test_one_that_is_ahead_of_its_visit_comes_again(tablet: Tablet) -> None:
    receipt = Wiped(tablet.visit.id, "finish", AT)
    assert tablet.sync(wiped=[receipt]).receipts == []
    visited(tablet)
    assert tablet.sync(wiped=[receipt]).receipts == [receipt.visit]


def test_another_tablet_says_nothing_of_it(
    hub: RunningHub, tablet: Tablet, new_tablet: Callable[[], Tablet]
) -> None:
    receipt = visited(tablet)
    assert new_tablet().sync(wiped=[receipt]).receipts == [receipt.visit]
    assert receipt.visit in missing(hub)


def test_associates_sessions_leave_none(
    hub: RunningHub, write_beside: Callable[[str, list[Write]], None]
) -> None:
    name = new_id()
    session = Session(name, "d", AT, ended=AT, associate="a")
    write_beside(scopes.session(name), [write(Key("session", name), session)])
    assert name not in missing(hub)
