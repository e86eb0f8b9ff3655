from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.core.lists import ListKeeper
from kiosk.core.session import Phase, Receipt, ShopperSession
from sync.client.errors import ReplicaError
from sync.client.replica import Replica
from tests.fakes import Clock, FakeHub


class Kiosk:
    """A tablet's visit on a real replica; `crash` opens everything again as a restart would."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.clock = Clock()
        self.identity = FakeHub().identity()
        self.open()

    def open(self) -> None:
        self.replica = Replica(self.data, self.identity, self.clock.now)
        self.session = ShopperSession(self.replica, clock=self.clock, now=self.clock.now)
        self.keeper = ListKeeper(self.replica, self.session)

    def crash(self, away: float) -> None:
        self.replica.close()
        self.clock.pass_by(away)
        self.clock.seconds = 5.0  # a restarted machine counts anew
        self.open()

    def traces(self, needle: bytes) -> list[Path]:
        return [path for path in self.data.rglob("*") if path.is_file() and needle in path.read_bytes()]


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    made = Kiosk(tmp_path)
    yield made
    made.replica.close()


def test_nothing_begins_before_somebody_is_there(kiosk):
    assert kiosk.session.phase() is Phase.NONE
    assert kiosk.session.current is None
    assert kiosk.replica.visits() == []


def test_the_clock_runs_from_the_first_touch_and_each_touch_sets_it_back(kiosk):
    kiosk.session.touch()
    assert kiosk.session.phase() is Phase.ACTIVE
    kiosk.clock.pass_by(89)
    assert kiosk.session.phase() is Phase.ACTIVE
    kiosk.clock.pass_by(1)
    assert (kiosk.session.phase(), kiosk.session.seconds_left()) == (Phase.WARNING, 30)
    kiosk.session.touch()
    assert kiosk.session.phase() is Phase.ACTIVE
    kiosk.clock.pass_by(120)
    assert kiosk.session.phase() is Phase.OVER
    kiosk.session.touch()
    assert kiosk.session.phase() is Phase.OVER, "what is over does not come back"


def test_a_visit_may_end_while_the_clock_is_read(kiosk):
    class EndedMeanwhile(ShopperSession):
        """Another thread ends the visit after each look at its last input."""

        _last = property(lambda self: looks.pop(0), lambda self, value: None)

    session = EndedMeanwhile(kiosk.replica, clock=kiosk.clock, now=kiosk.clock.now)
    looks = [kiosk.clock.seconds, None]
    assert session.seconds_left() == 120
    looks = [kiosk.clock.seconds, None]
    assert session.phase() is Phase.ACTIVE


def test_looking_around_leaves_nothing_on_the_disk(kiosk):
    kiosk.session.touch()
    assert kiosk.replica.visits() == []
    assert kiosk.session.end("idle") == Receipt()
    assert kiosk.session.phase() is Phase.NONE


def test_the_end_tells_what_was_kept_and_wipes_it(kiosk):
    kiosk.keeper.add("sofa", "sofa-moss", {"colour": "moss"}, 2)
    kiosk.keeper.add("lamp", "lamp", {})
    kiosk.keeper.rename("Giulia's new flat")
    kiosk.keeper.share()
    secret = kiosk.session.current.secret
    assert kiosk.traces(b"Giulia")
    receipt = kiosk.session.end("finish")
    assert receipt.slip is not None
    assert receipt._replace(slip=None) == Receipt(products=2, pieces=3, shared=True, unsent=6)
    assert kiosk.traces(b"Giulia") == []
    assert kiosk.traces(secret.encode()) == []
    assert kiosk.replica.pending_count() == 7
    assert kiosk.keeper.current() is None


def test_the_receipt_counts_nothing_of_the_shopper_before(kiosk):
    kiosk.keeper.add("sofa", "sofa-moss", {})
    kiosk.session.end("finish")
    kiosk.keeper.add("lamp", "lamp", {})
    assert kiosk.session.end("finish").unsent == 3


@pytest.fixture
def full_disk(kiosk, monkeypatch):
    """The next wipe fails, later ones work."""
    wipe, failures = kiosk.replica.wipe, [ReplicaError("nothing can be written on this tablet")]

    def fail_once(visit: str, why: str) -> None:
        if failures:
            raise failures.pop()
        wipe(visit, why)

    monkeypatch.setattr(kiosk.replica, "wipe", fail_once)


def test_a_visit_that_could_not_be_wiped_shows_nothing_and_is_wiped_by_the_next_try(kiosk, full_disk):
    kiosk.keeper.rename("Giulia's new flat")
    with pytest.raises(ReplicaError):
        kiosk.session.end("idle")
    assert kiosk.session.phase() is Phase.NONE
    assert kiosk.keeper.current() is None
    kiosk.session.end("idle")
    assert kiosk.traces(b"Giulia") == []
    assert kiosk.replica.visits() == []


def test_the_next_shopper_begins_only_where_nothing_of_the_last_is_left(kiosk, full_disk):
    first = kiosk.session.begin()
    kiosk.keeper.rename("Giulia's new flat")
    with pytest.raises(ReplicaError):
        kiosk.session.end("idle")
    kiosk.session.touch()
    second = kiosk.session.begin()
    assert second != first
    assert kiosk.traces(b"Giulia") == []
    assert [visit.id for visit in kiosk.replica.visits()] == [second.id]


def test_the_next_shopper_gets_a_session_of_her_own(kiosk):
    first = kiosk.session.begin()
    assert kiosk.session.begin() == first
    kiosk.session.end("finish")
    assert kiosk.session.begin() != first


def test_after_a_crash_the_list_is_offered_for_the_rest_of_the_window(kiosk):
    kiosk.keeper.add("sofa", "sofa-moss", {}, 2)
    kiosk.crash(away=40)
    offer = kiosk.session.recover()
    assert (offer.pieces, offer.seconds) == (2, 80)
    assert kiosk.session.phase() is Phase.ACTIVE
    kiosk.session.touch()
    assert kiosk.keeper.current().pieces == 2
    assert kiosk.session.seconds_left() == 120


def test_an_offer_nobody_takes_is_wiped(kiosk):
    kiosk.keeper.add("sofa", "sofa-moss", {})
    kiosk.keeper.rename("Giulia")
    kiosk.crash(away=100)
    assert kiosk.session.recover() is not None
    assert kiosk.session.phase() is Phase.WARNING
    kiosk.clock.pass_by(20)
    assert kiosk.session.phase() is Phase.OVER
    kiosk.session.end("crash")
    assert kiosk.traces(b"Giulia") == []


@pytest.mark.parametrize("away", [120, 86_400, -1])
def test_too_late_or_a_clock_that_went_backwards_leaves_nothing(kiosk, away):
    kiosk.keeper.rename("Giulia")
    kiosk.crash(away)
    assert kiosk.session.recover() is None
    assert kiosk.traces(b"Giulia") == []
    assert kiosk.replica.visits() == []


def test_input_without_an_act_counts_across_a_crash(kiosk):
    kiosk.keeper.add("sofa", "sofa-moss", {})
    kiosk.clock.pass_by(100)
    kiosk.session.touch()
    kiosk.clock.pass_by(4)
    kiosk.session.save_input()
    kiosk.crash(away=30)
    assert kiosk.session.recover().seconds == 86, "counted from the input, not from when it was saved"


def test_saving_input_writes_only_what_is_new(kiosk):
    kiosk.session.begin()
    before = kiosk.replica.visits()
    kiosk.clock.pass_by(10)
    kiosk.session.save_input()
    assert kiosk.replica.visits() == before
    kiosk.session.touch()
    kiosk.session.save_input()
    assert kiosk.replica.visits()[0].last_input == kiosk.clock.wall.isoformat(timespec="milliseconds")


def test_only_the_latest_visit_is_offered(kiosk):
    kiosk.keeper.rename("Giulia")
    kiosk.clock.pass_by(1)
    ShopperSession(kiosk.replica, clock=kiosk.clock, now=kiosk.clock.now).begin()
    kiosk.crash(away=1)
    assert kiosk.session.recover().pieces == 0
    assert kiosk.traces(b"Giulia") == []


def test_nothing_to_recover_is_no_offer(kiosk):
    assert kiosk.session.recover() is None
    assert kiosk.session.phase() is Phase.NONE


def test_a_wall_clock_a_year_ahead_never_revives(kiosk):
    kiosk.keeper.rename("Giulia")
    kiosk.clock.wall += timedelta(days=365)
    kiosk.crash(away=1)
    assert kiosk.session.recover() is None
