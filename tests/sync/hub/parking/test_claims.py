"""A code at a tablet: who brings it goes on with the lists, once; and what thieves would try."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from sync.hub.assembly import assemble
from sync.hub.context import Config
from sync.hub.parking import sweeping
from sync.hub.storage.documents import write
from sync.hub.storage.port import Key, Write
from sync.protocol import parking, scopes, sessions
from sync.protocol.ids import new_id
from sync.protocol.list_verbs import CreateList, RenameList
from sync.protocol.lists import ShoppingList
from sync.protocol.orders.codes import CODE_TRIES
from sync.protocol.parking import ParkList, TakeUpList
from sync.protocol.sessions import EndSession
from tests.sync.hub.conftest import RunningHub, Tablet
from tests.sync.hub.parking.conftest import Waiting, claim

PutAside = Callable[..., Waiting]
NewTablet = Callable[[], Tablet]
WriteBeside = Callable[[str, list[Write]], None]


def reads(tablet: Tablet, scope: str) -> list[ShoppingList]:
    changes = tablet.sync(cursors={scope: 0}).changes
    return [msgspec.json.decode(one.body, type=ShoppingList) for one in changes if one.body]


def test_a_list_that_waits_goes_on_at_another_tablet(put_aside: PutAside, tablet: Tablet) -> None:
    waiting = put_aside("Living room")
    answer = claim(tablet, parking.grouped(waiting.code).lower())
    assert answer.raise_for_status().json() == {"lists": waiting.lists}
    scope = scopes.shopping_list(waiting.lists[0])
    (document,) = reads(tablet, scope)
    assert (document.title, document.parked, document.guests) == ("Living room", {}, [tablet.visit.principal])
    (renamed,) = tablet.results(tablet.op(scope, RenameList("Kitchen", "Living room")))
    assert renamed.status == "applied"


def test_several_lists_wait_under_one_code(put_aside: PutAside, tablet: Tablet) -> None:
    waiting = put_aside("One", "Two", "Three")
    assert claim(tablet, waiting.code).json()["lists"] == waiting.lists


def test_a_lost_answer_comes_again_and_nobody_else_gets_it(
    put_aside: PutAside, tablet: Tablet, new_tablet: NewTablet
) -> None:
    waiting = put_aside("Mine")
    first = claim(tablet, waiting.code)
    assert claim(tablet, waiting.code).json() == first.json()
    assert claim(new_tablet(), waiting.code).status_code == 404
    assert claim(tablet, waiting.code, sessions.begin()).status_code == 404


def test_two_who_come_at_once_have_one_winner(put_aside: PutAside, new_tablet: NewTablet) -> None:
    waiting = put_aside("Mine")
    tablets = [new_tablet() for _ in range(4)]
    with ThreadPoolExecutor(len(tablets)) as pool:
        answers = list(pool.map(lambda one: claim(one, waiting.code).status_code, tablets))
    assert sorted(answers) == [200, 404, 404, 404]


def test_what_is_no_good_looks_alike(put_aside: PutAside, tablet: Tablet, new_tablet: NewTablet) -> None:
    used = put_aside("Mine").code
    claim(new_tablet(), used).raise_for_status()
    answers = [claim(tablet, code) for code in (used, parking.draw(), "", "K7M", "x" * 40)]
    assert {(one.status_code, one.text) for one in answers} == {(404, answers[0].text)}
    assert answers[0].json()["code"] == "no_claim"


def test_who_tries_codes_has_to_wait(new_tablet: NewTablet, put_aside: PutAside) -> None:
    thief, waiting = new_tablet(), put_aside("Mine")
    statuses = [claim(thief, parking.draw()).status_code for _ in range(CODE_TRIES)]
    assert set(statuses) == {404}
    braked = claim(thief, waiting.code)
    assert (braked.status_code, braked.json()["code"]) == (429, "too_many")
    assert claim(new_tablet(), waiting.code).status_code == 200


def test_a_visit_that_is_over_brings_nothing(put_aside: PutAside, tablet: Tablet) -> None:
    waiting = put_aside("Mine")
    tablet.results(tablet.op(scopes.session(tablet.visit.id), EndSession("finish")))
    assert claim(tablet, waiting.code).json()["code"] == "no_visit"


def test_with_the_visit_the_right_to_the_list_ends(put_aside: PutAside, tablet: Tablet) -> None:
    scope = scopes.shopping_list(put_aside("Mine").lists[0])
    assert reads(tablet, scope) == []
    waiting = put_aside("Mine")
    claim(tablet, waiting.code).raise_for_status()
    scope = scopes.shopping_list(waiting.lists[0])
    assert reads(tablet, scope)
    tablet.results(tablet.op(scopes.session(tablet.visit.id), EndSession("finish")))
    assert reads(tablet, scope) == []


def test_a_code_that_is_older_than_a_day_is_over_and_swept(
    hub: RunningHub, put_aside: PutAside, tablet: Tablet, write_beside: WriteBeside
) -> None:
    waiting = put_aside("Mine")
    name, claimed = waiting.lists[0], parking.claim_hash(waiting.code)
    long_ago = (datetime.now(UTC) - timedelta(hours=25)).isoformat(timespec="milliseconds")
    old = ShoppingList(name, "guest:gone", parked={claimed: long_ago.replace("+00:00", "Z")})
    write_beside(scopes.shopping_list(name), [write(Key("list", name), old)])
    assert claim(tablet, waiting.code).status_code == 404

    async def tomorrow() -> int:
        later = await assemble(Config(hub.data, hub.url), lambda: datetime.now(UTC) + timedelta(hours=25))
        try:
            return await sweeping.sweep(later)
        finally:
            await later.close()

    assert asyncio.run(tomorrow()) >= 1
    assert asyncio.run(tomorrow()) == 0


def test_a_list_that_is_gone_is_led_to_by_nothing(
    put_aside: PutAside, tablet: Tablet, write_beside: WriteBeside
) -> None:
    waiting = put_aside("Mine")
    name = waiting.lists[0]
    write_beside(scopes.shopping_list(name), [write(Key("list", name), ShoppingList(name, "", erased=True))])
    assert claim(tablet, waiting.code).status_code == 404


def test_nobody_puts_somebody_elses_list_aside(put_aside: PutAside, tablet: Tablet) -> None:
    scope, code = scopes.shopping_list(put_aside("Mine").lists[0]), parking.draw()
    (refused,) = tablet.results(tablet.op(scope, ParkList(parking.claim_hash(code))))
    assert (refused.status, refused.reason) == ("rejected", "not_yours")
    assert claim(tablet, code).status_code == 404


def test_a_refused_code_does_not_come_along_with_one_of_the_thiefs_own(
    put_aside: PutAside, tablet: Tablet, new_tablet: NewTablet
) -> None:
    theirs, thief, code = put_aside("Mine").lists[0], tablet, parking.draw()
    bait, claimed = new_id(), parking.claim_hash(code)
    made = thief.results(
        thief.op(scopes.shopping_list(bait), CreateList("Bait", "en")),
        thief.op(scopes.shopping_list(bait), ParkList(claimed)),
        thief.op(scopes.shopping_list(theirs), ParkList(claimed)),
    )
    assert [one.status for one in made] == ["applied", "applied", "rejected"]
    assert claim(thief, code).json() == {"lists": [bait]}
    assert claim(thief, code).json() == {"lists": [bait]}
    assert reads(thief, scopes.shopping_list(theirs)) == []


@pytest.mark.parametrize("guest", ["", "guest:somebody"])
def test_the_hubs_own_verb_is_no_tablets(tablet: Tablet, guest: str) -> None:
    scope = scopes.shopping_list(new_id())
    (refused,) = tablet.results(tablet.op(scope, TakeUpList("a" * 64, guest)))
    assert (refused.status, refused.reason) == ("rejected", "forbidden")


def finish(tablet: Tablet, *before: tuple[str, msgspec.Struct]) -> None:
    """End the tablet's visit, after some last verbs of it in their scopes."""
    last = [tablet.op(scope, verb) for scope, verb in before]
    results = tablet.results(*last, tablet.op(scopes.session(tablet.visit.id), EndSession("finish")))
    assert {one.status for one in results} == {"applied"}


