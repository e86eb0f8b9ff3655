import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.core.lists import ListKeeper
from kiosk.core.session import ShopperSession
from sync.client.exchange import Exchange
from sync.client.replica import Replica
from sync.protocol.actors import Actor
from sync.protocol.envelope import SyncAnswer
from sync.protocol.errors import Rejected
from sync.protocol.list_verbs import AddLine, RenameList
from sync.protocol.lists import ShoppingList
from tests.fakes import Clock, FakeHub, FakeLink


class Shop:
    def __init__(self, data: Path) -> None:
        self.hub = FakeHub()
        self.link = FakeLink(self.hub)
        self.replica = Replica(data, self.hub.identity())
        self.session = ShopperSession(self.replica, clock=Clock())
        self.keeper = ListKeeper(self.replica, self.session, language="it")

    @property
    def list(self) -> ShoppingList:
        document = self.keeper.current()
        assert document is not None
        return document


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop(tmp_path)
    yield made
    made.replica.close()


@pytest.fixture
def keeper(shop: Shop) -> ListKeeper:
    return shop.keeper


def test_there_is_no_list_before_the_first_act(keeper, shop):
    assert keeper.current() is None
    assert keeper.undo() is None
    assert shop.session.current is None


def test_the_first_add_starts_visit_and_list(keeper, shop):
    change = keeper.add("sofa", "sofa-moss", {"colour": "moss"})
    assert change.changed
    assert change.document == shop.list
    assert (change.document.language, change.document.store) == ("it", "milano")
    assert change.document.owner == shop.session.current.principal
    [line] = change.document.present
    assert (line.product, line.variant, line.options) == ("sofa", "sofa-moss", {"colour": "moss"})


def test_the_same_thing_twice_is_one_line(keeper, shop):
    keeper.add("sofa", "sofa-moss", {})
    keeper.add("sofa", "sofa-moss", {}, 2)
    assert [line.quantity for line in shop.list.present] == [3]


def test_removing_spares_what_was_not_seen(keeper, shop):
    seen = keeper.add("sofa", "sofa-moss", {}, 2).document.present[0]
    keeper.add("sofa", "sofa-moss", {}, 1)
    keeper.remove(seen)
    assert shop.list.pieces == 1


def test_quantities_notes_and_titles(keeper, shop):
    line = keeper.add("sofa", "sofa-moss", {}).document.present[0]
    keeper.adjust(line.id, 4)
    keeper.set_note(line, "for the hall")
    keeper.rename("Hall")
    assert shop.list.title == "Hall"
    assert (shop.list.present[0].quantity, shop.list.present[0].note) == (5, "for the hall")


def test_what_the_rule_refuses_is_raised(keeper):
    with pytest.raises(Rejected, match="no_line"):
        keeper.adjust("nowhere", 1)


def test_undo_goes_back_step_by_step_and_spares_others(keeper, shop):
    line = keeper.add("sofa", "sofa-moss", {}, 2).document.present[0]
    keeper.set_note(line, "for the hall")
    keeper.adjust(line.id, -2)
    keeper.adjust(line.id, -1)  # nothing left to take: no change, so nothing to take back
    assert keeper.undo().document.present[0].quantity == 2
    assert keeper.undo().document.present[0].note == ""
    assert keeper.undo().document.present == []
    assert keeper.undo() is None


def test_undo_takes_back_own_changes_only(keeper, shop):
    keeper.rename("Mine")
    shop.replica.receive(_sync(shop))
    shop.hub.act(shop.list.id, Actor("phone:1", "phone"), AddLine("lamp", "lamp"), "p1")
    shop.hub.act(shop.list.id, Actor("phone:1", "phone"), RenameList("Theirs"), "p2")
    shop.replica.receive(_sync(shop))
    assert keeper.undoable().verb == "RenameList"
    keeper.undo()
    assert (shop.list.title, shop.list.pieces) == ("", 1)


def _sync(shop: Shop) -> SyncAnswer:
    exchange = Exchange(shop.replica)
    return shop.hub.sync(exchange._request(shop.replica.pending(100)))


def test_a_link_is_made_without_the_hub_and_stays_the_same(keeper, shop):
    link = keeper.share()
    token = link.removeprefix("https://shop.example/l/")
    assert len(token) == 43, "256 bits in base64url"
    assert keeper.share() == link
    assert shop.list.shares == {hashlib.sha256(token.encode()).hexdigest(): True}
    assert token not in str([item.op for item in shop.replica.pending(10)]), "the hub learns the hash only"


def test_a_closed_link_stays_closed_and_the_next_is_another(keeper, shop):
    first = keeper.share()
    assert keeper.revoke().changed
    assert keeper.revoke() is None
    second = keeper.share()
    assert second != first
    assert sorted(shop.list.shares.values()) == [False, True]


def test_a_link_closed_from_the_phone_is_not_shown_again(keeper, shop):
    assert not keeper.is_shared()
    first = keeper.share()
    assert keeper.is_shared()
    shop.replica.receive(_sync(shop))
    [share] = shop.list.shares
    closed = shop.hub.lists[shop.list.id]
    closed.shares[share] = False
    shop.hub._count(f"list:{shop.list.id}")
    shop.replica.receive(_sync(shop))
    assert not keeper.is_shared()
    assert keeper.share() != first


def test_a_crash_between_keeping_and_announcing_a_link_is_made_good(keeper, shop):
    keeper.ensure()
    shop.replica.keep_share(shop.session.current.id, "drawn-before-the-crash")
    assert keeper.share().endswith("/l/drawn-before-the-crash")
    assert list(shop.list.shares.values()) == [True]
