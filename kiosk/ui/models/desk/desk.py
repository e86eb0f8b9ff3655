"""The desk's shell: which page is on, who is signed in, what is said in passing."""

from datetime import datetime
from typing import NamedTuple

import msgspec
from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.scan import Scan
from kiosk.core.today import Task
from kiosk.ui.desk import today_rows
from kiosk.ui.desk.board import Board
from kiosk.ui.desk.door import Door
from kiosk.ui.desk.finder import Finder
from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.models.desk.colleagues import ColleaguesModel
from kiosk.ui.models.desk.customer import CustomerModel
from kiosk.ui.models.desk.customers import CustomersModel
from kiosk.ui.models.desk.desk_list import DeskListModel
from kiosk.ui.models.desk.find import FindModel
from kiosk.ui.models.desk.health import HealthModel, Site
from kiosk.ui.models.desk.order import OrderModel
from kiosk.ui.models.desk.orders import OrdersModel
from kiosk.ui.models.desk.page import DeskPage
from kiosk.ui.models.desk.returns import ReturnsModel
from kiosk.ui.models.desk.sign_in import SignInModel
from kiosk.ui.models.desk.stock_desk import StockDeskModel
from kiosk.ui.models.desk.today import TodayModel
from kiosk.ui.models.desk.wave import WaveModel

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

TOAST_MS = 6000
RUNG_MS = 30_000
"""Something new is shown on every page for so long; Today and the rail's badge go on showing it."""
MOST_BACK = 20
"""Pages that Back remembers."""

HOME = "today"
RAIL = {
    "today": "today",
    "orders": "orders",
    "order": "orders",
    "wave": "orders",
    "customers": "customers",
    "customer": "customers",
    "list": "customers",
    "stock": "stock",
    "return": "return",
    "health": "health",
    "colleagues": "health",
}
"""Every page, with the place of the rail that it belongs to."""


class DeskPages(msgspec.Struct, frozen=True):
    """The pages' models."""

    today: TodayModel
    orders: OrdersModel
    order: OrderModel
    wave: WaveModel
    customers: CustomersModel
    customer: CustomerModel
    shared: DeskListModel
    stock: StockDeskModel
    returns: ReturnsModel
    health: HealthModel
    colleagues: ColleaguesModel

    def named(self, page: str) -> DeskPage:
        """Return the model of a page of `RAIL`."""
        found: DeskPage = getattr(self, {"return": "returns", "list": "shared"}.get(page, page))
        return found

    @property
    def all(self) -> list[DeskPage]:
        """Every page's model."""
        return [self.named(page) for page in RAIL]


def make_pages(work: Workplace, board: Board, site: Site) -> DeskPages:
    """Make the models of all pages."""
    return DeskPages(
        TodayModel(work, board),
        OrdersModel(work),
        OrderModel(work),
        WaveModel(work),
        CustomersModel(work),
        CustomerModel(work),
        DeskListModel(work),
        StockDeskModel(work),
        ReturnsModel(work),
        HealthModel(work, site),
        ColleaguesModel(work),
    )


class _Left(NamedTuple):
    """Where somebody was when the desk was locked: the page, what it was about, and the way back."""

    page: str
    key: str
    way: tuple[tuple[str, str], ...]


class DeskParts(NamedTuple):
    """What stands around the pages."""

    board: Board
    door: Door
    finder: Finder
    find: FindModel
    sign_in: SignInModel