def guests(tablet: Tablet, name: str) -> list[str]:
    (document,) = reads(tablet, scopes.shopping_list(name))
    return document.guests


def test_a_visit_that_ends_before_it_has_its_lists_gives_them_back(
    put_aside: PutAside, new_tablet: NewTablet
) -> None:
    waiting, hasty, next_one, other = put_aside("One", "Two"), new_tablet(), new_tablet(), new_tablet()
    claim(hasty, waiting.code).raise_for_status()  # the answer is lost
    assert claim(next_one, waiting.code).status_code == 404
    finish(hasty)
    for _ in range(2):
        assert claim(next_one, waiting.code).json() == {"lists": waiting.lists}
    assert guests(next_one, waiting.lists[0]) == [hasty.visit.principal, next_one.visit.principal]
    assert reads(hasty, scopes.shopping_list(waiting.lists[0])) == []
    assert claim(other, waiting.code).status_code == 404


def test_lists_are_given_back_as_often_as_it_takes(put_aside: PutAside, new_tablet: NewTablet) -> None:
    waiting = put_aside("Mine")
    for _ in range(4):
        hasty = new_tablet()
        assert claim(hasty, waiting.code).json() == {"lists": waiting.lists}
        finish(hasty)
    assert claim(new_tablet(), waiting.code).json() == {"lists": waiting.lists}


