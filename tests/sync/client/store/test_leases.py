"""Rule 12: a visit whose lease ran out is wiped without the network, whatever the clocks say."""

from datetime import UTC, datetime, timedelta

import pytest

from sync.client.engine import Engine
from sync.client.errors import Refused
from sync.client.listeners import Listeners
from sync.client.replica import Replica
from sync.protocol.envelope import SyncAnswer
from sync.protocol.sessions import LEASE_SECONDS
from tests.fakes import FakeLink
from tests.sync.client.test_engine import Seen

HOUR = 3600.0
YEAR_1970 = datetime(1970, 1, 1, 0, 5, tzinfo=UTC)
YEAR_2040 = datetime(2040, 7, 1, tzinfo=UTC)


def restart(tablet) -> None:
    tablet.replica.close()
    tablet.replica = Replica(tablet.data, tablet.identity, tablet.clock.now)


def over(tablet, passed: float | None = None) -> bool:
    return tablet.replica.spend_leases(passed) == [tablet.session.id]


def answer(tablet, **parts: object) -> SyncAnswer:
    return SyncAnswer(epoch="first", server_time=tablet.clock.now().isoformat(), **parts)


def test_rule_12_a_lease_runs_out_after_half_a_day_without_the_hub(tablet):
    for _ in range(11):
        tablet.clock.pass_by(HOUR)
        assert not over(tablet, HOUR)
    tablet.clock.pass_by(HOUR)
    assert over(tablet, HOUR)


def test_rule_12_time_that_passed_while_the_tablet_was_off_counts(tablet):
    tablet.clock.pass_by(11 * HOUR)
    restart(tablet)
    assert not over(tablet)
    tablet.clock.pass_by(2 * HOUR)
    restart(tablet)
    assert over(tablet)


def test_rule_12_time_that_passed_while_the_tablet_slept_counts(tablet):
    """The monotonic clock of a machine that sleeps stands still; the wall does not."""
    assert not over(tablet)
    tablet.clock.wall += timedelta(hours=13)
    assert over(tablet, 30.0)


@pytest.mark.parametrize("wall", [YEAR_1970, YEAR_2040])
def test_rule_12_a_clock_that_is_wrong_all_the_time_counts_all_the_same(make_tablet, wall):
    tablet = make_tablet("far from our time")
    tablet.clock.wall = wall
    tablet.begin()
    tablet.clock.pass_by(11 * HOUR)
    assert not over(tablet, 11 * HOUR)
    tablet.clock.pass_by(2 * HOUR)
    assert over(tablet, 2 * HOUR)


def test_rule_12_a_clock_that_is_set_back_gives_no_time(tablet):
    tablet.clock.wall -= timedelta(hours=6)
    assert not over(tablet, 30.0), "it is the same run: the monotonic clock tells"
    for _ in range(12):
        tablet.clock.wall -= timedelta(hours=6)
        ended = over(tablet, HOUR)
    assert ended


def test_rule_12_a_clock_that_went_backwards_while_off_ends_the_lease(tablet):
    """A power cut with a dead battery: it wakes in 1970, and nobody knows how long it slept."""
    tablet.clock.wall = YEAR_1970
    restart(tablet)
    assert over(tablet)


def test_rule_12_a_clock_that_jumps_ahead_ends_the_lease(tablet):
    tablet.clock.wall = YEAR_2040
    assert over(tablet, 30.0)


def test_rule_12_each_word_of_the_hub_begins_the_lease_anew(tablet):
    tablet.clock.pass_by(11 * HOUR)
    assert not over(tablet, 11 * HOUR)
    tablet.replica.receive(answer(tablet, leases={tablet.session.id: LEASE_SECONDS}))
    tablet.clock.pass_by(11 * HOUR)
    assert not over(tablet, 11 * HOUR)
    tablet.clock.pass_by(HOUR)
    assert over(tablet, HOUR)


def test_rule_12_the_hub_may_end_a_visit(tablet):
    received = tablet.replica.receive(answer(tablet, leases={tablet.session.id: 0, "of-nobody": 0}))
    assert received.over == {tablet.session.id}


def test_rule_12_a_visit_is_wiped_without_network_and_its_work_stays_sealed(tablet, hub):
    tablet.create("for the new flat")
    tablet.clock.pass_by(13 * HOUR)
    restart(tablet)
    link, seen = FakeLink(hub), Seen()
    link.down = True
    engine = Engine(tablet.data, tablet.replica, Listeners(on_wiped=seen.tell), link=lambda _: link)
    engine.start()
    seen.wait(lambda one: one == frozenset({tablet.session.id}))
    engine.stop()
    assert tablet.replica.visits() == []
    assert b"for the new flat" not in b"".join(path.read_bytes() for path in tablet.data.iterdir())
    assert [waiting.op for waiting in tablet.replica.pending(10)] == [None, None], "sealed, the end of it too"
    assert tablet.replica.spend_leases(None) == [], "and it has no lease to spend any more"


def test_rule_12_a_tablet_reported_lost_wipes_its_visits(tablet, hub):
    async def refuse(_request: object) -> SyncAnswer:
        raise Refused("403 device_lost", "device_lost")

    tablet.create("for the new flat")
    link, seen = FakeLink(hub), Seen()
    link.sync = refuse
    listeners = Listeners(on_wiped=seen.tell, on_state=lambda state: seen.tell(state.standing))
    engine = Engine(tablet.data, tablet.replica, listeners, link=lambda _: link)
    engine.start()
    seen.wait(lambda one: one == frozenset({tablet.session.id}))
    seen.wait(lambda one: one == "lost")
    engine.stop()
    assert tablet.replica.visits() == []
    assert b"for the new flat" not in b"".join(path.read_bytes() for path in tablet.data.iterdir())
