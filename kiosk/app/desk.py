"""The associates' desk: its parts, built and connected."""

from typing import NamedTuple

from kiosk.core.desk_visit import DeskVisit
from kiosk.ui.desk.board import Board
from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.models.desk.desk import DeskModel, make_pages
from kiosk.ui.shop import Shop
from kiosk.ui.tasks import Tasks
from sync.client.replica import Replica


class Desk(NamedTuple):
    """What the rest of the app needs of the desk."""

    visit: DeskVisit
    work: Workplace
    model: DeskModel


def make_desk(shop: Shop, replica: Replica, tasks: Tasks, looking: Tasks) -> Desk:
    """Make the desk's parts. Nobody is signed in."""
    visit = DeskVisit(replica)
    work = Workplace(shop, replica, visit, tasks, looking)
    board = Board(work)
    return Desk(visit, work, DeskModel(work, board, make_pages(work, board)))