def test_of_two_who_come_for_lists_that_were_given_back_one_wins(
    put_aside: PutAside, new_tablet: NewTablet
) -> None:
    waiting, hasty = put_aside("Mine"), new_tablet()
    claim(hasty, waiting.code).raise_for_status()
    finish(hasty)
    tablets = [new_tablet() for _ in range(4)]
    with ThreadPoolExecutor(len(tablets)) as pool:
        answers = list(pool.map(lambda one: claim(one, waiting.code).status_code, tablets))
    assert sorted(answers) == [200, 404, 404, 404]


def test_a_visit_that_leaves_its_lists_under_a_code_of_their_own_has_used_the_first(
    put_aside: PutAside, new_tablet: NewTablet
) -> None:
    waiting, second, anew = put_aside("Left", "Lost"), new_tablet(), parking.draw()
    claim(second, waiting.code).raise_for_status()
    left, lost = waiting.lists
    finish(second, (scopes.shopping_list(left), ParkList(parking.claim_hash(anew))))
    thief = new_tablet()
    for _ in range(2):
        assert claim(thief, waiting.code).json() == {"lists": [lost]}
    assert claim(new_tablet(), anew).json() == {"lists": [left]}
    assert reads(thief, scopes.shopping_list(left)) == []


def test_a_list_that_has_become_a_customers_is_not_given_back(
    put_aside: PutAside, tablet: Tablet, new_tablet: NewTablet, write_beside: WriteBeside
) -> None:
    waiting = put_aside("Mine")
    claim(tablet, waiting.code).raise_for_status()
    name = waiting.lists[0]
    kept = ShoppingList(name, "customer:anna", guests=[tablet.visit.principal])
    write_beside(scopes.shopping_list(name), [write(Key("list", name), kept)])
    finish(tablet)
    assert claim(new_tablet(), waiting.code).status_code == 404


def test_a_refused_code_does_not_come_along_when_the_rest_was_given_back(
    put_aside: PutAside, tablet: Tablet, new_tablet: NewTablet
) -> None:
    theirs, code, bait = put_aside("Mine").lists[0], parking.draw(), new_id()
    claimed = parking.claim_hash(code)
    tablet.results(
        tablet.op(scopes.shopping_list(bait), CreateList("Bait", "en")),
        tablet.op(scopes.shopping_list(bait), ParkList(claimed)),
        tablet.op(scopes.shopping_list(theirs), ParkList(claimed)),
    )
    helper, thief = new_tablet(), new_tablet()
    claim(helper, code).raise_for_status()
    finish(helper)
    assert claim(thief, code).json() == {"lists": [bait]}
    assert reads(thief, scopes.shopping_list(theirs)) == []
