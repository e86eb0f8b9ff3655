"""A question written at the kiosk: the desk reads and answers it, and the kiosk shows who said what."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.core.asking import Asking
from kiosk.core.lists import ListKeeper
from kiosk.core.session import ShopperSession
from sync.hub.staff import roster
from sync.hub.staff.roster import NewAssociate
from sync.protocol import scopes
from sync.protocol.call_verbs import AnswerQuestion
from sync.protocol.lists import ShoppingList
from sync.protocol.staff import Role
from tests.kiosk.core.staff.test_with_the_hub import PATIENCE, Hub, OnlineDesk, stamp

PIN = "271828"
STORE = "milano"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    hub = Hub(tmp_path / "hub")
    new = NewAssociate(STORE, "Marco", Role.ASSOCIATE, ["it"])
    hub.beside(lambda storage: roster.add(storage, new, PIN, stamp()))
    yield hub
    assert hub.running.stop() == 0


@pytest.fixture
def kiosk(hub: Hub, tmp_path: Path) -> Iterator[OnlineDesk]:
    tablet = OnlineDesk(tmp_path / "kiosk", hub)
    tablet.until(tablet.replica.last_news)
    yield tablet
    tablet.close()


@pytest.fixture
def marco(hub: Hub, tmp_path: Path) -> Iterator[OnlineDesk]:
    desk = OnlineDesk(tmp_path / "desk", hub)
    desk.until(desk.replica.last_news)
    desk.desk.sign_in(PIN, name="Marco")
    yield desk
    desk.close()


def test_a_question_on_the_kiosk_is_answered_at_the_desk(kiosk: OnlineDesk, marco: OnlineDesk) -> None:
    keeper = ListKeeper(kiosk.replica, ShopperSession(kiosk.replica))
    line = keeper.add("sofa", "sofa-moss", {}).document.lines[0].id
    asked = Asking(keeper, kiosk.identity.name).ask("Does wool pill?", line).document
    link = keeper.share()
    kiosk.until(lambda: not kiosk.replica.pending(10))

    (found,) = marco.desk.look_up(link).result(PATIENCE).found
    scope = scopes.shopping_list(found.id)
    marco.replica.watch(scope, "desk")

    def seen() -> ShoppingList | None:
        return marco.replica.document(scope, "list", found.id, ShoppingList)

    shown = marco.until(lambda: (one := seen()) and one.questions and one)
    assert (shown.questions[0].text, shown.questions[0].line) == ("Does wool pill?", line)
    marco.desk.commit(scope, AnswerQuestion(asked.questions[0].id, "No, brush it twice a year."))

    answered = kiosk.until(lambda: (one := keeper.current()) and one.questions[0].answer and one)
    (question,) = answered.questions
    assert question.answer == "No, brush it twice a year."
    assert answered.actors[question.answered_by].name == "Marco"


def test_a_question_that_is_taken_back_leaves_the_desk_and_comes_back_with_undo(
    kiosk: OnlineDesk, marco: OnlineDesk
) -> None:
    keeper = ListKeeper(kiosk.replica, ShopperSession(kiosk.replica))
    asking = Asking(keeper, kiosk.identity.name)
    line = keeper.add("sofa", "sofa-moss", {}).document.lines[0].id
    [asked] = asking.ask("Does wool pill?", line).document.questions
    link = keeper.share()
    kiosk.until(lambda: not kiosk.replica.pending(10))
    (found,) = marco.desk.look_up(link).result(PATIENCE).found
    scope = scopes.shopping_list(found.id)
    marco.replica.watch(scope, "desk")

    def seen() -> list[str] | None:
        document = marco.replica.document(scope, "list", found.id, ShoppingList)
        return [question.text for question in document.questions] if document else None

    marco.until(lambda: seen() == ["Does wool pill?"])
    asking.take_back(asked.id)
    marco.until(lambda: seen() == [])
    assert keeper.undo() is not None
    marco.until(lambda: seen() == ["Does wool pill?"])
