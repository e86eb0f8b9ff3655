"""A desk and its hub: thousands of scopes, its work first, and proofs only where somebody gave a PIN."""

import asyncio
from pathlib import Path

import msgspec
import pytest

from sync.client.desk import MOST_PEOPLE
from sync.client.errors import ReplicaError
from sync.client.exchange import Exchange
from sync.client.held import PAGE
from sync.client.replica import Replica
from sync.client.store.people import DESK, Person
from sync.protocol import scopes, sessions
from sync.protocol.customers import Customer
from sync.protocol.envelope import MAX_CURSORS, Change, SyncAnswer, SyncRequest
from sync.protocol.list_verbs import CreateList
from sync.protocol.sessions import NewSession
from sync.protocol.staff import Associate, Role
from tests.fakes import Clock, FakeHub, FakeLink

OWN = {"staff:milano", "orders:milano"}


class DeskTablet:
    def __init__(self, data: Path, hub: FakeHub) -> None:
        self.data, self.clock, self.identity = data, Clock(), hub.identity("Desk 1")
        self.replica = Replica(data, self.identity, self.clock.now)

    def restart(self) -> None:
        self.replica.close()
        self.replica = Replica(self.data, self.identity, self.clock.now)

    def admit(self, name: str) -> NewSession:
        session = sessions.begin()
        person = Person(session.id, Associate(name, name, Role.ASSOCIATE), "", b"salt", b"sealed")
        self.replica.desk.admit(person, session, 3600)
        return session


@pytest.fixture
def tablet(tmp_path: Path, hub: FakeHub) -> DeskTablet:
    return DeskTablet(tmp_path / "desk", hub)


def test_a_desk_with_thousands_of_scopes_asks_for_its_work_first_and_for_the_others_in_turns(
    tablet: DeskTablet, hub: FakeHub
) -> None:
    tablet.admit("Giulia")
    customers = [f"customer:{number:04}" for number in range(MAX_CURSORS)]
    lists = [scopes.shopping_list(f"{number:04}") for number in range(MAX_CURSORS)]
    tablet.replica.desk.want([*OWN, *customers, *lists])
    for scope in customers:
        hub.put(scope, "customer", scope, b'{"id":"anna"}')
    link, exchange = FakeLink(hub), Exchange(tablet.replica)
    while asyncio.run(exchange.pull(link)).more:
        assert link.requests[-1].cursors.keys() >= OWN
        assert len(link.requests[-1].cursors) <= MAX_CURSORS
    assert len(link.requests) == 3
    asked = set().union(*(request.cursors for request in link.requests))
    assert asked == OWN | set(customers) | set(lists)
    assert all(tablet.replica.document(scope, "customer", scope, Customer) for scope in customers)


def test_proofs_and_leases_are_asked_for_by_whoever_gave_a_pin(tablet: DeskTablet, hub: FakeHub) -> None:
    giulia, marco = tablet.admit("Giulia"), tablet.admit("Marco")
    link = FakeLink(hub)
    asyncio.run(Exchange(tablet.replica).pull(link))
    assert set(link.requests[-1].proofs) == {giulia.secret, marco.secret}
    assert set(link.requests[-1].leases) == {giulia.id, marco.id}
    tablet.restart()
    tablet.replica.desk.opened(marco)
    asyncio.run(Exchange(tablet.replica).pull(link))
    assert (link.requests[-1].proofs, link.requests[-1].leases) == ([marco.secret], [marco.id])


def test_what_waits_without_a_proof_goes_sealed_and_in_order(tablet: DeskTablet, hub: FakeHub) -> None:
    giulia = tablet.admit("Giulia")
    first = tablet.replica.commit_as(giulia, "list:one", CreateList("One"))
    tablet.restart()
    marco = tablet.admit("Marco")
    second = tablet.replica.commit_as(marco, "list:two", CreateList("Two"))
    waiting = [one.sealed.id for one in tablet.replica.pending(10)]
    assert waiting == [first.op, second.op]

    class Listening(FakeLink):
        async def sync(self, request: SyncRequest) -> SyncAnswer:
            self.requests.append(request)
            return hub.sync(SyncRequest(request.device, request.incarnation))

    link = Listening(hub)
    asyncio.run(Exchange(tablet.replica).trip(link))
    (request,) = link.requests
    assert [one.id for one in request.sealed] == [first.op]
    assert [one.id for one in request.ops] == [second.op]


