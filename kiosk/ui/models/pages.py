"""The pages of the kiosk: their models, and the names that QML knows them by."""

import msgspec
from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.models.attract import AttractModel
from kiosk.ui.models.camera import CameraModel
from kiosk.ui.models.category import CategoryModel
from kiosk.ui.models.claim import ClaimModel
from kiosk.ui.models.compare import CompareModel
from kiosk.ui.models.home import HomeModel
from kiosk.ui.models.known import KnownModel
from kiosk.ui.models.late_desk import LateDesk
from kiosk.ui.models.leaving import LeavingModel
from kiosk.ui.models.list_history import ListHistoryModel
from kiosk.ui.models.list_line import ListLineModel
from kiosk.ui.models.list_print import ListPrintModel
from kiosk.ui.models.lists import ListsModel
from kiosk.ui.models.mail_list import MailListModel
from kiosk.ui.models.product import ProductModel
from kiosk.ui.models.questions import QuestionsModel
from kiosk.ui.models.search import SearchModel
from kiosk.ui.models.service import ServiceModel
from kiosk.ui.models.settings import SettingsModel
from kiosk.ui.models.shopping_list import ShoppingListModel
from kiosk.ui.models.sign_in import ShopperSignInModel
from kiosk.ui.models.space import SpaceModel
from kiosk.ui.models.staff import StaffModel
from kiosk.ui.models.stores import StoresModel
from kiosk.ui.models.take_along import TakeAlongModel
from kiosk.ui.models.visit import VisitModel

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


class Pages(msgspec.Struct, frozen=True):
    """The pages' models."""

    attract: AttractModel
    home: HomeModel
    product: ProductModel
    list: ShoppingListModel
    take: TakeAlongModel
    visit: VisitModel
    search: SearchModel
    category: CategoryModel
    compare: CompareModel
    camera: CameraModel
    staff: StaffModel
    settings: SettingsModel
    desk: LateDesk
    service: ServiceModel
    questions: QuestionsModel
    mail: MailListModel
    line: ListLineModel
    history: ListHistoryModel
    lists: ListsModel
    stores: StoresModel
    space: SpaceModel
    known: KnownModel
    sign_in: ShopperSignInModel
    paper: ListPrintModel
    claim: ClaimModel
    leaving: LeavingModel

    @property
    def all(self) -> tuple[QObject, ...]:
        """Every page's model."""
        return msgspec.structs.astuple(self)


@QmlElement
@QmlUncreatable("made by the app")
class KioskPagesModel(QObject):
    """The models by the names that QML knows them by; they live as long as this one."""

    made = Signal()
    """Said never: the pages' models stay the same."""

    def __init__(self, pages: Pages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        # One tree, owned by the QML engine in the end: nothing may die before the pages that show it.
        for page in pages.all:
            page.setParent(self)

    @Property(AttractModel, notify=made)
    def attract(self) -> AttractModel:
        """The model of the idle screen."""
        return self._pages.attract

    @Property(HomeModel, notify=made)
    def home(self) -> HomeModel:
        """The model of the home page."""
        return self._pages.home

    @Property(ProductModel, notify=made)
    def product(self) -> ProductModel:
        """The model of the product page."""
        return self._pages.product

    @Property(ShoppingListModel, notify=made)
    def list(self) -> ShoppingListModel:
        """The model of the list page."""
        return self._pages.list

    @Property(TakeAlongModel, notify=made)
    def take(self) -> TakeAlongModel:
        """The model of the take-along page."""
        return self._pages.take

    @Property(VisitModel, notify=made)
    def visit(self) -> VisitModel:
        """The visit's model."""
        return self._pages.visit

    @Property(SearchModel, notify=made)
    def search(self) -> SearchModel:
        """The model of the search page."""
        return self._pages.search

    @Property(CategoryModel, notify=made)
    def category(self) -> CategoryModel:
        """The model of the category page."""
        return self._pages.category

    @Property(CompareModel, notify=made)
    def comparison(self) -> CompareModel:
        """The model of the compare page."""
        return self._pages.compare

    @Property(CameraModel, notify=made)
    def camera(self) -> CameraModel:
        """The camera's model."""
        return self._pages.camera

    @Property(StaffModel, notify=made)
    def staff(self) -> StaffModel:
        """The model of the staff page."""
        return self._pages.staff

    @Property(SettingsModel, notify=made)
    def settings(self) -> SettingsModel:
        """The model of the settings page."""
        return self._pages.settings

    @Property(QObject, notify=made)
    def desk(self) -> QObject:
        """The associates' desk (a `DeskModel`: QML learns of that type when the desk is made)."""
        return self._pages.desk.model

    @Property(KnownModel, notify=made)
    def known(self) -> KnownModel:
        """Who has signed in, and what is theirs."""
        return self._pages.known

    @Property(ShopperSignInModel, notify=made)
    def signIn(self) -> ShopperSignInModel:
        """The model of the page to sign in on."""
        return self._pages.sign_in

    @Property(ServiceModel, notify=made)
    def service(self) -> ServiceModel:
        """What the store does for the list."""
        return self._pages.service

    @Property(MailListModel, notify=made)
    def mail(self) -> MailListModel:
        """How the list is mailed to whom it belongs."""
        return self._pages.mail

    @Property(QuestionsModel, notify=made)
    def questions(self) -> QuestionsModel:
        """What was asked of the store in writing."""
        return self._pages.questions

    @Property(ListLineModel, notify=made)
    def line(self) -> ListLineModel:
        """One line of the list, looked at more closely."""
        return self._pages.line

    @Property(ListHistoryModel, notify=made)
    def history(self) -> ListHistoryModel:
        """Who did what to the list."""
        return self._pages.history

    @Property(StoresModel, notify=made)
    def stores(self) -> StoresModel:
        """The sheet of stores."""
        return self._pages.stores

    @Property(SpaceModel, notify=made)
    def space(self) -> SpaceModel:
        """The space that the shopper has."""
        return self._pages.space

    @Property(ListPrintModel, notify=made)
    def paper(self) -> ListPrintModel:
        """How the list comes onto paper."""
        return self._pages.paper

    @Property(ClaimModel, notify=made)
    def claim(self) -> ClaimModel:
        """Taking up lists that wait."""
        return self._pages.claim

    @Property(LeavingModel, notify=made)
    def leaving(self) -> LeavingModel:
        """The end of a visit that would cost something."""
        return self._pages.leaving

    @Property(ListsModel, notify=made)
    def lists(self) -> ListsModel:
        """All lists of the visit."""
        return self._pages.lists
