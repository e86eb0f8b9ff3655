"""One list, two hands: a shopper's phone and an associate's desk, with the real hub between them."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from sync.hub.access import ShareIndex
from sync.hub.staff import roster
from sync.hub.staff.roster import NewAssociate
from sync.protocol import ids, scopes
from sync.protocol.call_verbs import AnswerQuestion
from sync.protocol.hashes import digest
from sync.protocol.list_verbs import AddLine, MoveLine, SetNote
from sync.protocol.lists import Line, ShoppingList
from sync.protocol.orders import ClaimOrder, Order
from sync.protocol.staff import HelpCall, Role, TakeHelp
from tests.kiosk.core.staff.test_with_the_hub import PATIENCE, Hub, OnlineDesk, stamp

PIN = "271828"
STORE = "milano"
LIST = "list-of-anna"
SCOPE = scopes.shopping_list(LIST)
TOKEN = "a-token-that-nobody-guesses-0123456789"


class Shopper:
    """A phone that has the list's link."""

    def __init__(self, hub: Hub) -> None:
        self.origin = hub.running.url
        self.url = f"{self.origin}/l/{TOKEN}"

    def see(self) -> dict[str, Any]:
        found: dict[str, Any] = httpx.get(f"{self.url}/list").raise_for_status().json()
        return found

    def sees(self, condition: Callable[[dict[str, Any]], Any]) -> Any:
        """Wait until the page shows something."""
        until = time.monotonic() + PATIENCE
        with httpx.stream("GET", f"{self.url}/events", timeout=PATIENCE) as news:
            for _ in news.iter_lines():
                if found := condition(self.see()):
                    return found
                assert time.monotonic() < until, "it never came"
        raise AssertionError("the stream ended")

    def do(self, **args: Any) -> None:
        sent = {"id": ids.new_op_id(), "visitor": "v" * 32, "at": stamp(), "name": "Anna", "args": args}
        answer = httpx.post(f"{self.url}/ops", json=sent, headers={"Origin": self.origin})
        assert answer.json()["status"] == "applied", answer.text


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    hub = Hub(tmp_path / "hub")
    new = NewAssociate(STORE, "Marco", Role.ASSOCIATE, ["it"])
    hub.beside(lambda storage: roster.add(storage, new, PIN, stamp()))
    share = digest(TOKEN)
    lines = [Line("l1", "sofa", "sofa-moss", 1)]
    shared = ShoppingList(LIST, "guest:1", "Living room", "it", STORE, lines, shares={share: True})
    hub.put(SCOPE, "list", LIST, shared)
    hub.put(scopes.share(share), "share", share, ShareIndex(LIST))
    yield hub
    assert hub.running.stop() == 0


@pytest.fixture
def marco(hub: Hub, tmp_path: Path) -> Iterator[OnlineDesk]:
    desk = OnlineDesk(tmp_path / "desk", hub)
    desk.until(desk.replica.last_news)
    desk.desk.sign_in(PIN, name="Marco")
    yield desk
    desk.close()


@pytest.fixture
def anna(hub: Hub) -> Shopper:
    return Shopper(hub)


def the_list(desk: OnlineDesk) -> ShoppingList | None:
    return desk.replica.document(SCOPE, "list", LIST, ShoppingList)


def test_made_at_home_extended_at_the_desk_and_answered(hub: Hub, anna: Shopper, marco: OnlineDesk) -> None:
    anna.do(verb="AskQuestion", text="Does wool pill?", line="l1")
    (found,) = marco.desk.look_up(f"{hub.running.url}/l/{TOKEN}").result(PATIENCE).found
    assert (found.kind, found.id) == ("list", LIST)
    marco.replica.watch(SCOPE, "desk")
    shown = marco.until(lambda: (one := the_list(marco)) and one.questions and one)

    marco.desk.commit(SCOPE, AddLine("table", "table-oak", {"colour": "oak"}))
    added = the_list(marco).lines[-1]
    marco.desk.commit(SCOPE, SetNote(added.id, "Goes with the sofa"))
    marco.desk.commit(SCOPE, MoveLine(added.id, "l1"))
    marco.desk.commit(SCOPE, AnswerQuestion(shown.questions[0].id, "No, brush it twice a year."))

    page = anna.sees(lambda page: page["questions"][0].get("answer") and page)
    first, answered = page["lines"][0], page["questions"][0]
    assert (first["id"], first["note"]) == (added.id, "Goes with the sofa")
    for actor in (first["by"], answered["answered_by"]):
        who = page["actors"][actor]
        assert (who["kind"], who["name"], who["place"]) == ("associate", "Marco", STORE)

    anna.do(verb="MoveLine", line=added.id)
    marco.until(lambda: [line.id for line in the_list(marco).lines] == ["l1", added.id])


def test_somebody_who_is_called_comes(anna: Shopper, marco: OnlineDesk) -> None:
    anna.do(verb="CallHelp", place="by the lamps", topic="A shade")
    staff = scopes.staff(STORE)
    call = marco.until(lambda: next(iter(marco.replica.documents(staff, "help", HelpCall)), None))
    assert (call.place, call.topic, call.list_id) == ("by the lamps", "A shade", LIST)
    marco.desk.commit(staff, TakeHelp(call.id))
    coming = anna.sees(lambda page: (help_ := page["help"]) and help_["state"] == "coming" and help_)
    assert coming["by"] == "Marco"


def test_brought_to_where_the_phone_says_and_taken_back(anna: Shopper, marco: OnlineDesk) -> None:
    assert anna.see()["bringable"] == ["l1"]
    anna.do(verb="RequestPreparation", lines=["l1"], place="by the lamps")
    scope = scopes.orders(STORE)
    order = marco.until(lambda: next(iter(marco.replica.documents(scope, "order", Order)), None))
    assert (order.kind, order.place, order.contact.name, order.list_id) == (
        "request",
        "by the lamps",
        "Anna",
        LIST,
    )
    assert anna.sees(lambda page: page["orders"][0]["state"] == "new" and page)["bringable"] == []
    marco.desk.commit(scope, ClaimOrder(order.id))
    assert anna.sees(lambda page: page["orders"][0]["by"]) == "Marco"
    anna.do(verb="CancelRequest", order=order.id)
    marco.until(lambda: marco.replica.document(scope, "order", order.id, Order).state == "cancelled")
    assert anna.sees(lambda page: page["orders"][0]["state"] == "cancelled" and page)["bringable"] == ["l1"]