@QmlElement
@QmlUncreatable("made by the app")
class DeskModel(QObject):
    """What `DeskShell.qml` is given: the pages' models and what stands around every page."""

    changed = Signal()
    toasted = Signal()
    made = Signal()
    """Said never: the pages' models stay the same."""
    findAsked = Signal()
    """The search field shall have the keyboard."""
    fieldLeft = Signal()
    """The page shall have it again."""
    closed = Signal()
    """Nobody is signed in any more, and nothing of the desk is left."""

    def __init__(self, work: Workplace, parts: DeskParts, pages: DeskPages) -> None:
        super().__init__()
        self._work = work
        self._pages = pages
        self._board, self._door, self._finder = parts.board, parts.door, parts.finder
        self._find, self._sign_in = parts.find, parts.sign_in
        # One tree, owned by the QML engine in the end: nothing may die before the pages that show it.
        for part in (work, *parts):
            part.setParent(self)
        for page in pages.all:
            page.setParent(self)
        self._page = ""
        self._way: list[tuple[str, str]] = []
        self._left: dict[str, _Left] = {}
        self._said, self._said_undo = "", False
        self._online, self._last_news = False, work.replica.last_news()
        self._toast_timer = QTimer(self, interval=TOAST_MS, singleShot=True)
        self._toast_timer.timeout.connect(self.hideToast)
        self._rung: Task | None = None
        self._rung_timer = QTimer(self, interval=RUNG_MS, singleShot=True)
        self._rung_timer.timeout.connect(self.hideRung)
        self._door.opened.connect(self.begin)
        self._door.locked.connect(self._step_away)
        self._door.left.connect(self._forget)
        self._door.closed.connect(self._close)
        self._board.told.connect(self.changed)
        self._board.rang.connect(self._ring)
        self._finder.several.connect(lambda text: self.show("customers", text))
        work.wanted.connect(self.show)
        work.left.connect(self.back)
        work.told.connect(self._tell)
        work.shop.spoken.connect(self.changed)
        work.shop.stocked.connect(self.changed)

    @property
    def is_open(self) -> bool:
        """Whether somebody is signed in and works here."""
        return bool(self._page)

    def ask_who(self) -> None:
        """Ask who it is."""
        self._sign_in.open()

    @Slot()
    def begin(self) -> None:
        """Somebody has signed in: back where they were when they stepped away, else on Today."""
        me = self._work.me
        left = self._left.pop(me.id, None) if me else None
        page, key, way = left or _Left(HOME, "", ())
        self._way[:] = way
        self._board.begin()
        self._turn(page, key)

    @Slot()
    def end(self) -> None:
        """Nobody is there any more: no page is on, and none holds anything."""
        self._page = ""
        self._board.end()
        self._find.close()
        self._way.clear()
        for page in self._pages.all:
            page.close()
        self.hideToast()
        self.hideRung()
        self._sign_in.open()

    def take_scan(self, scan: Scan, text: str) -> bool:
        """Answer a scan; return whether it led anywhere good. Where nobody is, it is a badge.

        The page that is on may have a use for it; else it leads where it leads from everywhere.
        """
        if not self._page:
            self._sign_in.scan(text)
            return True
        page = self._pages.named(self._page)
        if page.take_scan(scan):
            return not page.refuses
        return self._finder.go(scan, text)

    @Slot(str, str)
    def show(self, page: str, key: str = "") -> None:
        """Show a page about something; Back leads to where one was."""
        here = (self._page, self._pages.named(self._page).key) if self._page else None
        if here and here != (page, key):
            self._way.append(here)
            del self._way[:-MOST_BACK]
        self._turn(page, key)

    @Slot(str)
    def go(self, place: str) -> None:
        """Go to a place of the rail."""
        self._way.clear()
        self._turn(place, "")

    @Slot()
    def back(self) -> None:
        """Go back to the page before, or to the place of the rail that this one belongs to."""
        page, key = self._way.pop() if self._way else (RAIL.get(self._page, HOME), "")
        self._turn(HOME if page == self._page and not key else page, key)

    def tell_news(self, *, online: bool, last_news: datetime | None) -> None:
        """Say whether the hub answers, and when it last did."""
        self._online, self._last_news = online, last_news
        self.changed.emit()

    @Slot()
    def askFind(self) -> None:
        """Let the search field have the keyboard."""
        self.findAsked.emit()

    @Slot()
    def leaveField(self) -> None:
        """Let the page have it again."""
        self.fieldLeft.emit()

    @Slot()
    def lock(self) -> None:
        """Step away: the next one signs in, or the same one with the PIN."""
        self._door.lock()

    @Slot()
    def undo(self) -> None:
        """Take back what the toast says."""
        self.hideToast()
        if self._page:
            self._pages.named(self._page).undo()

    @Slot()
    def hideToast(self) -> None:
        """Stop saying it."""
        self._toast_timer.stop()
        self._said, self._said_undo = "", False
        self.toasted.emit()

    @Property(str, notify=changed)
    def page(self) -> str:
        """The page that is on, one of `RAIL`; '' while nobody is signed in."""
        return self._page

    @Property(str, notify=changed)
    def place(self) -> str:
        """The place of the rail that it belongs to."""
        return RAIL.get(self._page, "")

    @Property(str, notify=changed)
    def who(self) -> str:
        """The first name of who is signed in, '' while nobody is."""
        return self._work.me.name if self._work.me else ""

    @Property(str, notify=changed)
    def mark(self) -> str:
        """The letter in the disc beside it."""
        return self._work.me.name[:1] if self._work.me else ""

    @Property(int, notify=changed)
    def waiting(self) -> int:
        """How many orders wait for somebody."""
        return self._board.waiting

    @Property(bool, notify=changed)
    def inStep(self) -> bool:
        """Whether the hub answers."""
        return self._online

    @Property(str, notify=changed)
    def sync(self) -> str:
        """How old the desk's news is, in words."""
        words, now = self._work.shop.words, self._work.shop.now()
        if self._last_news is None:
            return words.texts.get("desk.never")
        if self._online:
            return words.texts.get("desk.in_step")
        return words.texts.get("desk.news_from", words.clock(self._last_news, now))

    @Slot()
    def showRung(self) -> None:
        """Show what is new on Today."""
        task = self._rung
        self.hideRung()
        if task:
            self.go(HOME)
            self._pages.today.choose_key(task.key)

    @Slot()
    def hideRung(self) -> None:
        """Show no more that there is something new."""
        self._rung_timer.stop()
        self._rung = None
        self.changed.emit()

    @Property(str, notify=changed)
    def rung(self) -> str:
        """What is new, '' when nothing is."""
        return today_rows.title(self._work.shop.words, self._rung) if self._rung else ""

    @Property(str, notify=toasted)
    def said(self) -> str:
        """The toast, '' when there is none."""
        return self._said

    @Property(bool, notify=toasted)
    def saidUndo(self) -> bool:
        """Whether Undo belongs to the toast."""
        return self._said_undo

    @Property(FindModel, notify=made)
    def find(self) -> FindModel:
        """The model of the search field."""
        return self._find

    @Property(SignInModel, notify=made)
    def signIn(self) -> SignInModel:
        """The model of the page where somebody signs in."""
        return self._sign_in

    @Property(TodayModel, notify=made)
    def today(self) -> TodayModel:
        """The model of Today."""
        return self._pages.today

    @Property(OrdersModel, notify=made)
    def orders(self) -> OrdersModel:
        """The model of the orders page."""
        return self._pages.orders

    @Property(OrderModel, notify=made)
    def order(self) -> OrderModel:
        """The model of the order page."""
        return self._pages.order

    @Property(WaveModel, notify=made)
    def wave(self) -> WaveModel:
        """The model of the wave page."""
        return self._pages.wave

    @Property(CustomersModel, notify=made)
    def customers(self) -> CustomersModel:
        """The model of the page where customers are found."""
        return self._pages.customers

    @Property(CustomerModel, notify=made)
    def customer(self) -> CustomerModel:
        """The model of the customer page."""
        return self._pages.customer

    @Property(DeskListModel, notify=made)
    def sharedList(self) -> DeskListModel:
        """The model of the list page."""
        return self._pages.shared

    @Property(StockDeskModel, notify=made)
    def stock(self) -> StockDeskModel:
        """The model of the stock page."""
        return self._pages.stock

    @Property(ReturnsModel, notify=made)
    def returns(self) -> ReturnsModel:
        """The model of the return page."""
        return self._pages.returns

    @Property(HealthModel, notify=made)
    def health(self) -> HealthModel:
        """The model of the health page."""
        return self._pages.health

    @Property(ColleaguesModel, notify=made)
    def colleagues(self) -> ColleaguesModel:
        """The model of the manager's page."""
        return self._pages.colleagues

    @Slot()
    def _step_away(self) -> None:
        """The desk has locked: who was there finds the page again, and nobody else does."""
        me = self._work.me
        if me and self._page:
            key = self._pages.named(self._page).key
            self._left[me.id] = _Left(self._page, key, tuple(self._way))
        self.end()

    @Slot()
    def _forget(self) -> None:
        """Keep no place of anybody who has signed out."""
        here = {person.id for person in self._work.staff.people()}
        self._left = {person: left for person, left in self._left.items() if person in here}

    @Slot()
    def _close(self) -> None:
        self._left.clear()
        self.end()
        self.closed.emit()

    @Slot(object)
    def _ring(self, task: Task) -> None:
        """Something new: it is heard, and seen on every page but the one that shows it anyway."""
        self._work.sounded.emit("request")
        if self._page != HOME:
            self._rung = task
            self._rung_timer.start()
            self.changed.emit()

    def _turn(self, page: str, key: str) -> None:
        if self._page and page != self._page:
            self._pages.named(self._page).close()
        self._page = page
        self._pages.named(page).open(key)
        self.hideToast()
        self.changed.emit()

    @Slot(str, list, bool)
    def _tell(self, key: str, values: list[object], undo: bool) -> None:  # noqa: FBT001 - a signal's arguments have no names
        self._said, self._said_undo = self._work.shop.words.texts.get(key, *values), undo
        self._toast_timer.start()
        self.toasted.emit()
