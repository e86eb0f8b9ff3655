"""A code is brought by somebody who leaves before the answer is there: tablets and hub are real ones."""

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from kiosk.core.lists import ListKeeper
from kiosk.core.parking import ClaimError, Reason
from kiosk.core.session import ShopperSession
from sync.client.errors import Offline, ReplicaError
from tests.kiosk.core.staff.test_with_the_hub import PATIENCE, Hub, OnlineDesk


class Tablet(OnlineDesk):
    """A tablet with a shopper before it."""

    def __init__(self, data: Path, hub: Hub) -> None:
        super().__init__(data, hub)
        self.session = ShopperSession(self.replica)
        self.keeper = ListKeeper(self.replica, self.session)

    def bring(self, code: str, ask: Any = None) -> list[str]:
        return self.session.take_up(code, ask or self.engine.ask, self.session.turn)

    def finish(self) -> Any:
        receipt = self.session.end("finish")
        self.until(lambda: not self.replica.pending_count())
        return receipt


@pytest.fixture
def tablets(tmp_path: Path) -> Iterator[list[Tablet]]:
    hub = Hub(tmp_path / "hub")
    made = [Tablet(tmp_path / name, hub) for name in ("one", "two")]
    for each in made:
        each.until(each.replica.last_news)
    yield made
    for each in made:
        each.close()
    assert hub.running.stop() == 0


@pytest.fixture
def code(tablets: list[Tablet]) -> str:
    tablets[0].keeper.add("sofa", "sofa-moss", {})
    code: str = tablets[0].finish().slip.code
    return code


def goes_on(tablet: Tablet, code: str) -> None:
    """Go on with the list, once: it comes, and the code leads nobody to it any more."""
    lists = tablet.bring(code)
    tablet.until(lambda: tablet.session.has(lists))
    tablet.keeper.choose(lists[0])
    assert [line.variant for line in tablet.keeper.current().present] == ["sofa-moss"]
    again = tablet.finish().slip.code
    with pytest.raises(ClaimError) as refused:
        tablet.bring(code)
    assert refused.value.reason is Reason.UNKNOWN
    assert tablet.bring(again) == lists


def test_who_finishes_before_the_answer_comes_finds_the_list_by_the_same_code(
    tablets: list[Tablet], code: str
) -> None:
    hasty, other = tablets

    def ask(*question: Any) -> Any:
        answer = hasty.engine.ask(*question)
        answer.result(PATIENCE)
        hasty.session.end("finish")
        return answer

    with pytest.raises(ReplicaError):
        hasty.bring(code, ask)
    hasty.until(lambda: not hasty.replica.pending_count())
    goes_on(other, code)


def test_an_answer_that_is_lost_leaves_the_list_where_it_was(tablets: list[Tablet], code: str) -> None:
    unlucky, other = tablets

    def ask(*question: Any) -> Any:
        unlucky.engine.ask(*question).result(PATIENCE)
        lost: Future[Any] = Future()
        lost.set_exception(Offline("the line broke"))
        return lost

    with pytest.raises(ClaimError):
        unlucky.bring(code, ask)
    with pytest.raises(ClaimError):
        other.bring(code)  # as long as the visit there goes on it is that one's
    unlucky.finish()
    goes_on(other, code)