def test_nobody_acts_without_having_signed_in(tablet: DeskTablet) -> None:
    stranger = sessions.begin()
    with pytest.raises(ReplicaError, match="closed"):
        tablet.replica.commit_as(stranger, "list:one", CreateList())
    tablet.admit("Giulia")
    with pytest.raises(ReplicaError, match="nobody is signed in"):
        tablet.replica.commit_as(stranger, "list:one", CreateList())
    assert tablet.replica.pending_count() == 0


def test_signing_in_again_replaces_what_was_kept(tablet: DeskTablet) -> None:
    first, second = tablet.admit("Giulia"), tablet.admit("Giulia")
    assert [one.session for one in tablet.replica.desk.people()] == [second.id]
    assert tablet.replica.desk.proofs.find(first.id) is None


def test_a_desk_takes_no_more_people_than_a_request_can_prove(tablet: DeskTablet) -> None:
    came = []
    for number in range(MOST_PEOPLE + 3):
        came.append(tablet.admit(f"{number:02}"))
        tablet.clock.pass_by(1)
    assert {one.session for one in tablet.replica.desk.people()} == {one.id for one in came[3:]}
    assert {one.id for one in tablet.replica.desk.proofs.every()} == {one.id for one in came[3:]}


def test_a_wanted_scope_with_work_on_the_way_stays_until_it_is_decided(tablet: DeskTablet) -> None:
    giulia = tablet.admit("Giulia")
    tablet.replica.desk.want([*OWN, "list:one", "list:two"])
    tablet.replica.commit_as(giulia, "list:one", CreateList("One"))
    assert tablet.replica.desk.want(OWN) == {"list:two"}
    assert tablet.replica.desk.wanted() == OWN | {"list:one"}


def test_the_desk_lasts_as_long_as_the_hub_grants_somebody_a_lease(tablet: DeskTablet, hub: FakeHub) -> None:
    giulia = tablet.admit("Giulia")
    tablet.clock.pass_by(3000)
    assert tablet.replica.spend_leases(3000) == []
    answer = SyncAnswer(hub.epoch, "2026-05-04T12:50:00Z", leases={giulia.id: 600})
    tablet.replica.receive(answer)
    assert tablet.replica.desk.seconds_left(giulia.id) == 600
    assert tablet.replica.desk.seconds_left(DESK) == sessions.LEASE_SECONDS


def test_what_has_a_scope_of_its_own_is_read_at_once_and_only_the_desks(tablet: DeskTablet) -> None:
    tablet.admit("Giulia")

    class Named(msgspec.Struct):
        id: str

    held = [f"list:{number:04}" for number in range(PAGE + 2)]
    tablet.replica.desk.want([*OWN, *held, "customer:anna"])
    changes = [
        Change(scope, "list", scope[5:], 1, msgspec.Raw(msgspec.json.encode({"id": scope[5:]})))
        for scope in held[1:]
    ]
    tablet.replica.receive(SyncAnswer("first", tablet.clock.now().isoformat(), changes=changes))
    assert [one.id for one in tablet.replica.each(DESK, "list", Named)] == [scope[5:] for scope in held[1:]]
    assert list(tablet.replica.each("another", "list", Named)) == []
    assert sorted(tablet.replica.scopes_of(DESK, "list")) == held


def test_of_many_scopes_the_first_are_those_of_the_desks_work_by_name(tablet: DeskTablet) -> None:
    tablet.admit("Giulia")
    lists = [scopes.shopping_list(f"{number:04}") for number in range(50)]
    tablet.replica.desk.want([*OWN, "customer:anna", "staffed:no", *lists])
    tablet.replica.watch("stock:milano")
    first = tablet.replica.first_scopes({"orders", "staff"}, 100)
    assert first == ["orders:milano", "staff:milano", "customer:anna", *lists, "staffed:no", "stock:milano"]
    for most in range(5):
        assert tablet.replica.first_scopes({"orders", "staff"}, most) == first[:most]
    assert tablet.replica.first_scopes((), 100) == sorted(first)
