"""The table verb x scope for who signed in at a tablet: what is theirs, while the visit goes on."""

from collections.abc import Callable
from itertools import islice

import pytest

from sync.hub.conformance.drawing import least
from sync.hub.storage.documents import write
from sync.hub.storage.port import Key, Write
from sync.protocol import rights, rules, scopes
from sync.protocol.customers import Customer, LinkList, SetSize
from sync.protocol.envelope import Op
from sync.protocol.ids import new_id
from sync.protocol.list_verbs import RenameList
from sync.protocol.lists import ShoppingList
from sync.protocol.sessions import EndSession
from tests.sync.hub.conftest import Tablet
from tests.sync.hub.sign_ins.conftest import Post, Shopper, an_address

VERBS = [(rule.scope, verb) for rule in rules.RULES for verb in rules.verbs_of(rule)]
DOOR = frozenset({"forbidden", "no_proof", "no_scope", "not_yours"})
"""Reasons of refusal that are about the right to do it, and not about what it is done to."""

WriteBeside = Callable[[str, list[Write]], None]


@pytest.fixture
def customer(shopper: Shopper, post: Post) -> str:
    return str(shopper.sign_in(post, an_address())["customer"])


def put(write_beside: WriteBeside, document: Customer | ShoppingList) -> None:
    kind = "customer" if isinstance(document, Customer) else "list"
    write_beside(f"{kind}:{document.id}", [write(Key(kind, document.id), document)])


def reasons(shopper: Shopper, scope_id: str) -> dict[tuple[str, str], str]:
    made = {
        (kind, verb.__name__): shopper.tablet.op(
            f"{kind}:{scope_id}", least(verb), principal=shopper.principal, schema=2
        )
        for kind, verb in VERBS
        if kind != "session"
    }
    results = shopper.tablet.results(*made.values(), proofs=[shopper.visit.secret])
    by_id = {result.id: result for result in results}
    return {key: by_id[op.id].reason for key, op in made.items()}


def test_every_verb_of_the_table_is_open_in_their_own_scopes_and_no_other_is(
    shopper: Shopper, customer: str, write_beside: WriteBeside
) -> None:
    put(write_beside, ShoppingList(customer, f"customer:{customer}"))
    for (kind, verb), reason in reasons(shopper, customer).items():
        granted = rights.may_when_signed_in(kind, verb)
        if verb == "AttachList":  # the least one names another customer
            continue
        assert (reason not in DOOR) == granted, (kind, verb, reason)


def test_nothing_is_granted_on_somebody_elses(
    shopper: Shopper, customer: str, write_beside: WriteBeside
) -> None:
    other = new_id()
    put(write_beside, Customer(other))
    put(write_beside, ShoppingList(other, f"customer:{other}"))
    assert set(reasons(shopper, other).values()) <= {"forbidden", "not_yours"}
    own = (scopes.customer(other), scopes.person(other), scopes.shopping_list(other), scopes.person(customer))
    assert shopper.reads(*own) == set()


def test_a_guest_may_nothing_on_customers(shopper: Shopper, write_beside: WriteBeside) -> None:
    other = new_id()
    put(write_beside, Customer(other))
    put(write_beside, ShoppingList(other, f"customer:{other}"))
    assert set(reasons(shopper, other).values()) <= {"forbidden", "not_yours"}


def test_another_visit_at_the_same_tablet_has_none_of_it(
    shopper: Shopper, customer: str, write_beside: WriteBeside
) -> None:
    scope = scopes.customer(customer)
    beside = Shopper(shopper.tablet)
    assert beside.reads(scope) == set()
    assert beside.does(scope, SetSize("shoe", "40")) == ("rejected", "forbidden")
    op: Op = shopper.tablet.op(scope, SetSize("shoe", "41"), principal=shopper.principal)
    (result,) = shopper.tablet.results(op, proofs=[beside.visit.secret])
    assert (result.status, result.reason) == ("rejected", "no_proof")


def test_the_visits_secret_opens_nothing_at_another_tablet(
    shopper: Shopper, customer: str, new_tablet: Callable[[], Tablet]
) -> None:
    stolen = Shopper(new_tablet(), shopper.visit)
    scope = scopes.customer(customer)
    assert stolen.reads(scope) == set()
    assert stolen.does(scope, SetSize("shoe", "40")) == ("rejected", "other_device")


def test_after_signing_out_the_secret_writes_nothing_of_theirs(
    shopper: Shopper, customer: str, write_beside: WriteBeside
) -> None:
    scope, own = scopes.customer(customer), scopes.shopping_list(new_id())
    put(write_beside, ShoppingList(own.partition(":")[2], f"customer:{customer}"))
    late = shopper.tablet.op(scope, SetSize("shoe", "40"), principal=shopper.principal)
    assert shopper.does(scopes.session(shopper.visit.id), EndSession("sign_out")) == ("applied", "")
    assert shopper.does(scope, SetSize("shoe", "46")) == ("rejected", "forbidden")
    assert shopper.does(own, RenameList("Stolen")) == ("rejected", "not_yours")
    # What was made before and comes later counts.
    (result,) = shopper.tablet.results(late, proofs=[shopper.visit.secret])
    assert result.status == "applied"


def test_after_signing_out_no_other_life_of_the_tablet_writes_in_their_name(
    shopper: Shopper, customer: str, write_beside: WriteBeside
) -> None:
    """A tampered tablet kept the visit's secret, and claims to be another life of itself."""
    scope, own = scopes.customer(customer), scopes.shopping_list(new_id())
    put(write_beside, ShoppingList(own.partition(":")[2], f"customer:{customer}"))
    assert shopper.does(scopes.session(shopper.visit.id), EndSession("sign_out")) == ("applied", "")
    long_ago = {"id": "019a0000-0000-7000-8000-000000000000", "at": "2025-10-20T05:00:00Z"}
    for life in ("two", "", "first"):
        for order in (0, 1, 10_000):
            other = {"incarnation": life, "order": order} if life else {"order": 10_000 + order}
            assert shopper.does(scope, SetSize("shoe", "46"), **other) == ("rejected", "forbidden")
            assert shopper.does(own, RenameList("Stolen"), **other) == ("rejected", "not_yours")
    assert shopper.does(scope, SetSize("shoe", "46"), incarnation="two", order=1, **long_ago) == (
        "rejected",
        "forbidden",
    )


def test_a_list_that_is_still_on_its_way_can_be_kept(shopper: Shopper, customer: str) -> None:
    assert shopper.does(scopes.customer(customer), LinkList(new_id())) == ("applied", "")


def test_a_tablet_hears_of_their_scopes_while_they_are_there(
    shopper: Shopper, customer: str, write_beside: WriteBeside
) -> None:
    own = scopes.shopping_list(new_id())
    put(write_beside, ShoppingList(own.partition(":")[2], f"customer:{customer}"))
    wanted = f"{scopes.customer(customer)},{own}"

    with shopper.tablet.http.stream("GET", "/v1/events", params={"scopes": wanted}) as stream:
        told = (line for line in stream.iter_lines() if line.startswith("data: "))
        assert {scope for line in islice(told, 2) for scope in wanted.split(",") if scope in line} == {
            *wanted.split(",")
        }
    shopper.does(scopes.session(shopper.visit.id), EndSession("finish"))
    with shopper.tablet.http.stream("GET", "/v1/events", params={"scopes": f"{wanted},catalogue"}) as stream:
        write_beside(scopes.CATALOGUE, [Write("marker", new_id(), b"{}")])
        first = next(line for line in stream.iter_lines() if line.startswith("data: "))
        assert "catalogue" in first
