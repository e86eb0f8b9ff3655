"""Signing in over HTTP: who gets in, who waits, who is locked out, and who is let in again."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from msgspec.structs import replace

from sync.hub.lockout import FREE_TRIES, LOCKED_AFTER, Tries
from sync.hub.staff import roster
from sync.hub.staff.records import KIND, Record
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.hub.throttle import MAX_FAILURES
from sync.protocol import scopes
from sync.protocol.ids import new_id
from sync.protocol.staff import LEASE_SECONDS, Role
from tests.sync.hub.conftest import RunningHub, Tablet
from tests.sync.hub.staff.conftest import PIN, Person, now

WRONG = "314159"
LOCKED_AT = "2026-11-26T09:40:00Z"


@pytest.fixture
def person(tablet: Tablet, take_on: Callable[..., Record]) -> Person:
    return Person(tablet, take_on())


def code(response: Any) -> str:
    return str(response.json()["code"])


def test_name_and_pin_let_in_for_twelve_hours(person: Person) -> None:
    answer = person.sign_in().json()
    assert answer["associate"]["name"] == person.record.name
    assert LEASE_SECONDS - 60 < answer["seconds"] <= LEASE_SECONDS


def test_names_are_typed_as_people_type(person: Person) -> None:
    assert person.sign_in(name=f"  {person.record.name.upper()} ").status_code == 200


def test_a_badge_needs_the_pin_too(person: Person, beside: Any) -> None:
    beside(lambda storage: roster.set_badge(storage, person.record, f"badge {person.record.id}", now()))
    badge = f"badge {person.record.id}"
    assert code(person.sign_in(WRONG, badge=badge)) == "sign_in_refused"
    assert person.sign_in(badge=badge).status_code == 200
    beside(lambda storage: roster.set_badge(storage, person.record, "", now()))


def test_a_lost_answer_is_asked_for_again(person: Person) -> None:
    first, again = person.sign_in().json(), person.sign_in().json()
    assert first["associate"] == again["associate"]


def test_a_session_is_nobody_elses(person: Person, take_on: Callable[..., Record]) -> None:
    person.sign_in()
    other = Person(person.tablet, take_on())
    other.session = person.session
    assert code(other.sign_in()) == "session_used"


def test_a_shoppers_visit_becomes_no_associates(person: Person) -> None:
    person.session = person.tablet.visit
    person.tablet.sync(person.tablet.op(f"list:{person.record.id}", {"verb": "CreateList"}))
    assert code(person.sign_in()) == "session_used"


def test_wrong_pin_unknown_name_and_other_store_are_refused_alike(
    person: Person, take_on: Callable[..., Record]
) -> None:
    refused = [person.sign_in(WRONG), person.sign_in(name="Nobody"), person.sign_in(badge="none")]
    elsewhere = Person(person.tablet, take_on(store="roma"))
    refused += [elsewhere.sign_in(), person.sign_in(name="")]
    assert {response.text for response in refused} == {refused[0].text}
    assert code(refused[0]) == "sign_in_refused"


def test_waits_grow_and_a_right_pin_does_not_shorten_them(person: Person) -> None:
    for _ in range(FREE_TRIES + 1):
        assert code(person.sign_in(WRONG)) == "sign_in_refused"
    waiting = person.sign_in()
    assert code(waiting) == "sign_in_waits"
    assert 0 < int(waiting.headers["retry-after"]) <= 30


@pytest.mark.parametrize("by", ["name", "badge"])
def test_what_is_nobodys_is_refused_and_waits_like_a_colleague(
    person: Person, new_tablet: Callable[[], Tablet], beside: Any, by: str
) -> None:
    badge = f"badge {person.record.id}"
    beside(lambda storage: roster.set_badge(storage, person.record, badge, now()))
    known = {"name": person.record.name, "badge": badge}[by]

    def hear(guess: str) -> list[tuple[str, bool]]:
        # At a tablet of its own: it has its own brake.
        asking = Person(new_tablet(), person.record)
        answers = [asking.sign_in(WRONG, **{by: guess}) for _ in range(FREE_TRIES + 2)]
        return [(answer.text, "retry-after" in answer.headers) for answer in answers]

    told = hear(known)
    assert hear(f"Nobody {new_id()}") == told
    assert [has_wait for _, has_wait in told] == [False] * (FREE_TRIES + 1) + [True]


def test_many_who_guess_at_once_have_no_more_tries(person: Person) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: code(person.sign_in(WRONG)), range(8)))
    assert answers.count("sign_in_refused") == FREE_TRIES + 1


def test_a_right_pin_begins_the_count_anew(person: Person) -> None:
    for _ in range(2):
        for _ in range(FREE_TRIES - 1):
            person.sign_in(WRONG)
        assert person.sign_in().status_code == 200


def test_who_guesses_many_names_at_once_is_braked_like_one_after_the_other(person: Person) -> None:
    def guess(number: int) -> str:
        return code(person.sign_in(WRONG, name=f"Nobody {number}"))

    with ThreadPoolExecutor(24) as pool:
        said = Counter(pool.map(guess, range(24)))
    assert said == {"sign_in_refused": MAX_FAILURES, "too_many": 24 - MAX_FAILURES}
    assert code(person.sign_in()) == "too_many"


def test_who_gets_in_is_not_braked(person: Person) -> None:
    for _ in range(MAX_FAILURES + 2):
        assert person.sign_in().status_code == 200


@pytest.fixture
def locked(person: Person, beside: Any) -> Person:
    """Somebody after as many wrong PINs as it takes."""

    async def lock(storage: Any) -> None:
        place, scope = Key(KIND, person.record.id), scopes.associate(person.record.id)
        tries = Tries(LOCKED_AFTER, at=LOCKED_AT)
        await documents.change(
            storage, scope, place, Record, lambda known: known and replace(known, tries=tries)
        )

    beside(lock)
    return person


def test_a_manager_unlocks(locked: Person, take_on: Callable[..., Record]) -> None:
    assert code(locked.sign_in()) == "sign_in_locked"
    manager = Person(locked.tablet, take_on(Role.MANAGER))
    colleague = Person(locked.tablet, take_on())
    for one in (manager, colleague):
        one.sign_in()
    body = {"associate": locked.record.id}
    post = locked.tablet.http.post
    refused = post("/v1/staff/unlocks", json={**body, "proof": colleague.session.secret})
    assert code(refused) == "forbidden"
    assert code(post("/v1/staff/unlocks", json={**body, "proof": "x"})) == "no_staff_session"
    done = post("/v1/staff/unlocks", json={**body, "proof": manager.session.secret})
    assert done.json()["name"] == locked.record.name
    assert locked.sign_in().status_code == 200


def test_a_manager_sees_who_is_locked_out_and_since_when(
    locked: Person, take_on: Callable[..., Record]
) -> None:
    manager = Person(locked.tablet, take_on(Role.MANAGER))
    colleague = Person(locked.tablet, take_on(Role.ASSOCIATE))
    elsewhere = take_on(store="roma")
    for one in (manager, colleague):
        one.sign_in()
    for _ in range(FREE_TRIES + 1):
        Person(locked.tablet, colleague.record).sign_in(WRONG)

    def ask(who: Person) -> Any:
        return locked.tablet.http.post("/v1/staff/colleagues", json={"proof": who.session.secret})

    assert code(ask(colleague)) == "forbidden"
    shown = {one["associate"]["id"]: one for one in ask(manager).json()["colleagues"]}
    assert elsewhere.id not in shown
    assert shown[locked.record.id]["state"] == "locked"
    assert shown[locked.record.id]["since"] == LOCKED_AT
    assert "state" not in shown[manager.record.id]
    waits = shown[colleague.record.id]
    assert waits["state"] == "waits"
    assert 0 < waits["seconds"] <= 30
    assert waits["since"] > colleague.record.since[:10]


def test_a_manager_unlocks_nobody_of_another_store(tablet: Tablet, take_on: Callable[..., Record]) -> None:
    manager = Person(tablet, take_on(Role.MANAGER))
    manager.sign_in()
    body = {"associate": take_on(store="roma").id, "proof": manager.session.secret}
    assert code(tablet.http.post("/v1/staff/unlocks", json=body)) == "not_found"


def test_what_the_store_of_documents_keeps_proves_nobody(person: Person, hub: RunningHub) -> None:
    person.sign_in()
    kept = b"".join(path.read_bytes() for path in hub.data.glob("hub.db*"))
    assert b"$argon2id$" in kept
    for secret in (PIN, person.session.secret):
        assert secret.encode() not in kept
    said = (hub.data.parent / f"{hub.data.name}.log").read_text()
    assert person.record.name not in said
