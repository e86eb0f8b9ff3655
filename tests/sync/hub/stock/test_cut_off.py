"""A hub cut off between an operation and its row of the ledger, then feeds before it goes on: all is kept."""

from typing import Any

import pytest

from sync.protocol.stock import CountStock, MoveStock
from tests.sync.hub.stock.test_machine import Shelf

CAME = MoveStock("lamp", "receipt", 1)
VERBS = {"came": CAME, "went": MoveStock("lamp", "correction", -1), "counted": CountStock("lamp", 7)}


class CutOff(Shelf):
    """A shelf whose hub writes an operation down, and not its row."""

    def cut_off(self, verb: Any) -> None:
        self.fails = 3  # its note, then itself, then its row
        self.do(verb)
        assert self.fails == 0


@pytest.fixture(params=["sqlite", "postgresql"])
def shelf(request: pytest.FixtureRequest) -> CutOff:
    is_here = request.param == "sqlite"
    return CutOff("" if is_here else request.getfixturevalue("postgres").new_database())


@pytest.mark.parametrize("sold_before", [0, 1])
@pytest.mark.parametrize("fed_before", [0, 1])
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("more", [[], [CAME], [CountStock("lamp", 4)]], ids=["", "came", "counted"])
def test_feeds_before_the_hub_goes_on_lose_no_row(
    shelf: CutOff, sold_before: int, fed_before: int, verb: str, more: list[Any]
) -> None:
    shelf.open_the_store(figures=(3, 0))
    if sold_before:
        shelf.sells(hold="", quantity=1, variant="lamp")
    if fed_before:
        shelf.is_fed(variant="lamp", on_hand=2, ago=0)
    shelf.cut_off(VERBS[verb])
    shelf.is_fed(variant="lamp", on_hand=5, ago=0)
    for each in more:
        shelf.cut_off(each)
        shelf.is_fed(variant="lamp", on_hand=6, ago=0)
    shelf.teardown()


def test_movements_that_were_joined_before_their_rows_are_written_stay_two(shelf: CutOff) -> None:
    """Also where their level keeps them as one by then."""
    shelf.open_the_store(figures=(9, 0))
    for number in range(65):
        shelf.cut_off(MoveStock("lamp", "correction", 1 + number % 2, reference=str(number)))
    shelf.teardown()
