"""What was decided hears its first result again, also when its maker may by now not do it any more."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from sync.hub.storage.port import Write
from sync.protocol import scopes
from sync.protocol.envelope import Op
from sync.protocol.ids import new_id
from sync.protocol.list_verbs import AddLine
from sync.protocol.lists import ShoppingList
from sync.protocol.staff import Opening
from tests.sync.hub.conftest import Tablet
from tests.sync.hub.staff.conftest import Person

SOON, LONG_AGO = "2999-01-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z"


class Served:
    """An associate, and the list of a customer whom the store may open and close."""

    def __init__(self, person: Person, write_beside: Any) -> None:
        self.person = person
        self._write = write_beside
        self._customer, self._list = new_id(), new_id()
        self.scope = scopes.shopping_list(self._list)
        document = ShoppingList(self._list, owner="guest:somebody")
        self._put(self.scope, "list", self._list, document)

    def until(self, moment: str) -> None:
        opening = Opening(self._customer, moment, lists=[self._list])
        self._put("staff:milano", "opening", self._customer, opening)

    def adds(self, quantity: int = 1) -> Op:
        verb = AddLine("lamp", "lamp-1", quantity=quantity)
        return self.person.tablet.op(self.scope, verb, principal=self.person.principal, schema=2)

    def hears(self, op: Op) -> tuple[str, int, str]:
        (result,) = self.person.tablet.results(op, proofs=[self.person.session.secret])
        return result.status, result.seq, result.reason

    def _put(self, scope: str, kind: str, identifier: str, document: msgspec.Struct) -> None:
        self._write(scope, [Write(kind, identifier, msgspec.json.encode(document))])


@pytest.fixture
def served(new_person: Callable[..., Person], write_beside: Any) -> Served:
    return Served(new_person(), write_beside)


def test_a_resend_after_the_customer_was_closed_hears_the_first_result(served: Served) -> None:
    served.until(SOON)
    taken, refused = served.adds(), served.adds(-1)
    first, refusal = served.hears(taken), served.hears(refused)
    assert (first[0], refusal[0]) == ("applied", "rejected")
    served.until(LONG_AGO)
    assert served.hears(served.adds()) == ("rejected", 0, "forbidden")
    assert served.hears(taken) == first
    assert served.hears(refused) == refusal


def test_something_else_under_the_same_id_hears_nothing_of_it(served: Served) -> None:
    served.until(SOON)
    taken = served.adds()
    assert served.hears(taken)[0] == "applied"
    served.until(LONG_AGO)
    other = msgspec.structs.replace(served.adds(), id=taken.id)
    assert served.hears(other) == ("rejected", 0, "forbidden")


def test_another_tablet_hears_nothing_of_it(served: Served, new_tablet: Callable[[], Tablet]) -> None:
    served.until(SOON)
    taken = served.adds()
    assert served.hears(taken)[0] == "applied"
    served.until(LONG_AGO)
    served.person.tablet = new_tablet()
    assert served.hears(taken) == ("rejected", 0, "other_device")


def test_what_comes_after_a_repeated_one_is_decided_on_its_own(served: Served) -> None:
    served.until(SOON)
    taken = served.adds()
    first = served.hears(taken)
    served.until(LONG_AGO)
    later = served.adds()
    results = served.person.tablet.results(taken, later, proofs=[served.person.session.secret])
    heard = {result.id: (result.status, result.seq, result.reason) for result in results}
    assert heard == {taken.id: first, later.id: ("rejected", 0, "forbidden")}
