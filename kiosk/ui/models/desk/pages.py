"""The desk's pages: their models, and the place of the rail that each belongs to."""

import msgspec
from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.desk.board import Board
from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.models.desk.colleagues import ColleaguesModel
from kiosk.ui.models.desk.customer import CustomerModel
from kiosk.ui.models.desk.customers import CustomersModel
from kiosk.ui.models.desk.desk_list import DeskListModel
from kiosk.ui.models.desk.health import HealthModel, Site
from kiosk.ui.models.desk.order import OrderModel
from kiosk.ui.models.desk.orders import OrdersModel
from kiosk.ui.models.desk.page import DeskPage
from kiosk.ui.models.desk.returns import ReturnsModel
from kiosk.ui.models.desk.stock_desk import StockDeskModel
from kiosk.ui.models.desk.today import TodayModel
from kiosk.ui.models.desk.wave import WaveModel

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

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
SHOWS = {"customers": "person", "customer": "person", "list": "list", "return": "receipt"}
"""The kind of scope that a page shows, where not every role may read it."""


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


@QmlElement
@QmlUncreatable("made by the app")
class PagesModel(QObject):
    """The models by the names that QML knows them by."""

    made = Signal()
    """Said never: the pages' models stay the same."""

    def __init__(self, pages: DeskPages) -> None:
        super().__init__()
        self._pages = pages

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
