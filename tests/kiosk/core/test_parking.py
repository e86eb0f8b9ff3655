"""Lists are put aside and taken up on a real replica; the hub's answers are given."""

from concurrent.futures import Future

import pytest

from kiosk.core.lists import ListKeeper
from kiosk.core.parking import ClaimError, Reason
from kiosk.core.session import ShopperSession
from sync.client.errors import Gone, Offline, ReplicaError
from sync.client.replica import Replica
from sync.protocol import parking, scopes
from sync.protocol.errors import Rejected
from sync.protocol.list_verbs import AddLine, CreateList
from sync.protocol.lists import ShoppingList
from sync.protocol.parking import Claimed
from tests.fakes import Clock, FakeHub


class Kiosk:
    def __init__(self, data):
        self.clock = Clock()
        self.replica = Replica(data, FakeHub().identity(), self.clock.now)
        self.session = ShopperSession(self.replica, clock=self.clock, now=self.clock.now)
        self.keeper = ListKeeper(self.replica, self.session)

    def parked(self):
        return self.keeper.current().parked


@pytest.fixture
def kiosk(tmp_path):
    made = Kiosk(tmp_path)
    yield made
    made.replica.close()


def answers(answer):
    """Return a hub that gives one answer, or raises it."""

    def ask(path, body, kind):
        assert path == "/v1/claims"
        done = Future()
        done.set_exception(answer) if isinstance(answer, Exception) else done.set_result(answer)
        asked.append(body)
        return done

    asked = []
    ask.asked = asked
    return ask


def test_nobody_and_nothing_is_put_aside(kiosk):
    assert kiosk.session.park() is None
    kiosk.keeper.rename("empty")
    assert kiosk.session.park() is None
    assert kiosk.parked() == {}


def test_a_list_waits_under_a_code_that_only_its_hash_tells(kiosk):
    kiosk.keeper.add("sofa", "sofa-moss", {})
    slip = kiosk.session.park()
    assert [*kiosk.parked()] == [parking.claim_hash(slip.code)]
    assert slip.url.endswith(f"/c/{slip.code}")
    assert (slip.until - kiosk.clock.now()).total_seconds() == parking.WAITS_HOURS * 3600
    before = kiosk.replica.pending_count()
    assert kiosk.session.park() == slip
    assert kiosk.replica.pending_count() == before


def test_a_code_that_was_brought_meanwhile_is_drawn_anew(kiosk):
    kiosk.keeper.add("sofa", "sofa-moss", {})
    slip = kiosk.session.park()
    kiosk.replica.commit(
        kiosk.session.current.id,
        scopes.shopping_list(kiosk.keeper.current().id),
        parking.TakeUpList(parking.claim_hash(slip.code)),
    )
    assert kiosk.session.park().code != slip.code


@pytest.mark.parametrize("why", ["finish", "idle", "sign_out"])
def test_an_end_puts_aside_and_wipes(kiosk, why):
    kiosk.keeper.add("sofa", "sofa-moss", {})
    shown = kiosk.session.park()
    receipt = kiosk.session.end(why)
    assert receipt.slip == shown
    assert kiosk.replica.visits() == []
    kiosk.keeper.add("sofa", "sofa-moss", {})
    assert kiosk.session.park().code != shown.code


@pytest.mark.parametrize("error", [ReplicaError("nothing can be written"), Rejected("erased")])
def test_what_cannot_be_put_aside_is_wiped_and_sent_all_the_same(kiosk, monkeypatch, error):
    def fail(visit, acts):
        raise error

    visit = kiosk.session.begin()
    kiosk.keeper.add("sofa", "sofa-moss", {})
    waiting = kiosk.replica.pending_count()
    monkeypatch.setattr(kiosk.replica, "commit_all", fail)
    receipt = kiosk.session.end("finish")
    assert (receipt.slip, receipt.pieces, receipt.unsent) == (None, 1, waiting)
    assert kiosk.replica.visits() == []
    assert kiosk.session.begin() != visit
    # The visit's end is sent with what waited.
    assert kiosk.replica.pending_count() == waiting + 1


def test_all_lists_of_a_visit_are_put_aside_or_none(kiosk, monkeypatch):
    kiosk.keeper.add("sofa", "sofa-moss", {})
    visit, first = kiosk.session.current.id, kiosk.keeper.current().id
    for verb in (CreateList(), AddLine("sofa", "sofa-moss")):
        kiosk.replica.commit(visit, scopes.shopping_list("another"), verb)
    keep, kept = kiosk.replica._keep, []

    def fail_second(*given):
        if kept:
            raise ReplicaError("nothing can be written")
        kept.append(keep(*given))
        return kept[0]

    waiting = kiosk.replica.pending_count()
    with monkeypatch.context() as fault:
        fault.setattr(kiosk.replica, "_keep", fail_second)
        with pytest.raises(ReplicaError):
            kiosk.session.park()
    assert kept
    assert kiosk.replica.pending_count() == waiting
    assert kiosk.parked() == {}
    slip = kiosk.session.park()
    claim = parking.claim_hash(slip.code)
    lists = [
        kiosk.replica.document(scopes.shopping_list(one), "list", one, ShoppingList)
        for one in (first, "another")
    ]
    assert [[*one.parked] for one in lists] == [[claim], [claim]]


def test_what_nobody_comes_back_for_is_not_put_aside(kiosk):
    kiosk.keeper.add("sofa", "sofa-moss", {})
    assert kiosk.session.end("crash").slip is None


def test_who_brings_a_code_waits_for_the_list(kiosk):
    ask = answers(Claimed(["one", "two"]))
    assert kiosk.session.take_up("K7M4QXP2H", ask, kiosk.session.turn) == ["one", "two"]
    assert ask.asked[0].proof == kiosk.session.current.secret
    assert {"list:one", "list:two"} <= set(kiosk.replica.scopes_of(kiosk.session.current.id))
    assert not kiosk.session.has(["one"])


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (Gone("404", "no_claim"), Reason.UNKNOWN),
        (Offline("429", code="too_many"), Reason.WAITS),
        (Offline("nobody"), Reason.OFFLINE),
    ],
)
def test_why_nothing_was_taken_up_is_told(kiosk, error, reason):
    with pytest.raises(ClaimError) as refused:
        kiosk.session.take_up("K7M4QXP2H", answers(error), kiosk.session.turn)
    assert refused.value.reason is reason


def test_an_answer_that_comes_after_the_end_of_the_visit_leaves_nothing(kiosk):
    claimed, visit = answers(Claimed(["waited"])), kiosk.session.begin().id

    def ask(*how):
        kiosk.session.end("idle")
        return claimed(*how)

    with pytest.raises(ReplicaError):
        kiosk.session.take_up("K7M4QXP2H", ask, kiosk.session.turn)
    assert claimed.asked
    assert kiosk.replica.scopes_of(visit) == []


@pytest.mark.parametrize("begun", [True, False])
def test_a_code_of_one_shopper_never_brings_its_lists_to_the_next(kiosk, begun):
    if begun:
        kiosk.session.begin()
    kiosk.session.touch()
    turn, ask = kiosk.session.turn, answers(Claimed(["waited"]))
    kiosk.session.end("finish")
    with pytest.raises(ReplicaError):
        kiosk.session.take_up("K7M4QXP2H", ask, turn)
    assert ask.asked == []
    assert kiosk.session.current is None
