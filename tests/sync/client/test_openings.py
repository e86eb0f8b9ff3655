"""Who is open at a desk: the latest first, so many of them, and how many there are."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from sync.client.replica import Replica
from sync.client.store.people import Person
from sync.protocol import scopes, sessions
from sync.protocol.customers import Customer
from sync.protocol.envelope import Change, SyncAnswer
from sync.protocol.staff import Associate, Look, Opening, Role
from tests.fakes import FakeHub

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
HERE = scopes.staff("milano")
LATER, OVER = "2026-11-22T20:00:00Z", "2026-11-22T09:59:59Z"


@pytest.fixture
def replica(tmp_path: Path) -> Iterator[Replica]:
    made = Replica(tmp_path, FakeHub().identity("Desk 1"), lambda: NOW)
    session = sessions.begin()
    giulia = Person(session.id, Associate("g", "Giulia", Role.ASSOCIATE), "", b"salt", b"sealed")
    made.desk.admit(giulia, session, 3600)
    yield made
    made.close()


def tell(replica: Replica, *told: tuple[str, str, Opening | Customer]) -> None:
    replica.desk.want({scope for scope, _, _ in told})
    changes = [
        Change(scope, kind, one.id, at, msgspec.Raw(msgspec.json.encode(one)))
        for at, (scope, kind, one) in enumerate(told, 1)
    ]
    replica.receive(SyncAnswer("epoch", "2026-11-22T10:00:00Z", changes=changes))


def looked(name: str, *at: str, until: str = LATER) -> tuple[str, str, Opening]:
    return HERE, "opening", Opening(name, until, [Look("g", f"2026-11-22T{each}:00Z", "card") for each in at])


def test_who_was_looked_at_last_is_first_and_who_is_over_is_not_there(replica: Replica) -> None:
    tell(
        replica,
        looked("early", "08:00"),
        looked("again", "07:00", "09:30"),
        looked("late", "09:00"),
        looked("never"),
        looked("over", "09:50", until=OVER),
        looked("list:x", "09:55"),
        (scopes.staff("roma"), "opening", Opening("elsewhere", LATER)),
    )
    names = [one.id for one in replica.desk.openings(HERE, 10)]
    assert names == ["again", "late", "early", "never"]
    assert [one.id for one in replica.desk.openings(HERE, 2)] == names[:2]
    assert replica.desk.count_openings(HERE) == 4


def test_documents_are_found_by_a_text_that_stands_in_a_field_as_a_whole(replica: Replica) -> None:
    told = [Customer("a", cards=["K12"]), Customer("b", cards=["K123"]), Customer("c", cards=['K"12'])]
    tell(replica, *((scopes.customer(one.id), "customer", one) for one in told))
    assert [one.id for one in replica.containing("customer", "K12", Customer)] == ["a"]
    assert [one.id for one in replica.containing("customer", 'K"12', Customer)] == ["c"]
    assert replica.containing("customer", "K", Customer) == []
    assert replica.containing("person", "K12", Customer) == []
