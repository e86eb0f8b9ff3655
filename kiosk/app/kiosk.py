"""The kiosk: its objects, built and connected, from replica to window."""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from kiosk import collector, switching
from kiosk.app.desk import Means, make_desk
from kiosk.app.hub_line import HubLine
from kiosk.core.asking import Asking
from kiosk.core.known import KnownShopper
from kiosk.core.lists import ListKeeper
from kiosk.core.scan import parse
from kiosk.core.session import ShopperSession
from kiosk.core.settings import Settings, panel_scale
from kiosk.core.size_memory import SizeMemory
from kiosk.core.space_kept import SpaceKeeper
from kiosk.core.staff.desk import Phase
from kiosk.core.staff.device_secret import DeviceSecret
from kiosk.ui.access.gesture import AccessGesture
from kiosk.ui.access.model import AccessModel
from kiosk.ui.codes import CodeReader
from kiosk.ui.desk.slip_printing import Shelf
from kiosk.ui.flow import Flow
from kiosk.ui.in_sight import InSight
from kiosk.ui.models.attract import AttractModel
from kiosk.ui.models.camera import CameraModel
from kiosk.ui.models.category import CategoryModel
from kiosk.ui.models.claim import ClaimModel
from kiosk.ui.models.compare import CompareModel
from kiosk.ui.models.desk.health import Site
from kiosk.ui.models.home import HomeModel
from kiosk.ui.models.kiosk import KioskModel
from kiosk.ui.models.known import KnownModel
from kiosk.ui.models.list_history import ListHistoryModel
from kiosk.ui.models.list_line import ListLineModel
from kiosk.ui.models.list_print import ListPrintModel
from kiosk.ui.models.lists import ListsModel
from kiosk.ui.models.look import Look
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
from kiosk.ui.news import News
from kiosk.ui.pictures.icons import IconPictures
from kiosk.ui.pictures.media import MediaPictures
from kiosk.ui.pictures.samples import sample
from kiosk.ui.presence import Presence
from kiosk.ui.qr import outline
from kiosk.ui.scanners.rack import Rack
from kiosk.ui.searcher import Searcher
from kiosk.ui.shop import Shop, utc_now
from kiosk.ui.speech.speaker import Speaker
from kiosk.ui.staff_gesture import StaffGesture
from kiosk.ui.stage import Stage, load_fonts
from kiosk.ui.supply import Supply, held_here, levels
from kiosk.ui.tasks import Tasks
from sync import brand as brands
from sync.brand.photo import check_photos
from sync.client.identity import Identity
from sync.client.pictures.media import MediaCache
from sync.client.replica import Replica
from sync.protocol import parking
from sync.protocol.contacts import email
from sync.protocol.products import Store
from sync.protocol.stock import StockLevel

if TYPE_CHECKING:
    from kiosk.ui.sounds import SoundPlayer

RESOURCES = Path(__file__).resolve().parents[2] / "resources"

TEXTS = RESOURCES / "i18n" / "kiosk"

AGES_EVERY_MS = 30_000
"""How often ages of stock figures are told anew, and the list is read whether or not news of it came."""
LOADED_AFTER_MS = 2_000
"""By then the engine has loaded the libraries behind its line to the hub."""
ELEMENT_STRING = "(01)09521234567882"
"""A code whose reading takes every library of the scan rules."""
ADDRESS = "list@example.com"


class Clock(NamedTuple):
    """The wall clock, and the seconds that count idleness; tests give clocks that stand."""

    now: Callable[[], datetime] = utc_now
    seconds: Callable[[], float] = time.monotonic


REAL_TIME = Clock()


