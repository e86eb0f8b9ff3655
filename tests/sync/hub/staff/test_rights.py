"""The table verb x role x scope over HTTP: what is not granted is refused, whatever an app sends."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import msgspec
import pytest

from sync.hub.conformance.drawing import least
from sync.hub.staff.roster import stamp
from sync.hub.storage.port import Write
from sync.protocol import call_verbs, rights, rules, scopes
from sync.protocol.customers import Customer, SetPreference
from sync.protocol.envelope import Op
from sync.protocol.ids import new_id
from sync.protocol.staff import Opening, Role
from tests.sync.hub.staff.conftest import Person
from tests.sync.hub.staff.test_reading import SOON, put

VERBS = [(rule.scope, verb) for rule in rules.RULES for verb in rules.verbs_of(rule)]
OF_STORES = ("orders", "stock", "staff")
HUBS_OWN = (
    "ledger",
    "chain",
    "mail",
    "hook",
    "key",
    "associate",
    "device",
    "client",
    "share",
    "enrolment",
    "sign_in",
    "browser",
)
DOOR = frozenset({"forbidden", "no_proof", "no_scope"})
"""Reasons of refusal that are about the right to do it, and not about what it is done to."""


def ops(person: Person, scope_id: Callable[[str], str]) -> dict[tuple[str, str], Op]:
    return {
        (kind, verb.__name__): person.tablet.op(
            f"{kind}:{scope_id(kind)}", least(verb), principal=person.principal, schema=2
        )
        for kind, verb in VERBS
    }


def reasons(person: Person, made: dict[tuple[str, str], Op]) -> dict[tuple[str, str], str]:
    results = person.tablet.results(*made.values(), proofs=[person.session.secret])
    by_id = {result.id: result for result in results}
    return {key: by_id[op.id].reason for key, op in made.items()}


@pytest.mark.parametrize("role", Role)
def test_every_verb_is_open_to_the_roles_of_the_table_alone(
    new_person: Callable[..., Person], write_beside: Any, role: Role
) -> None:
    person, customer = new_person(role), new_id()
    opening = Opening(customer, SOON, lists=[customer], receipts=[customer])
    put(write_beside, "staff:milano", "opening", customer, opening)
    said = reasons(person, ops(person, lambda kind: "milano" if kind in OF_STORES else customer))
    for (kind, verb), reason in said.items():
        granted = rights.may_do(role, kind, verb) and kind != "session"
        assert (reason not in DOOR) == granted, (kind, verb, reason)


@pytest.mark.parametrize("role", Role)
def test_colleagues_are_looked_after_by_who_manages_alone(
    new_person: Callable[..., Person], role: Role
) -> None:
    person, colleague = new_person(role), new_person()
    post = person.tablet.http.post
    body = {"proof": person.session.secret}
    for path, sent in (
        ("/v1/staff/colleagues", body),
        ("/v1/staff/unlocks", {**body, "associate": colleague.record.id}),
    ):
        answer = post(path, json=sent)
        expected = 200 if rights.may_manage(role) else 403
        assert (answer.status_code, answer.json().get("code")) == (
            expected,
            None if expected == 200 else "forbidden",
        ), path


@pytest.mark.parametrize("role", Role)
def test_nothing_is_granted_elsewhere_or_on_who_is_not_open(
    new_person: Callable[..., Person], write_beside: Any, role: Role
) -> None:
    person, stranger = new_person(role), new_id()
    scope = scopes.shopping_list(stranger)
    write_beside(scope, [_document("list", stranger, {"owner": f"customer:{stranger}"})])
    write_beside(scopes.receipt(stranger), [_document("receipt", stranger, {"customer": stranger})])
    said = reasons(person, ops(person, lambda kind: "roma" if kind in OF_STORES else stranger))
    assert set(said.values()) == {"forbidden"}


def test_what_comes_late_counts_but_not_for_ever(
    new_person: Callable[..., Person], write_beside: Any
) -> None:
    person, customer = new_person(), new_id()
    scope = scopes.customer(customer)
    put(write_beside, scope, "customer", customer, Customer(customer))
    for ago, expected in ((timedelta(hours=1), "applied"), (timedelta(days=4), "rejected")):
        until = stamp(datetime.now(UTC) - ago)
        put(write_beside, "staff:milano", "opening", customer, Opening(customer, until))
        assert not person.reads(scope)
        assert person.does(scope, SetPreference("style", "plain"))[0] == expected


@pytest.mark.parametrize("role", Role)
def test_what_follows_by_itself_is_in_nobodys_rights(role: Role) -> None:
    for verb in get_args(call_verbs.HUBS_OWN):
        assert not rights.may_do(role, "list", verb.__name__), verb
        assert not rights.may_shop("list", verb.__name__), verb


@pytest.mark.parametrize("kind", HUBS_OWN)
def test_the_hubs_own_is_nobodys(new_person: Callable[..., Person], kind: str) -> None:
    person = new_person(Role.MANAGER)
    for scope in (f"{kind}:milano", f"{kind}:{person.record.id}"):
        assert person.does(scope, {"verb": "PutAssociate"}) == ("rejected", "forbidden")


def test_a_proof_of_a_colleague_or_of_a_shopper_proves_nobody_else(
    new_person: Callable[..., Person],
) -> None:
    giulia = new_person()
    marco = new_person(tablet=giulia.tablet)
    op = giulia.tablet.op("staff:milano", {"verb": "TakeHelp", "help": "h"}, principal=giulia.principal)
    for secret in (marco.session.secret, giulia.tablet.visit.secret):
        (result,) = giulia.tablet.results(op, proofs=[secret])
        assert (result.status, result.reason) == ("rejected", "no_proof")


def test_an_associates_secret_makes_no_shopper(new_person: Callable[..., Person]) -> None:
    person = new_person()
    op = person.tablet.op(
        scopes.shopping_list(new_id()), {"verb": "CreateList"}, principal=f"guest:{person.session.id}"
    )
    (result,) = person.tablet.results(op, proofs=[person.session.secret])
    assert result.status == "rejected"


def _document(kind: str, identifier: str, fields: dict[str, Any]) -> Write:
    return Write(kind, identifier, msgspec.json.encode({"id": identifier, **fields}))
