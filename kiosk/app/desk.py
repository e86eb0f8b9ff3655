"""The associates' desk: its parts, built and connected."""

from collections.abc import Callable
from typing import NamedTuple

from kiosk.app.pages import Ground
from kiosk.core.staff.desk import Ask, StaffDesk
from kiosk.core.staff.device_secret import DeviceSecret
from kiosk.ui.codes import CodeReader
from kiosk.ui.desk.board import Board
from kiosk.ui.desk.door import Door
from kiosk.ui.desk.finder import Finder
from kiosk.ui.desk.slip_printing import SlipPrinter
from kiosk.ui.desk.verdicts import Verdicts
from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.models.desk.desk import DeskModel, DeskParts
from kiosk.ui.models.desk.find import FindModel
from kiosk.ui.models.desk.health import Site
from kiosk.ui.models.desk.pages import make_pages
from kiosk.ui.models.desk.sign_in import SignInModel
from kiosk.ui.news import News
from kiosk.ui.printing import Shelf
from kiosk.ui.shop import Shop
from kiosk.ui.tasks import Tasks
from sync.client.replica import Replica


class Desk(NamedTuple):
    """What the rest of the app needs of the desk."""

    staff: StaffDesk
    door: Door
    work: Workplace
    model: DeskModel
    verdicts: Verdicts


class Means(NamedTuple):
    """What a desk works with.

    Who writes and who reads beside, the hub, the tablet's secret, codes, the machine, time, files.
    """

    tasks: Tasks
    looking: Tasks
    ask: Ask
    device_secret: Callable[[], bytes]
    read_code: CodeReader
    site: Site
    clock: Callable[[], float]
    shelf: Shelf


def make_desk(shop: Shop, replica: Replica, means: Means) -> Desk:
    """Make the desk's parts. Nobody is signed in, unless a crash left the desk open: then it is locked."""
    staff = StaffDesk(replica, means.ask, means.device_secret, clock=means.clock)
    door = Door(staff, means.looking)
    work = Workplace(shop, replica, staff, means.tasks, means.looking, clock=means.clock)
    board = Board(work)
    finder = Finder(work, board)
    find = FindModel(work, finder, means.read_code)
    parts = DeskParts(board, door, finder, find, SignInModel(shop, staff, door))
    pages = make_pages(work, board, means.site)
    pages.order.printer = SlipPrinter(work, means.shelf)
    model, verdicts = DeskModel(work, parts, pages), Verdicts(work)
    door.opened.connect(work.note_people)
    door.left.connect(work.note_people)
    # After the page is on: turning it takes away what was said before.
    door.opened.connect(verdicts.tell)
    return Desk(staff, door, work, model, verdicts)


def desk_on(ground: Ground) -> Desk:
    """Make the desk of a kiosk, on what its pages stand on."""
    means = Means(
        ground.workers.writing,
        ground.workers.looking,
        ground.hub.ask,
        DeviceSecret(ground.data, ground.identity.device),
        ground.read_code,
        Site(ground.data, ground.rack, ground.settings.printer),
        ground.clock.seconds,
        ground.shelf,
    )
    return make_desk(ground.shop, ground.replica, means)


def follow_news(desk: Desk, news: News) -> None:
    """Have the desk hear what comes in from now on, and how things stand with the hub.

    What the hub refused before waits on the disk until somebody is there, and so do the documents.
    """
    news.changed.connect(desk.work.changed)
    news.rejected.connect(desk.verdicts.take)
    news.wiped.connect(desk.staff.ended)
    news.wiped.connect(desk.work.note_people)
    news.state.connect(desk.model.health.take_state)
    if news.last_state:
        desk.model.health.take_state(news.last_state)
