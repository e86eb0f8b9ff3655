"""Who signed in, and how what they began as a guest joins what is theirs."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.core.known import KnownShopper, Seen
from kiosk.core.lists import ListKeeper
from kiosk.core.session import ShopperSession
from kiosk.core.shopper import Shopper
from sync.client.errors import ReplicaError
from sync.client.replica import Replica
from sync.protocol import scopes
from sync.protocol.customers import Customer, SetStore
from sync.protocol.envelope import Change, EraseOrder, SyncAnswer
from sync.protocol.errors import Rejected
from sync.protocol.fits import Fit, Tally
from sync.protocol.ids import line_id
from sync.protocol.lists import Line, ShoppingList
from sync.protocol.sign_ins import SignedInShopper
from tests.fakes import Clock, FakeHub

ANNA = "anna"
HALL = "hall-list"


class Visit:
    """One tablet, and a hub of which the test says the words."""

    def __init__(self, data: Path) -> None:
        self.identity = FakeHub().identity()
        self.data = data
        self.seqs: dict[str, int] = {}
        self.open()

    def open(self) -> None:
        self.replica = Replica(self.data, self.identity)
        self.session = ShopperSession(self.replica, clock=Clock())
        self.keeper = ListKeeper(self.replica, self.session, language="it")
        self.known = KnownShopper(self.replica, self.session)

    def crash(self) -> None:
        self.replica.close()
        self.open()
        self.session.recover()

    def tell(self, *documents: Any) -> None:
        """The hub sends documents."""
        changes = []
        for body in documents:
            kind = "customer" if isinstance(body, Customer) else "list"
            scope = f"{kind}:{body.id}"
            self.seqs[scope] = self.seqs.get(scope, 0) + 1
            raw = msgspec.Raw(msgspec.json.encode(body))
            changes.append(Change(scope, kind, body.id, self.seqs[scope], raw))
        now = datetime.now(UTC).isoformat()
        self.replica.receive(SyncAnswer("epoch", now, changes=changes))

    def sign_in(self, *lists: ShoppingList, **more: Any) -> None:
        names = [one.id for one in lists]
        self.known.enter(SignedInShopper(ANNA, "A***", 7200, "Anna", names))
        self.tell(Customer(ANNA, lists=names, **more), *lists)


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[Visit]:
    made = Visit(tmp_path)
    yield made
    made.replica.close()


def own(identifier: str = HALL, *lines: Line, title: str = "Hall") -> ShoppingList:
    return ShoppingList(identifier, f"customer:{ANNA}", title, lines=list(lines))


def line(list_id: str, variant: str, quantity: int, note: str = "") -> Line:
    return Line(line_id(list_id, variant, {}), variant, variant, quantity, note=note)


def pieces(document: ShoppingList | None) -> dict[str, int]:
    return {one.variant: one.quantity for one in document.present} if document else {}


def held(visit: Visit, name: str) -> ShoppingList:
    found = visit.replica.document(scopes.shopping_list(name), "list", name, ShoppingList)
    assert found is not None
    return found


def test_a_guest_is_nobody(visit: Visit) -> None:
    visit.keeper.add("sofa", "sofa", {})
    assert visit.known.shopper is None
    assert visit.known.read() == Seen()
    assert visit.known.merge("", {"any"}) is None


def test_who_signed_in_is_known_and_so_is_what_is_theirs(visit: Visit) -> None:
    visit.keeper.add("sofa", "sofa", {})
    visit.sign_in(own(HALL, line(HALL, "lamp", 2)))
    seen = visit.known.read()
    assert seen.shopper == Shopper(ANNA, "Anna", "A***")
    assert [pieces(one) for one in seen.lists] == [{"lamp": 2}]
    assert pieces(seen.guest) == {"sofa": 1}
    assert visit.replica.scopes_of(visit.session.current.id, "customer") == [scopes.customer(ANNA)]  # type: ignore[union-attr]


def test_a_crash_forgets_nobody_and_the_end_of_the_visit_does(visit: Visit) -> None:
    visit.keeper.add("sofa", "sofa", {})
    visit.sign_in(own())
    visit.crash()
    assert visit.known.shopper == Shopper(ANNA, "Anna", "A***")
    visit.session.end("sign_out")
    assert visit.known.shopper is None
    assert visit.known.customer() is None
    visit.replica.close()
    for path in visit.data.glob("replica*"):
        assert b"Anna" not in path.read_bytes()
        assert b"A***" not in path.read_bytes()
    visit.open()


def test_who_is_erased_while_they_are_here_is_nobody(visit: Visit) -> None:
    visit.sign_in(own(HALL, line(HALL, "lamp", 1)))
    order = EraseOrder("order", [scopes.customer(ANNA), scopes.shopping_list(HALL)])
    visit.replica.receive(SyncAnswer("epoch", datetime.now(UTC).isoformat(), erase=[order]))
    assert visit.known.read() == Seen()
    assert visit.session.current is not None
    visit.replica.close()
    assert not [path for path in visit.data.glob("replica*") if b"Anna" in path.read_bytes()]
    visit.open()


def test_nobody_enters_a_visit_that_is_over(visit: Visit) -> None:
    visit.session.begin()
    visit.replica.wipe(visit.session.current.id, "idle")  # type: ignore[union-attr]
    with pytest.raises(ReplicaError):
        visit.known.enter(SignedInShopper(ANNA, "A***", 7200))


def test_chosen_lines_join_a_list_of_theirs_and_add_up(visit: Visit) -> None:
    visit.keeper.add("sofa", "sofa", {})
    change = visit.keeper.add("lamp", "lamp", {}, 2)
    lamp = next(one for one in change.document.present if one.variant == "lamp")
    visit.keeper.set_note(lamp, "warm light")
    visit.keeper.set_priority(lamp, "must")
    visit.sign_in(own(HALL, line(HALL, "lamp", 1, "two sockets")))
    merged = visit.known.merge(HALL, {lamp.id})
    assert merged is not None
    assert (merged.lines, merged.target, merged.whole) == (1, HALL, False)
    assert pieces(held(visit, HALL)) == {"lamp": 3}
    joined = held(visit, HALL).present[0]
    assert (joined.note, joined.priority) == ("two sockets\nwarm light", "must")
    assert pieces(visit.known.read().guest) == {"sofa": 1}, "what was not chosen stays apart"


def test_what_joined_parts_again(visit: Visit) -> None:
    change = visit.keeper.add("lamp", "lamp", {}, 2)
    guest = change.document.id
    visit.sign_in(own(HALL, line(HALL, "lamp", 1)))
    merged = visit.known.merge(HALL, {change.document.present[0].id})
    assert merged is not None
    assert pieces(held(visit, guest)) == {}
    visit.known.part(merged)
    assert pieces(held(visit, HALL)) == {"lamp": 1}
    assert pieces(held(visit, guest)) == {"lamp": 2}


def test_a_list_that_joins_whole_stays_the_same_list(visit: Visit) -> None:
    change = visit.keeper.add("lamp", "lamp", {}, 2)
    guest = change.document.id
    visit.sign_in()
    merged = visit.known.merge("", {one.id for one in change.document.present})
    assert merged is not None
    assert merged.whole
    assert held(visit, guest).is_of(ANNA)
    customer = visit.known.customer()
    assert customer is not None
    assert customer.lists == [guest]
    assert visit.known.read().guest is None

    visit.known.part(merged)
    seen = visit.known.read()
    assert pieces(seen.guest) == {"lamp": 2}
    assert pieces(held(visit, guest)) == {}


def test_some_lines_become_a_list_of_their_own(visit: Visit) -> None:
    visit.keeper.add("sofa", "sofa", {})
    change = visit.keeper.add("lamp", "lamp", {})
    visit.sign_in(own())
    merged = visit.known.merge("", {change.document.present[0].id})
    assert merged is not None
    assert not merged.whole
    assert pieces(held(visit, merged.target)) == {"sofa": 1}
    assert held(visit, merged.target).is_of(ANNA)
    customer = visit.known.customer()
    assert customer is not None
    assert merged.target in customer.lists


def test_all_of_a_merge_is_there_after_a_crash_or_none(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    visit.keeper.add("sofa", "sofa", {})
    change = visit.keeper.add("lamp", "lamp", {})
    guest, lines = change.document.id, {one.id for one in change.document.present}
    visit.sign_in(own())
    keep, calls = visit.replica._maker.keep, []

    def break_off(*arguments: Any) -> bool:
        calls.append(arguments)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return keep(*arguments)

    monkeypatch.setattr(visit.replica._maker, "keep", break_off)
    with pytest.raises(KeyboardInterrupt):
        visit.known.merge(HALL, lines)
    visit.crash()
    assert pieces(held(visit, guest)) == {"sofa": 1, "lamp": 1}
    assert pieces(held(visit, HALL)) == {}
    assert visit.known.merge(HALL, lines) is not None
    assert pieces(held(visit, HALL)) == {"sofa": 1, "lamp": 1}


def test_a_merge_that_a_rule_refuses_changes_nothing(visit: Visit) -> None:
    visit.keeper.add("sofa", "sofa", {})
    change = visit.keeper.add("lamp", "lamp", {})
    full = [Line(f"l{at}", f"p{at}", f"p{at}", 1) for at in range(499)]
    visit.sign_in(own(HALL, *full))
    with pytest.raises(Rejected, match="list_full"):
        visit.known.merge(HALL, {one.id for one in change.document.present})
    assert pieces(held(visit, change.document.id)) == {"sofa": 1, "lamp": 1}
    assert len(held(visit, HALL).lines) == 499


def test_until_they_are_known_here_nothing_joins(visit: Visit) -> None:
    change = visit.keeper.add("lamp", "lamp", {})
    visit.known.enter(SignedInShopper(ANNA, "A***", 7200))
    assert visit.known.merge("", {change.document.present[0].id}) is None


def test_lists_that_become_theirs_elsewhere_come_too(visit: Visit) -> None:
    visit.sign_in(own())
    assert not visit.known.follow()
    visit.tell(Customer(ANNA, lists=[HALL, "phone-list"]))
    assert visit.known.follow()
    visit.tell(own("phone-list", line("phone-list", "rug", 1), title="From the phone"))
    assert {one.title for one in visit.known.read().lists} == {"Hall", "From the phone"}


def test_a_list_begun_after_signing_in_is_their_own(visit: Visit) -> None:
    visit.sign_in()
    change = visit.keeper.add("sofa", "sofa", {})
    assert change.document.is_of(ANNA)
    customer = visit.known.customer()
    assert customer is not None
    assert customer.lists == [change.document.id]


def test_they_go_on_with_the_list_they_choose(visit: Visit) -> None:
    visit.sign_in(own(HALL, line(HALL, "lamp", 1)), own("other", line("other", "rug", 1), title="Other"))
    visit.keeper.choose("other")
    assert visit.keeper.add("sofa", "sofa", {}).document.title == "Other"
    visit.keeper.choose(HALL)
    assert visit.keeper.current() == held(visit, HALL)


def test_each_list_has_a_link_of_its_own(visit: Visit) -> None:
    visit.sign_in(own(HALL, line(HALL, "lamp", 1)), own("other", line("other", "rug", 1), title="Other"))
    visit.keeper.choose("other")
    link = visit.keeper.share()
    visit.keeper.choose(HALL)
    assert not visit.keeper.is_shared()
    second = visit.keeper.share()
    assert second != link
    visit.keeper.revoke()
    visit.keeper.choose("other")
    assert visit.keeper.is_shared()
    assert visit.keeper.share() == link


def test_what_an_earlier_visit_did_is_not_taken_back_here(visit: Visit) -> None:
    visit.sign_in()
    visit.keeper.add("sofa", "sofa", {})
    before = visit.known.read().lists[0]
    visit.session.end("sign_out")
    visit.sign_in(before)
    assert visit.keeper.undoable() is None


def test_a_merge_is_not_taken_back_piece_by_piece(visit: Visit) -> None:
    change = visit.keeper.add("lamp", "lamp", {}, 2)
    visit.sign_in(own(HALL, line(HALL, "rug", 1)))
    merged = visit.known.merge(HALL, {change.document.present[0].id})
    assert merged is not None
    visit.keeper.choose(HALL)
    visit.keeper.spare(op for _, op in merged.done)
    assert visit.keeper.undoable() is None
    visit.keeper.add("sofa", "sofa", {})
    visit.keeper.undo()
    assert pieces(held(visit, HALL)) == {"rug": 1, "lamp": 2}


def test_what_fits_is_told_with_its_reason(visit: Visit) -> None:
    fit = Fit("size", "coats", "sera", {"M": Tally(bought=4, returned=1), "L": Tally(bought=1, returned=1)})
    assert visit.known.fit("size", "coats", "sera") is None
    visit.sign_in(fits={"size|coats|sera": fit})
    known = visit.known.fit("size", "coats", "sera")
    assert known is not None
    assert (known.advice.size, known.advice.kept, known.advice.bought) == ("M", 3, 4)


def test_what_they_change_is_written_and_waits_for_the_hub(visit: Visit) -> None:
    visit.sign_in()
    visit.known.do(SetStore("torino"))
    customer = visit.known.customer()
    assert customer is not None
    assert customer.store == "torino"
    assert visit.replica.pending_count(visit.session.current.id) == 1  # type: ignore[union-attr]


def test_the_receipt_says_whose_the_lists_are(visit: Visit) -> None:
    visit.sign_in(own(HALL, line(HALL, "lamp", 2)))
    receipt = visit.session.end("sign_out")
    assert (receipt.own, receipt.products, receipt.pieces) == (True, 1, 2)
