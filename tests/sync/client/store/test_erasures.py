"""Rule 17 on the tablet: what the hub asks to erase is gone, and the hub is told once it is."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sync.client.errors import ReplicaError
from sync.protocol import scopes
from sync.protocol.envelope import EraseOrder, SyncAnswer, SyncRequest
from sync.protocol.ids import line_id
from sync.protocol.list_verbs import AddLine, SetNote
from sync.protocol.lists import ShoppingList
from tests.fakes import NOON, FakeHub

WORD = "planted beside Zelda"
NEIGHBOUR = "another shopper's words"


def answer(hub: FakeHub, *orders: EraseOrder) -> SyncAnswer:
    return SyncAnswer(epoch=hub.epoch, server_time=NOON.isoformat(), erase=list(orders))


def exchange(tablet: Any, hub: FakeHub) -> None:
    progress = tablet.replica.progress()
    identity = tablet.identity
    request = SyncRequest(
        identity.device,
        identity.incarnation,
        ops=[item.op for item in tablet.replica.pending(100)],
        proofs=progress.proofs,
        cursors=progress.cursors,
    )
    tablet.replica.receive(hub.sync(request), request.cursors)


def words(data: Path, *wanted: str) -> set[str]:
    contents = [path.read_bytes() for path in data.rglob("*") if path.is_file()]
    return {word for word in wanted if any(word.encode() in content for content in contents)}


@pytest.fixture
def written(tablet: Any, hub: FakeHub) -> EraseOrder:
    """A list with words on it: some the hub has, some wait; the order that it has to go."""
    list_id = tablet.create(WORD)
    tablet.replica.commit(tablet.session.id, tablet.scope, AddLine(product="lamp", variant="lamp"))
    exchange(tablet, hub)
    tablet.replica.commit(tablet.session.id, tablet.scope, SetNote(line_id(list_id, "lamp", {}), WORD))
    tablet.replica.keep_share(tablet.session.id, "token")
    assert words(tablet.data, WORD) == {WORD}
    return EraseOrder("anna", [tablet.scope, scopes.customer("anna"), scopes.person("anna")])


def test_rule_17_a_tablet_erases_what_it_is_asked_to_down_to_the_file(
    tablet: Any, hub: FakeHub, written: EraseOrder
) -> None:
    received = tablet.replica.receive(answer(hub, written))
    assert received.changed == {tablet.scope}
    assert words(tablet.data, WORD) == set()
    assert tablet.replica.document(tablet.scope, "list", written.scopes[0], ShoppingList) is None
    assert tablet.replica.pending(10) == []
    assert tablet.replica.scopes_of(tablet.session.id) == []
    # The shopper goes on: a new list, in the same visit.
    (visit,) = tablet.replica.visits()
    assert (visit.id, visit.share) == (tablet.session.id, "")
    tablet.create("New")


def test_rule_17_another_shoppers_work_stays(make_tablet: Callable[..., Any], hub: FakeHub) -> None:
    tablet = make_tablet()
    tablet.begin()
    tablet.create(NEIGHBOUR)
    kept = tablet.scope
    tablet.begin()
    tablet.create(WORD)
    tablet.replica.receive(answer(hub, EraseOrder("anna", [tablet.scope])))
    assert words(tablet.data, WORD, NEIGHBOUR) == {NEIGHBOUR}
    assert [item.scope for item in tablet.replica.pending(10)] == [kept]
    document = tablet.replica.document(kept, "list", scopes.parse(kept).id, ShoppingList)
    assert document is not None
    assert document.title == NEIGHBOUR


def test_rule_17_the_hub_is_told_until_it_asks_no_more(
    tablet: Any, hub: FakeHub, written: EraseOrder
) -> None:
    assert tablet.replica.progress().erased == []
    tablet.replica.receive(answer(hub, written))
    assert tablet.replica.progress().erased == ["anna"]
    # An answer that was on its way already asks once more.
    tablet.replica.receive(answer(hub, written))
    assert tablet.replica.progress().erased == ["anna"]
    tablet.replica.receive(answer(hub))
    assert tablet.replica.progress().erased == []


def test_rule_17_no_word_is_given_while_the_log_may_still_hold_something(
    tablet: Any, hub: FakeHub, written: EraseOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy() -> None:
        raise ReplicaError("another program keeps the replica busy")

    with monkeypatch.context() as patched:
        patched.setattr(tablet.replica._database, "truncate_log", busy)
        received = tablet.replica.receive(answer(hub, written))
        assert received.changed == {tablet.scope}, "the screen must hear of it: it is not told a second time"
    assert tablet.replica.progress().erased == []
    tablet.replica.receive(answer(hub, written))
    assert tablet.replica.progress().erased == ["anna"]
    assert words(tablet.data, WORD) == set()


def test_an_order_about_what_is_not_here_is_confirmed_as_well(tablet: Any, hub: FakeHub) -> None:
    tablet.create("Mine")
    received = tablet.replica.receive(answer(hub, EraseOrder("anna", [scopes.shopping_list("elsewhere")])))
    assert received.changed == frozenset()
    assert tablet.replica.progress().erased == ["anna"]
    assert len(tablet.replica.pending(10)) == 1
