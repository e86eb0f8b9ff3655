"""Who comes to the desk, with and without the hub; when it locks; and what is left when they go."""

from collections.abc import Callable
from itertools import product
from typing import Any

import msgspec
import pytest

from kiosk.core.staff.desk import LOCK_AFTER, Phase, Reason, SignInError
from sync.client.desk import MOST_TRIES
from sync.client.errors import Refused, ReplicaError
from sync.client.store.people import DESK
from sync.protocol import rights, rules, scopes, sessions
from sync.protocol.envelope import Change, SyncAnswer
from sync.protocol.errors import Rejected
from sync.protocol.list_verbs import AddLine, CreateList
from sync.protocol.lists import ShoppingList
from sync.protocol.staff import Opening, Role, TakeHelp
from tests.kiosk.core.staff.conftest import LEASE, Counter, Door

PIN, WRONG = "271828", "314159"


@pytest.fixture
def giulia(door: Door) -> Any:
    return door.employ("Giulia", PIN, badge="badge of giulia")


def refused(counter: Counter, pin: str = WRONG, **who: str) -> SignInError:
    with pytest.raises(SignInError) as error:
        counter.desk.sign_in(pin, **(who or {"name": "Giulia"}))
    return error.value


def put(counter: Counter, scope: str, kind: str, identifier: str, document: msgspec.Struct) -> None:
    """Let a document arrive as the hub sends it."""
    counter.replica.watch(scope, DESK)
    seq = counter.replica.cursor(scope) + 1
    change = Change(scope, kind, identifier, seq, msgspec.Raw(msgspec.json.encode(document)))
    answer = SyncAnswer("first", "2026-05-04T12:00:00Z", changes=[change], heads={scope: seq})
    counter.replica.receive(answer)


def test_the_first_sign_in_is_the_hubs_word(counter: Counter, door: Door, giulia: Any) -> None:
    assert counter.desk.phase() is Phase.CLOSED
    assert refused(counter).reason is Reason.REFUSED
    assert counter.desk.sign_in(PIN, name="Giulia") == giulia
    assert (counter.desk.phase(), counter.desk.person) == (Phase.OPEN, giulia)
    wanted = counter.replica.progress().cursors
    assert {"staff:milano", "orders:milano"} <= set(wanted)
    assert door.sessions == counter.replica.progress().visits


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("sign_in_waits", Reason.WAITS),
        ("sign_in_locked", Reason.LOCKED),
        ("device_retired", Reason.NOT_HERE),
    ],
)
def test_what_the_hub_says_is_told(counter: Counter, door: Door, code: str, reason: Reason) -> None:
    door.refusal = Refused("no", code, 30)
    error = refused(counter)
    assert (error.reason, error.seconds) == (reason, 30)


def test_who_never_was_here_needs_the_hub(counter: Counter, door: Door, giulia: Any) -> None:
    door.down = True
    assert refused(counter, PIN).reason is Reason.OFFLINE


@pytest.mark.parametrize("who", [{"name": " giulia"}, {"badge": "badge of giulia"}])
def test_who_was_here_comes_back_without_it(
    counter: Counter, door: Door, giulia: Any, who: dict[str, str]
) -> None:
    counter.desk.sign_in(PIN, badge="badge of giulia")
    door.down = True
    counter.desk.lock()
    assert counter.desk.sign_in(PIN, **who) == giulia
    counter.restart()
    assert (counter.desk.phase(), counter.desk.person) == (Phase.LOCKED, None)
    assert counter.desk.people() == [giulia]
    assert not counter.replica.progress().proofs
    assert counter.desk.sign_in(PIN, **who) == giulia
    assert counter.replica.progress().visits == door.sessions


def test_too_many_wrong_pins_here_leave_the_hub_alone(counter: Counter, door: Door, giulia: Any) -> None:
    counter.desk.sign_in(PIN, name="Giulia")
    counter.desk.lock()
    left = [refused(counter).left for _ in range(MOST_TRIES - 1)]
    assert left == [4, 3, 2, 1]
    assert refused(counter).reason is Reason.FORGOTTEN
    door.down = True
    assert refused(counter, PIN).reason is Reason.OFFLINE
    assert counter.desk.people() == []


def test_tries_count_across_a_restart_in_the_middle(counter: Counter, door: Door, giulia: Any) -> None:
    counter.desk.sign_in(PIN, name="Giulia")
    (person,) = counter.replica.desk.people()
    for _ in range(MOST_TRIES):
        counter.replica.desk.count_try(person.session)
        counter.restart()
    assert refused(counter, PIN).reason is Reason.FORGOTTEN


def test_a_right_pin_begins_the_count_anew(counter: Counter, giulia: Any) -> None:
    counter.desk.sign_in(PIN, name="Giulia")
    for _ in range(2):
        for _ in range(MOST_TRIES - 1):
            refused(counter)
        counter.desk.sign_in(PIN, name="Giulia")


def test_the_lease_runs_out_without_a_word_of_the_hub(counter: Counter, door: Door, giulia: Any) -> None:
    counter.desk.sign_in(PIN, name="Giulia")
    counter.clock.pass_by(LEASE - 1)
    assert counter.desk.people() == [giulia]
    counter.clock.pass_by(1)
    assert counter.desk.people() == []
    door.down = True
    assert refused(counter, PIN).reason is Reason.OFFLINE
    over = counter.replica.spend_leases(LEASE)
    assert set(over) == {DESK, *door.sessions}