class Kiosk(QObject):
    """One running kiosk, from replica to window. Close it before the application ends."""

    _open = True

    def __init__(
        self,
        data: Path,
        identity: Identity,
        settings: Settings,
        app: QGuiApplication,
        *,
        executor: Executor | None = None,
        clock: Clock = REAL_TIME,
    ) -> None:
        """Build everything in `data`; tests give an executor that works at once."""
        super().__init__()
        collector.pause()
        self._settings = settings
        self._replica = Replica(data, identity, clock.now)
        self._tasks = Tasks(executor or ThreadPoolExecutor(1, thread_name_prefix="writer"), self)
        self._looking = Tasks(executor or ThreadPoolExecutor(1, thread_name_prefix="search"), self)
        self._claiming = Tasks(executor or ThreadPoolExecutor(1, thread_name_prefix="claim"), self)
        self._news = News(self._tasks)
        self._player: SoundPlayer | None = None
        self._late_parts_settled = False
        self._data = data
        self._hub = HubLine(data, identity, settings.network, self)
        self._media = MediaCache(data)
        self._pictures = MediaPictures(self._media, self._hub.want)
        self._brand = brands.load(brands.choose(RESOURCES / "brand", settings.brand or identity.brand))
        home = Store(identity.store, identity.store)
        own = partial(brands.speak, self._brand, "kiosk")
        self.shop = Shop(TEXTS, home, self._pictures, self._levels, clock.now, own=own)
        self.shop.asked = self._brand.consents
        rules = settings.scan.of_shop(identity.public_url, self._brand.links.products)
        self._read_code = CodeReader(self.shop, rules)
        self._make_models(identity, clock)
        self._stage = self._make_stage(app)
        self.access = AccessModel(self.shop, self._stage.look, self.model, self._pages, _speak)
        self._flow = Flow(self.shop, self.model, self._pages, self._read_code, settings.language)
        supply = Supply(data, self.shop, self.model, self._replica, self._tasks)
        supply.follow(self._news)
        self._news.changed.connect(self.desk.work.changed)
        self._news.rejected.connect(self.desk.verdicts.take)
        self._news.changed.connect(self._pages.claim.follow)
        self._news.wiped.connect(self.desk.staff.ended)
        self._news.wiped.connect(self.desk.work.note_people)
        self._news.state.connect(self.desk.model.health.take_state)
        self.desk.door.opened.connect(self.model.serve_desk)
        self.desk.door.locked.connect(self.model.lock_staff)
        self.desk.model.closed.connect(self._flow.leave_desk)
        self.desk.work.sounded.connect(self._flow.happened)
        supply.tell_standing(identity.standing)
        self._rack.scanned.connect(self._flow.scan)
        self._flow.happened.connect(self._rack.answered)
        self._watch_input()
        self._tasks.failed.connect(self._apologise)
        self._looking.failed.connect(self._apologise)
        self._claiming.failed.connect(self._apologise)
        self.visit.ended.connect(self._stage.forget)
        self.shop.damaged.connect(self._hub.doubt_catalogue)
        self._ages = QTimer(self, interval=AGES_EVERY_MS)
        self._ages.timeout.connect(self._sweep)
        self._ages.timeout.connect(self.shop.stocked)
        self._ages.timeout.connect(self.list.refresh)
        supply.use_catalogue()

    def _make_models(self, identity: Identity, clock: Clock) -> None:
        idle = self._settings.idle
        session = ShopperSession(
            self._replica,
            clock=clock.seconds,
            now=clock.now,
            idle=idle.after + idle.warning,
            warning=idle.warning,
        )
        keeper = ListKeeper(self._replica, session)
        known = KnownShopper(self._replica, session)
        memory = SizeMemory(clock.now, known)
        self.product = ProductModel(self.shop, memory, self._tasks)
        self.list = ShoppingListModel(self.shop, keeper, identity.actor.id, self._tasks)
        held = partial(held_here, self._replica)
        self.searcher = Searcher(self.shop, self._looking, held, self._brand)
        self.known = KnownModel(self.shop, known, keeper, self.list, self._tasks, searcher=self.searcher)
        self.sign_in = ShopperSignInModel(self.shop, session, known, self._hub.ask, self._tasks)
        self.take = TakeAlongModel(keeper, self._tasks)
        self.visit = VisitModel(self.shop, session, self._tasks, idle.warning)
        self.search = SearchModel(self.shop, self.searcher, memory)
        self.home = HomeModel(self.shop, self.searcher, self.list)
        self._rack = Rack(self._settings.scanners, self._data, self._tasks, self)
        secret = DeviceSecret(self._data, identity.device)
        camera = CameraModel(self.shop, self._rack)
        family = self._brand.fonts.text.family
        self.staff = StaffModel(self.shop, self._rack, self._tasks, self._data, family)
        site = Site(self._data, self._rack)
        shelf = Shelf(RESOURCES, self._brand, self._media.path, self._settings.printer)
        means = Means(
            self._tasks, self._looking, self._hub.ask, secret, self._read_code, site, clock.seconds, shelf
        )
        self.desk = make_desk(self.shop, self._replica, means)
        asking = Asking(keeper, identity.name)
        self.service = ServiceModel(self.shop, asking, self.list, self._tasks)
        self.stores = StoresModel(self.shop, asking, self.list, self._tasks)
        self.space = SpaceModel(self.shop, SpaceKeeper(self._replica, session, known), self._tasks)
        self.known.learned.connect(self.space.recall)
        self.attract = AttractModel(self.shop, self._settings.night)
        self._pages = Pages(
            self.attract,
            self.home,
            self.product,
            self.list,
            self.take,
            self.visit,
            self.search,
            CategoryModel(self.shop, self.search),
            CompareModel(self.shop, self.list, self.searcher),
            camera,
            self.staff,
            self._make_settings(),
            self.desk.model,
            self.service,
            QuestionsModel(self.shop, asking, self.list),
            MailListModel(self.shop, keeper, self.list, self._tasks),
            ListLineModel(self.shop, keeper, self.list),
            ListHistoryModel(self.shop, keeper, identity.actor.id, self.list),
            ListsModel(self.shop, keeper, self.list, self._tasks),
            self.stores,
            self.space,
            self.known,
            self.sign_in,
            ListPrintModel(self.shop, keeper, self.list, self._tasks, shelf),
            ClaimModel(self.shop, keeper, self._claiming, self._hub.ask),
        )
        self.model = KioskModel(self.shop, self._pages)

    def _make_settings(self) -> SettingsModel:
        brands = sorted(path.stem for path in (RESOURCES / "brand").glob("*.toml"))
        settings = SettingsModel(self.shop, self._tasks, self._data, self._settings, brands)
        settings.applied.connect(self._apply)
        return settings

    @Slot(object)
    def _apply(self, settings: Settings) -> None:
        """Go by other settings, as far as a running kiosk can."""
        self.visit.be_patient(settings.idle.after, settings.idle.warning)
        self.attract.darken(settings.night)
        self._flow.begin_in(settings.language)
        if self._player:
            self._player.be_loud(settings.sound.volume)

    def _watch_input(self) -> None:
        self._presence = Presence(self)
        self._presence.seen.connect(self._flow.notice)
        self._presence.let_go.connect(self.visit.answer, Qt.ConnectionType.QueuedConnection)
        self._presence.seen.connect(self.desk.door.touch)
        self._in_sight = InSight(self)
        self._gesture = StaffGesture(self._scale, self)
        self._gesture.made.connect(self.model.toDesk)
        self._access_gesture = AccessGesture(self._scale, self)
        self._access_gesture.made.connect(self.access.switch.toggle)
        self._access_gesture.acted.connect(self.access.hush)
        self._access_gesture.acted.connect(self.access.switch.notice)

    def _make_stage(self, app: QGuiApplication) -> Stage:
        size = app.primaryScreen().size()
        self._scale = panel_scale(self._settings.panel, size.width(), size.height())
        load_fonts(RESOURCES / "fonts", self._brand)
        icons = IconPictures(RESOURCES / "icons", self._brand.logo)
        look = Look(self._brand, self.shop.words.language, self._scale)
        return Stage(look, self.shop, (self._pictures, icons))

    def open(self, *, full_screen: bool, place: QRect | None = None) -> None:
        """Show the window, and take up what a crash left.

        Args:
            full_screen: On all of the screen, or in a window.
            place: Where the window of another kiosk stands that this one follows: its picture is whole from
                the first frame on, and ports are left to the other until `open_ports`.
        """
        switching.make_way()
        self._follows = place is not None
        self.attract.at_once = self._follows
        self._stage.open(self.model, self.access, full_screen=full_screen, place=place)
        # Not before: for the first event that Python sees, Qt's classes of all events are loaded.
        self.window.frameSwapped.connect(self._begin_service, Qt.ConnectionType.SingleShotConnection)
        self.visit.start()
        if self.desk.door.phase is not Phase.CLOSED:
            # A crash left a desk open: its people come back with their PIN.
            self.model.toDesk()
        self._ages.start()

    def start(self, *, full_screen: bool, place: QRect | None = None) -> None:
        """Open the window as `open` does, and once it is painted begin what that need not wait for.

        Raises:
            BrandError: The words on an attract photo could not be read, or its own words say less than ours.
        """
        check_photos(self._brand, sample)
        for part, language in brands.parts(self._brand):
            if part == "kiosk" and language in self.shop.languages:
                self.shop.texts_of(language)
        self.open(full_screen=full_screen, place=place)
        self.window.frameSwapped.connect(self._follow_first_frame, Qt.ConnectionType.SingleShotConnection)

    @property
    def window(self) -> QQuickWindow:
        """The kiosk's window, once it is open."""
        return self._stage.window

    @property
    def ready(self) -> bool:
        """Whether there is a catalogue to sell from."""
        return self.shop.catalogue is not None

    @property
    def pieces(self) -> int:
        """How many pieces the list on the screen holds."""
        return self.list.document.pieces if self.list.document else 0

    @property
    def unsent(self) -> int:
        """How many acts have not reached the hub yet."""
        return self._replica.pending_count()

    @property
    def code(self) -> str:
        """The code on the screen that lists wait under, as people read it; '' for none."""
        return parking.grouped(self.visit.slip.code) if self.visit.slip else ""

    def scan(self, text: str) -> None:
        """Answer a scan, as if a scanner had read it."""
        self._flow.scan(text)

    def start_late_parts(self) -> None:
        """Begin to keep in step with the hub, and to sound: what the first frame need not wait for."""
        from kiosk.ui.access.headset import SystemHeadset  # noqa: PLC0415 - likewise
        from kiosk.ui.sounds import SoundPlayer  # noqa: PLC0415 - loads Qt's multimedia library

        volume = self._settings.sound.volume
        self._player = SoundPlayer(RESOURCES / "sounds", self._brand.sounds, volume, self)
        self._flow.happened.connect(self._player.play)
        self._headset = SystemHeadset(self)
        self._headset.plugged.connect(self.access.switch.hear_headset)
        self.start_sync()
        self._tasks.run(self._warm_up)

    def start_sync(self) -> None:
        """Begin to keep in step with the hub."""
        self._hub.start(self._replica, self._news.listeners(), self._media)
        QTimer.singleShot(LOADED_AFTER_MS, self, self._sweep)

    @property
    def unattended(self) -> bool:
        """Whether no shopper and no associate is served, and nothing of one is still to be wiped."""
        return self.model.unattended and self.visit.over and not self.access.switch.on

    @property
    def at_rest(self) -> bool:
        """Whether it can end now and nobody lose anything: nothing is pressed, half read, or under way."""
        working = not all(tasks.idle for tasks in (self._tasks, self._looking, self._claiming))
        return self.unattended and not (working or self._presence.pressing or self._rack.reading)

    @property
    def ports_reading(self) -> bool:
        """Whether a scanner at a port is in the middle of a code."""
        return self._rack.ports_reading

    def open_ports(self, handed: Sequence[int | None] = ()) -> None:
        """Begin to listen at the scanners' ports, as far as another kiosk had them open at those."""
        self._rack.open_ports(handed)

    def hand_over_ports(self) -> list[int | None]:
        """Leave the scanners' ports to another kiosk; return them, open, None for an absent one."""
        return self._rack.hand_over_ports()

    def let_go(self, scanned: Callable[[str], None]) -> None:
        """Stop everything and close the files; the window stays as a picture, and what ports read is said."""
        self._rack.scanned.disconnect(self._flow.scan)
        self._rack.scanned.connect(scanned)
        # The picture of this very minute: the next kiosk paints the same.
        self.attract.tick()
        for timer in (self.desk.door, self, self._stage):
            for each in timer.findChildren(QTimer):
                each.stop()
        self._stop()

    def close(self) -> None:
        """End the visit as if the shopper had, stop everything, close the files."""
        if self._open:
            self._ages.stop()
            self.visit.finish()
            self._stop()
        self._rack.close()
        self._stage.close()
        collector.release()

    def _stop(self) -> None:
        self._open = False
        self.searcher.close()
        self._tasks.close()
        self._hub.stop()
        # Last, since what it waits for ends with the line to the hub.
        self._claiming.close()
        self._replica.close()

    def _warm_up(self) -> None:
        """Load the libraries behind the first scan and the first code, while nobody waits for them."""
        parse(ELEMENT_STRING)
        outline(ELEMENT_STRING)
        email(ADDRESS)
        self.shop.words.display.number(0)

    @Slot()
    def _follow_first_frame(self) -> None:
        # Not in the middle of Qt's own work after a frame.
        QTimer.singleShot(0, self, self.start_late_parts)

    @Slot()
    def _begin_service(self) -> None:
        collector.settle()
        for watcher in (self._presence, self._gesture, self._access_gesture, self._in_sight):
            watcher.watch(self.window)
        # Asked first, so that a scanner's keys are nobody's else.
        self._rack.watch(self.window)
        self.attract.at_once = False
        if not self._follows:
            self._rack.open_ports()

    @Slot()
    def _sweep(self) -> None:
        """Collect what nobody needs; once, of what came after the first frame, let the rest be."""
        collector.sweep()
        if not self._late_parts_settled and self.model.property("page") == "attract":
            # Not while somebody is here: nothing of a visit may stay. Else every sweep searches the engine's
            # libraries, and the pages stand still for as long.
            collector.settle()
            self._late_parts_settled = True

    def _levels(self, store: str, variants: Sequence[str]) -> Mapping[str, StockLevel]:
        return levels(self._replica, store, variants)

    @Slot()
    def _apologise(self) -> None:
        if self.desk.model.is_open:
            self.desk.work.warn("desk.failed")
        else:
            self.model.toast("toast.failed", done=False, value=self._stage.look.apology)


def _speak(parent: QObject) -> Speaker:
    """Return what reads aloud with the system's voices."""
    from kiosk.ui.speech.system_speaker import SystemSpeaker  # noqa: PLC0415 - loads Qt's multimedia library

    return SystemSpeaker(parent)
