"""What a shopper asks of the store: durable at once, a request and no promise until the store has it."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.core.asking import Asking, Meeting, Wish, asked_for, latest_first
from kiosk.core.lists import ListKeeper
from kiosk.core.session import ShopperSession
from sync.client.replica import Replica
from sync.protocol.calls import is_open, not_asked_for
from sync.protocol.errors import Rejected
from sync.protocol.lists import OrderMark, ShoppingList
from tests.fakes import Clock, FakeHub


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[ListKeeper]:
    replica = Replica(tmp_path, FakeHub().identity("Kiosk 2"))
    yield ListKeeper(replica, ShopperSession(replica, clock=Clock()))
    replica.close()


@pytest.fixture
def asking(keeper: ListKeeper) -> Asking:
    return Asking(keeper, "Kiosk 2")


def test_everything_is_asked_for_and_it_is_a_request(keeper, asking):
    keeper.add("sofa", "sofa-moss", {})
    keeper.add("vase", "vase", {})
    document = asking.bring().document
    [mark] = document.orders.values()
    assert (mark.state, mark.place, len(mark.lines)) == ("asked", "Kiosk 2", 2)
    assert is_open(mark)
    assert not not_asked_for(document)


def test_asking_again_brings_only_what_was_not_asked_for(keeper, asking):
    keeper.add("sofa", "sofa-moss", {})
    asking.bring()
    rest = keeper.add("vase", "vase", {}).document
    assert [line.product for line in not_asked_for(rest)] == ["vase"]
    marks = asking.bring().document.orders.values()
    assert sorted(len(mark.lines) for mark in marks) == [1, 1]


def test_an_empty_list_has_nothing_to_bring(asking):
    with pytest.raises(Rejected, match="nothing_to_bring"):
        asking.bring()


def test_what_was_called_off_can_be_asked_for_again(keeper, asking):
    keeper.add("sofa", "sofa-moss", {})
    document = asking.bring().document
    [mark] = document.orders.values()
    over = msgspec.structs.replace(mark, state="cancelled")
    assert not_asked_for(msgspec.structs.replace(document, orders={mark.id: over})) == document.present


def test_calling_off_an_order_that_is_not_there_is_refused(keeper, asking):
    keeper.add("sofa", "sofa-moss", {})
    with pytest.raises(Rejected, match="no_order"):
        asking.call_off("nobody's")
    with pytest.raises(Rejected, match="no_order"):
        asking.agree("nobody's", "line", agreed=True)


def test_it_is_brought_and_somebody_comes_where_the_shopper_says(keeper, asking):
    keeper.add("sofa", "sofa-moss", {})
    meeting = Meeting("By the sofas", "Anna")
    [mark] = asking.bring(meeting).document.orders.values()
    assert mark.place == "By the sofas"
    assert asking.call("sofa", meeting).document.help.place == "By the sofas"
    assert [one.op.args["name"] for one in keeper._replica.pending(10)[-2:]] == ["Anna", "Anna"]


def test_somebody_is_called_also_without_a_list_and_once(keeper, asking):
    first = asking.call("sofa").document.help
    assert (first.state, first.topic) == ("asked", "sofa")
    assert asking.call("vase").document.help == first
    assert asking.no_need().document.help.state == "withdrawn"


def test_what_is_open_stands_before_what_is_over():
    marks = [
        OrderMark("old", "picked_up", at="2026-11-22T08:00:00Z"),
        OrderMark("first", "picking", at="2026-11-22T08:10:00Z"),
        OrderMark("second", "asked", at="2026-11-22T08:20:00Z"),
        OrderMark("late", "rejected", at="2026-11-22T08:30:00Z"),
    ]
    document = ShoppingList("list", "guest:1", orders={mark.id: mark for mark in marks})
    assert [mark.id for mark in latest_first(document)] == ["second", "first", "late", "old"]


WISH = Wish("sofa", "sofa-moss", {"colour": "moss"}, "torino", "Please keep it.", "Milano, Kiosk 2")


def test_another_store_is_asked_and_the_list_has_what_for(asking):
    document = asking.ask_store(WISH).document
    [line] = document.present
    [mark] = document.orders.values()
    assert (line.variant, line.quantity, line.options) == ("sofa-moss", 1, {"colour": "moss"})
    assert (mark.state, mark.store, mark.place, list(mark.lines)) == (
        "asked",
        "torino",
        "Milano, Kiosk 2",
        [line.id],
    )
    assert asked_for(document, "sofa-moss") == mark
    assert asked_for(document, "sofa-rust") is None


def test_what_is_on_the_list_already_is_not_put_there_twice(keeper, asking):
    keeper.add("sofa", "sofa-moss", {}, 2)
    [line] = asking.ask_store(WISH).document.present
    assert line.quantity == 2


def test_what_was_asked_for_is_not_asked_for_again_and_not_brought_either(asking):
    asking.ask_store(WISH)
    with pytest.raises(Rejected, match="nothing_to_bring"):
        asking.ask_store(WISH)
    with pytest.raises(Rejected, match="nothing_to_bring"):
        asking.bring()


def test_a_question_is_about_a_line_or_the_whole_list(keeper, asking):
    line = keeper.add("sofa", "sofa-moss", {}).document.lines[0]
    asking.ask("Does it pill?", line.id)
    first, second = asking.ask("Open on Sundays?").document.questions
    assert (first.text, first.line) == ("Does it pill?", line.id)
    assert (second.text, second.line) == ("Open on Sundays?", "")
    with pytest.raises(Rejected, match="no_line"):
        asking.ask("And this?", "gone")
