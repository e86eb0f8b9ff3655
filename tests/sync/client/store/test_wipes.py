"""A wipe leaves a receipt for the hub: once nothing is left, and until the hub has it."""

import pytest

from kiosk.core.lists import ListKeeper
from kiosk.core.session import ShopperSession
from sync.client.errors import ReplicaError
from sync.client.replica import Replica
from sync.client.store.wipes import LATEST, MOST
from sync.protocol.envelope import SyncAnswer
from tests.fakes import Clock, FakeHub


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def replica(tmp_path, clock):
    opened = Replica(tmp_path, FakeHub().identity(), clock.now)
    yield opened
    opened.close()


def visit(replica, clock):
    session = ShopperSession(replica, clock=clock, now=clock.now)
    ListKeeper(replica, session).add("sofa", "sofa-moss", {})
    return session


def test_a_wipe_leaves_a_receipt_that_tells_of_nobody(replica, clock):
    session = visit(replica, clock)
    name = session.current.id
    assert replica.progress().wiped == []
    session.end("crash")
    (receipt,) = replica.progress().wiped
    assert (receipt.visit, receipt.why, receipt.documents, receipt.operations) == (name, "crash", 1, 2)
    assert receipt.at == clock.now().isoformat(timespec="milliseconds")


def test_it_waits_until_the_hub_has_it(replica, clock):
    session = visit(replica, clock)
    name = session.current.id
    session.end("finish")
    replica.receive(SyncAnswer("e", "2026-11-22T09:00:00Z"))
    assert [one.visit for one in replica.progress().wiped] == [name]
    replica.receive(SyncAnswer("e", "2026-11-22T09:00:00Z", receipts=[name]))
    assert replica.progress().wiped == []


def test_none_is_given_while_the_log_may_hold_something(tmp_path, replica, clock, monkeypatch):
    session = visit(replica, clock)

    def refuse():
        raise ReplicaError("busy")

    with monkeypatch.context() as patched:
        patched.setattr(replica._database, "forget", refuse)
        with pytest.raises(ReplicaError):
            session.end("finish")
    assert replica.progress().wiped == []
    again = Replica(tmp_path, FakeHub().identity(), clock.now)
    assert [one.why for one in again.progress().wiped] == ["finish"]
    again.close()


def test_the_latest_does_not_wait_behind_those_that_the_hub_does_not_take(replica, clock):
    names = []
    for _ in range(MOST + LATEST):
        session = visit(replica, clock)
        names.append(session.current.id)
        clock.pass_by(1)
        session.end("finish")
    told = [one.visit for one in replica.progress().wiped]
    assert len(told) == MOST
    assert told[0] == names[-1]
    assert set(told) == {*names[-LATEST:], *names[: MOST - LATEST]}
    # And once the hub takes them, all of them come.
    while told:
        replica.receive(SyncAnswer("e", "2026-11-22T09:00:00Z", receipts=told))
        names = [name for name in names if name not in told]
        told = [one.visit for one in replica.progress().wiped]
    assert names == []
