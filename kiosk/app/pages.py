"""The models of all pages: built here, with what they share."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

from kiosk.app.clock import Clock
from kiosk.app.hub_line import HubLine
from kiosk.app.workers import Workers
from kiosk.core import settings_order
from kiosk.core.asking import Asking
from kiosk.core.known import KnownShopper
from kiosk.core.lists import ListKeeper
from kiosk.core.loss import Losses
from kiosk.core.session import ShopperSession
from kiosk.core.settings import Told
from kiosk.core.size_memory import SizeMemory
from kiosk.core.space_kept import SpaceKeeper
from kiosk.ui.codes import CodeReader
from kiosk.ui.models.attract import AttractModel
from kiosk.ui.models.camera import CameraModel
from kiosk.ui.models.category import CategoryModel
from kiosk.ui.models.claim import ClaimModel
from kiosk.ui.models.compare import CompareModel
from kiosk.ui.models.home import HomeModel
from kiosk.ui.models.known import KnownModel
from kiosk.ui.models.late_desk import LateDesk
from kiosk.ui.models.leaving import LeavingModel, Whose
from kiosk.ui.models.list_history import ListHistoryModel
from kiosk.ui.models.list_line import ListLineModel
from kiosk.ui.models.list_print import ListPrintModel
from kiosk.ui.models.lists import ListsModel
from kiosk.ui.models.mail_list import MailListModel
from kiosk.ui.models.pages import Pages
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
from kiosk.ui.printing import Shelf
from kiosk.ui.scanners.rack import Rack
from kiosk.ui.searcher import Searcher
from kiosk.ui.shop import Shop
from kiosk.ui.supply import held_here
from sync.brand import Brand
from sync.client.identity import Identity
from sync.client.pictures.media import MediaCache
from sync.client.replica import Replica
from sync.protocol.tablet_settings import Settings


class Ground(NamedTuple):
    """What the pages stand on: the tablet with its files, the hub, who works in the background, the shop."""

    data: Path
    resources: Path
    identity: Identity
    settings: Settings
    clock: Clock
    replica: Replica
    hub: HubLine
    workers: Workers
    shop: Shop
    brand: Brand
    media: MediaCache
    rack: Rack
    read_code: CodeReader
    told: Told

    @property
    def shelf(self) -> Shelf:
        """What paper is printed with."""
        return Shelf(self.resources, self.brand, self.media.path, self.settings.printer)


class Visitor(NamedTuple):
    """Who is here: the visit, its lists, whose it is, and what was measured and chosen."""

    session: ShopperSession
    keeper: ListKeeper
    known: KnownShopper
    sizes: SizeMemory
    asking: Asking


class Made(NamedTuple):
    """The pages, and what the rest of the app needs of what stands behind them."""

    pages: Pages
    searcher: Searcher


def make_pages(ground: Ground, desk: LateDesk) -> Made:
    """Make the models of all pages but the desk's: that is made when it is needed."""
    shop, tasks, settings = ground.shop, ground.workers.writing, ground.settings
    here = _visitor(ground)
    session, keeper, known, sizes, asking = here
    for worker in ground.workers:
        worker.mind(session.leave)
    actor = ground.identity.actor.id
    searcher = Searcher(shop, ground.workers.looking, partial(held_here, ground.replica), ground.brand)
    lines = ShoppingListModel(shop, keeper, actor, tasks)

    def ahead(url: str) -> None:
        ground.workers.decoding.run(partial(shop.pictures.prepare, url))

    search = SearchModel(shop, searcher, sizes, ahead)
    theirs = KnownModel(shop, known, keeper, lines, tasks, searcher=searcher)
    space = SpaceModel(shop, SpaceKeeper(ground.replica, session, known), tasks)
    theirs.learned.connect(space.recall)
    losses = Losses(keeper)
    visit = VisitModel(shop, session, losses, tasks, settings.idle.warning)
    pages = Pages(
        attract=AttractModel(shop, settings.night),
        home=HomeModel(shop, searcher, lines),
        product=ProductModel(shop, sizes, tasks),
        list=lines,
        take=TakeAlongModel(keeper, tasks),
        visit=visit,
        search=search,
        category=CategoryModel(shop, search, ahead),
        compare=CompareModel(shop, lines, searcher),
        camera=CameraModel(shop, ground.rack),
        staff=StaffModel(shop, ground.rack, tasks, ground.data, ground.brand.fonts.text.family),
        settings=_settings(ground),
        desk=desk,
        service=ServiceModel(shop, asking, lines, tasks),
        questions=QuestionsModel(shop, asking, lines),
        mail=MailListModel(shop, keeper, lines, tasks),
        line=ListLineModel(shop, keeper, lines),
        history=ListHistoryModel(shop, keeper, actor, lines),
        lists=ListsModel(shop, keeper, lines, tasks),
        stores=StoresModel(shop, asking, lines, tasks),
        space=space,
        known=theirs,
        sign_in=ShopperSignInModel(shop, session, known, ground.hub.ask, tasks),
        paper=ListPrintModel(shop, keeper, lines, tasks, ground.shelf),
        claim=ClaimModel(shop, keeper, ground.workers.claiming, ground.hub.ask),
        leaving=LeavingModel(shop, losses, visit, Whose(lines, theirs), tasks),
    )
    return Made(pages, searcher)


def _visitor(ground: Ground) -> Visitor:
    idle, clock, replica = ground.settings.idle, ground.clock, ground.replica
    session = ShopperSession(
        replica, clock=clock.seconds, now=clock.now, idle=idle.after + idle.warning, warning=idle.warning
    )
    keeper, known = ListKeeper(replica, session), KnownShopper(replica, session)
    sizes, asking = SizeMemory(clock.now, known), Asking(keeper, ground.identity.name)
    return Visitor(session, keeper, known, sizes, asking)


def _settings(ground: Ground) -> SettingsModel:
    brands = sorted(path.stem for path in (ground.resources / "brand").glob("*.toml"))
    decide = partial(settings_order.read, ground.data, ground.told)
    return SettingsModel(
        ground.shop, ground.workers.writing, ground.data, ground.settings, brands=brands, decide=decide
    )