def test_the_hub_ends_a_session(counter: Counter, door: Door, giulia: Any) -> None:
    counter.desk.sign_in(PIN, name="Giulia")
    (session,) = door.sessions
    received = counter.replica.receive(SyncAnswer("first", "2026-05-04T12:00:00Z", leases={session: 0}))
    assert received.over == {session}
    counter.replica.wipe(session, "ended")
    counter.desk.ended(received.over)
    assert (counter.desk.phase(), counter.desk.person) == (Phase.LOCKED, None)
    assert counter.desk.people() == []


def test_it_locks_when_nobody_is_there(counter: Counter, giulia: Any) -> None:
    counter.desk.sign_in(PIN, name="Giulia")
    counter.clock.pass_by(LOCK_AFTER - 1)
    counter.desk.touch()
    counter.clock.pass_by(LOCK_AFTER - 1)
    assert counter.desk.phase() is Phase.OPEN
    counter.clock.pass_by(1)
    counter.desk.touch()
    assert (counter.desk.phase(), counter.desk.person) == (Phase.LOCKED, giulia)
    with pytest.raises(Rejected, match="locked"):
        counter.desk.commit("staff:milano", TakeHelp("one"))
    assert counter.desk.unlock(PIN) == giulia


def test_colleagues_change_and_each_acts_in_their_own_name(counter: Counter, door: Door, giulia: Any) -> None:
    marco = door.employ("Marco", "161803")
    counter.desk.sign_in(PIN, name="Giulia")
    counter.desk.commit("list:one", CreateList("Kitchen"))
    counter.desk.commit("list:one", AddLine("rug", "rug-red"))
    counter.desk.sign_in("161803", name="Marco")
    counter.desk.commit("list:one", AddLine("lamp", "lamp-red"))
    shown = counter.replica.document("list:one", "list", "one", ShoppingList)
    assert shown is not None
    names = [shown.actors[entry.by].name for entry in shown.history]
    assert names == [giulia.name, marco.name]
    assert counter.desk.sign_out() is False
    assert counter.desk.people() == [giulia]
    principals = [one.op.principal for one in counter.replica.pending(10) if one.op]
    first, second = (f"staff:{session}" for session in door.sessions)
    assert principals == [first, first, second]
    assert counter.replica.document("list:one", "list", "one", ShoppingList) == shown


@pytest.mark.parametrize("role", Role)
def test_what_the_table_does_not_grant_is_refused_before_it_is_asked(
    counter: Counter, door: Door, role: Role
) -> None:
    door.employ("Giulia", PIN, role)
    counter.desk.sign_in(PIN, name="Giulia")
    verbs = [(rule.scope, verb) for rule in rules.RULES for verb in rules.verbs_of(rule)]
    for (kind, verb), store in product(verbs, ("milano", "roma")):
        here = store == "milano" or kind not in {"orders", "stock", "staff"}
        granted = here and rights.may_do(role, kind, verb.__name__)
        assert counter.desk.may(f"{kind}:{store}", verb) == granted, (kind, verb, store)


def test_what_may_not_be_done_writes_nothing(counter: Counter, door: Door) -> None:
    door.employ("Giulia", PIN, Role.STOCK)
    counter.desk.sign_in(PIN, name="Giulia")
    with pytest.raises(Rejected, match="forbidden"):
        counter.desk.commit("list:one", CreateList("Kitchen"))
    assert counter.replica.pending_count() == 0


def test_a_closed_desk_leaves_nothing(
    counter: Counter, door: Door, giulia: Any, secret_of: Callable[[Counter], str]
) -> None:
    counter.desk.sign_in(PIN, name="Giulia")
    secret = secret_of(counter)
    put(counter, scopes.person("c"), "person", "c", _Anna("c", {"email": "anna@example.com"}))
    put(counter, scopes.staff("milano"), "opening", "c", Opening("c", "2026-05-05", lists=["list of anna"]))
    counter.desk.commit("list:one", CreateList("Anna's kitchen"))
    texts = ("anna@example.com", "list of anna", "Anna's kitchen", "Giulia")
    assert counter.traces(*texts) == set(texts)
    assert not counter.traces(secret, PIN)
    assert counter.desk.sign_out() is True
    assert counter.desk.phase() is Phase.CLOSED
    assert counter.traces(*texts, secret, PIN) == set()
    assert counter.replica.progress().cursors == {}
    # What was done still arrives, sealed, and then the session's end.
    waiting = counter.replica.pending(10)
    assert [one.op for one in waiting] == [None, None]
    with pytest.raises(ReplicaError, match="closed"):
        counter.replica.desk.want(["staff:milano"])


def test_a_shoppers_visit_and_the_desk_do_not_touch_each_other(counter: Counter, giulia: Any) -> None:
    visit = sessions.begin()
    counter.replica.begin(visit)
    counter.replica.commit(visit.id, "list:mine", CreateList("Mine"))
    counter.desk.sign_in(PIN, name="Giulia")
    counter.desk.commit("list:theirs", CreateList("Theirs"))
    assert [one.id for one in counter.replica.visits()] == [visit.id]
    counter.replica.wipe(visit.id, "finish")
    assert counter.replica.document("list:theirs", "list", "theirs", ShoppingList) is not None
    assert counter.desk.people() == [giulia]


class _Anna(msgspec.Struct):
    id: str
    contacts: dict[str, str]
