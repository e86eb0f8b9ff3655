"""The kiosk: its objects, built and connected, from replica to window."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from kiosk import collector, switching
from kiosk.app.afar import SettingsFromAfar
from kiosk.app.clock import REAL_TIME, Clock
from kiosk.app.hub_line import HubLine
from kiosk.app.outfit import Outfit
from kiosk.app.pages import Ground, make_pages
from kiosk.app.workers import make_workers
from kiosk.core import settings_order
from kiosk.core.scan import parse
from kiosk.core.settings import panel_scale
from kiosk.ui.access.gesture import AccessGesture
from kiosk.ui.access.model import AccessModel
from kiosk.ui.backlight import Backlight, Hand
from kiosk.ui.codes import CodeReader
from kiosk.ui.flow import Flow
from kiosk.ui.in_sight import InSight
from kiosk.ui.lock_down import LockDown
from kiosk.ui.models.kiosk import KioskModel
from kiosk.ui.models.late_desk import LateDesk
from kiosk.ui.models.look import Look
from kiosk.ui.news import News
from kiosk.ui.pictures.icons import IconPictures
from kiosk.ui.pictures.media import MediaPictures
from kiosk.ui.pictures.samples import sample
from kiosk.ui.presence import Presence
from kiosk.ui.qr import outline
from kiosk.ui.scanners.rack import Rack
from kiosk.ui.screen_power import ScreenPower
from kiosk.ui.shop import Shop
from kiosk.ui.speech.speaker import Speaker
from kiosk.ui.staff_gesture import StaffGesture
from kiosk.ui.stage import Stage, complete_fonts, load_fonts
from kiosk.ui.supply import Supply, levels
from kiosk.ui.typed_into import TypedInto
from sync import brand as brands
from sync.brand import Brand
from sync.brand.photo import check_photos
from sync.client.identity import Identity
from sync.client.pictures.media import MediaCache
from sync.client.replica import Replica
from sync.protocol import parking
from sync.protocol.contacts import email
from sync.protocol.products import Store
from sync.protocol.stock import StockLevel
from sync.protocol.tablet_settings import Settings

if TYPE_CHECKING:
    from kiosk.app.desk import Desk
    from kiosk.ui.models.desk.desk import DeskModel
    from kiosk.ui.sounds import SoundPlayer

RESOURCES = Path(__file__).resolve().parents[2] / "resources"

TEXTS = RESOURCES / "i18n" / "kiosk"

AGES_EVERY_MS = 30_000
"""How often ages of stock figures are told anew, and the list is read whether or not news of it came."""
GLEAN_EVERY_MS = 250
"""Each picture that is fetched leaves some fifty objects: those of half a minute took 30 ms at once."""
LOADED_AFTER_MS = 2_000
"""By then the engine has loaded the libraries behind its line to the hub."""
ELEMENT_STRING = "(01)09521234567882"
"""A code whose reading takes every library of the scan rules."""
ADDRESS = "list@example.com"


class Kiosk(QObject):
    """One running kiosk, from replica to window. Close it before the application ends."""

    _open = True

    def __init__(
        self,
        data: Path,
        identity: Identity,
        outfit: Settings | Outfit,
        app: QGuiApplication,
        *,
        executor: Executor | None = None,
        clock: Clock = REAL_TIME,
    ) -> None:
        """Build everything in `data`; tests give an executor that works at once."""
        super().__init__()
        collector.pause()
        if not isinstance(outfit, Outfit):
            outfit = Outfit(outfit)
        settings = self._settings = outfit.settings
        self._judged, self._told = outfit.brand is not None, outfit.told
        self._data = data
        self._replica = Replica(data, identity, clock.now)
        self._workers = make_workers(executor, self)
        self._tasks = self._workers.writing
        self._news = News(self._tasks)
        self._player: SoundPlayer | None = None
        self._lock: LockDown | None = None
        self._late_parts_settled = False
        self._desk: Desk | None = None
        decide = partial(settings_order.read, data, outfit.told)
        self._hub = HubLine(data, identity, settings.network, self)
        self.afar = SettingsFromAfar(lambda: self.unattended, decide, self)
        self._media = MediaCache(data)
        self._pictures = MediaPictures(self._media, self._hub.want)
        self._brand = outfit.brand or _brand_of(settings, identity)
        self._rack = Rack(settings.scanners, data, self._tasks, self)
        self.shop = self._make_shop(identity, clock)
        rules = settings.scan.of_shop(identity.public_url, self._brand.links.products)
        self._read_code = CodeReader(self.shop, rules)
        self._take_pages(identity, clock)
        self._stage = self._make_stage(app)
        self.access = AccessModel(self.shop, self._stage.look, self.model, self._pages, speak_aloud)
        self._rack.wedge.typed_into = TypedInto(self.model, self._pages, self.access)
        self._flow = Flow(self.shop, self.model, self._pages, self._read_code, settings.language)
        self._supply = Supply(data, self.shop, self.model, self._replica, self._tasks)
        self._connect()
        self._watch_input(clock)
        self._ages = QTimer(self, interval=AGES_EVERY_MS)
        for told in (self._sweep, self.shop.stocked, self.list.refresh, self.afar.look):
            self._ages.timeout.connect(told)
        self._gleaning = QTimer(self, interval=GLEAN_EVERY_MS)
        self._gleaning.timeout.connect(collector.glean)
        self._supply.tell_standing(identity.standing)
        self._supply.use_catalogue()

    def _make_shop(self, identity: Identity, clock: Clock) -> Shop:
        home = Store(identity.store, identity.store)
        own = partial(brands.speak, self._brand, "kiosk")
        shop = Shop(TEXTS, home, self._pictures, self._levels, clock.now, own=own)
        shop.asked = self._brand.consents
        return shop

    def _connect(self) -> None:
        self._supply.follow(self._news)
        self._news.settings.connect(self.afar.hear)
        self.afar.taken.connect(self._apply)
        for told in (self.visit.ended, self.model.changed):
            told.connect(self.afar.look)
        self._news.changed.connect(self._pages.claim.follow)
        self._rack.scanned.connect(self._flow.scan)
        self._flow.happened.connect(self._rack.answered)
        for tasks in self._workers:
            tasks.failed.connect(self._apologise)
        self.visit.ended.connect(self._stage.forget)
        self.shop.damaged.connect(self._hub.doubt_catalogue)

    def _take_pages(self, identity: Identity, clock: Clock) -> None:
        self._ground = Ground(
            self._data,
            RESOURCES,
            identity,
            self._settings,
            clock,
            self._replica,
            self._hub,
            self._workers,
            self.shop,
            self._brand,
            self._media,
            self._rack,
            self._read_code,
            self._told,
        )
        late_desk = LateDesk(self._make_desk, lambda: self._replica.desk.was_staffed)
        self._pages, self.searcher = make_pages(self._ground, late_desk)
        pages = self._pages
        self.product, self.list, self.take, self.visit = pages.product, pages.list, pages.take, pages.visit
        self.search, self.home, self.staff, self.attract = (
            pages.search,
            pages.home,
            pages.staff,
            pages.attract,
        )
        self.known, self.sign_in, self.service = pages.known, pages.sign_in, pages.service
        self.stores, self.space = pages.stores, pages.space
        pages.settings.applied.connect(self._apply)
        self.model = KioskModel(self.shop, pages)

    @property
    def desk(self) -> "Desk":
        """The associates' desk; made when it is first needed: most tablets serve shoppers all day."""
        self._pages.desk.make()
        assert self._desk is not None
        return self._desk

    def _make_desk(self) -> "DeskModel":
        """Make the desk, and have it hear from the rest of the kiosk and the rest from it."""
        from kiosk.app.desk import desk_on, follow_news  # noqa: PLC0415 - no shopper waits for it

        desk = desk_on(self._ground)
        follow_news(desk, self._news)
        desk.door.opened.connect(self.model.serve_desk)
        desk.door.locked.connect(self.model.lock_staff)
        desk.model.closed.connect(self._flow.leave_desk)
        desk.work.sounded.connect(self._flow.happened)
        self._presence.seen.connect(desk.door.touch)
        self._desk = desk
        return desk.model

    @Slot(object)
    def _apply(self, settings: Settings) -> None:
        """Go by other settings, as far as a running kiosk can."""
        self.visit.be_patient(settings.idle.after, settings.idle.warning)
        self.attract.darken(settings.night)
        self._power.go_by(settings.night)
        self._flow.begin_in(settings.language)
        if self._player:
            self._player.be_loud(settings.sound.volume)

    def _watch_input(self, clock: Clock) -> None:
        self._presence = Presence(self)
        self._presence.seen.connect(self._flow.notice)
        self._presence.let_go.connect(self.visit.answer, Qt.ConnectionType.QueuedConnection)
        self._hand = Hand(self)
        self._power = ScreenPower(
            self.shop,
            self.attract,
            Backlight(self._hand),
            alone=lambda: self.unattended,
            seconds=clock.seconds,
            parent=self,
        )
        # After what was pressed has been told: the first touch only wakes the screen.
        self._presence.seen.connect(self._power.notice, Qt.ConnectionType.QueuedConnection)
        self._rack.scanned.connect(self._power.notice)
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
        if not self._judged:
            load_fonts(RESOURCES / "fonts")
        complete_fonts(self._brand)
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
        if self._replica.desk.is_open:
            # A crash left a desk open: its people come back with their PIN.
            self.model.toDesk()
        self._ages.start()
        self._gleaning.start()

    def start(self, *, full_screen: bool, place: QRect | None = None) -> None:
        """Open the window as `open` does, and once it is painted begin what that need not wait for.

        Raises:
            BrandError: The words on an attract photo could not be read, or its own words say less than ours.
        """
        if not self._judged:
            self._judge_brand()
        self.open(full_screen=full_screen, place=place)
        self.window.frameSwapped.connect(self._follow_first_frame, Qt.ConnectionType.SingleShotConnection)

    def lock_down(self) -> None:
        """Keep the open window on the whole screen, and let nothing that somebody does there close it."""
        self._lock = LockDown(self.window, self)

    def _make_room(self) -> None:
        if self._lock:
            self._lock.make_room()

    def _judge_brand(self) -> None:
        check_photos(self._brand, sample)
        for part, language in brands.parts(self._brand):
            if part == "kiosk" and language in self.shop.languages:
                self.shop.texts_of(language)

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
        self._hub.start(self._replica, self._news.listeners(), self._media, self._findings)
        QTimer.singleShot(LOADED_AFTER_MS, self, self._sweep)

    @property
    def unattended(self) -> bool:
        """Whether no shopper and no associate is served, and nothing of one is still to be wiped."""
        return self.model.unattended and self.visit.over and not self.access.switch.on

    @property
    def at_rest(self) -> bool:
        """Whether it can end now and nobody lose anything: nothing is pressed, half read, or under way."""
        return self.unattended and self._workers.idle and not (self._presence.pressing or self._rack.reading)

    @property
    def can_end_for_update(self) -> bool:
        """Whether another version of the program may take over: nobody is here, and nobody comes back."""
        return self.at_rest and not self._replica.visits() and not self._replica.desk.is_open

    @property
    def undelivered(self) -> int:
        """How many acts are on their way to the hub; what is set aside waits for staff, not for the hub."""
        return self.unsent - sum(one.operations for one in self._replica.troubles() if one.quarantined)

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
        doors = [self._desk.door] if self._desk else []
        self._make_room()
        for timer in (*doors, self, self._stage):
            for each in timer.findChildren(QTimer):
                each.stop()
        self._stop()

    def close(self) -> None:
        """End the visit as if the shopper had, stop everything, close the files."""
        self._make_room()
        self._stage.take_down()
        if self._open:
            self._ages.stop()
            self._gleaning.stop()
            self.visit.finish()
            self._stop()
        self._rack.close()
        self._stage.close()
        self.shop.close()
        collector.release()

    def _stop(self) -> None:
        self._open = False
        self._power.light()
        self._hand.finish()
        self.searcher.close()
        self._workers.decoding.close()
        self._tasks.close()
        self._hub.stop()
        # Last, since what it waits for ends with the line to the hub.
        self._workers.claiming.close()
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
        self._power.begin(self._settings.night)

    @Slot()
    def _sweep(self) -> None:
        """Collect what nobody needs while nobody is here, since the pages stand still for that long.

        Once, what came after the first frame is let be, while nothing of a visit can be among it.
        """
        if not self._open:
            return
        desk = self._pages.desk
        locked = self.model.staffed and not desk.is_open
        if not (self.unattended or locked):
            return
        collector.sweep()
        if not (desk.staffed or self._late_parts_settled):
            collector.settle()
            self._late_parts_settled = True

    def _findings(self) -> Sequence[str]:
        """Return what somebody should look at on this tablet: the doctor's codes, and settings by name."""
        from kiosk.doctor import regular  # noqa: PLC0415 - after the first frame, and in no hurry

        unusable = settings_order.read(self._data, self._told).findings
        return [*regular.look(self._data, self._told), *unusable]

    def _levels(self, store: str, variants: Sequence[str]) -> Mapping[str, StockLevel]:
        return levels(self._replica, store, variants)

    @Slot()
    def _apologise(self) -> None:
        if self._pages.desk.is_open:
            self.desk.work.warn("desk.failed")
        else:
            self.model.toast("toast.failed", done=False, value=self._stage.look.apology)


def _brand_of(settings: Settings, identity: Identity) -> Brand:
    return brands.load(brands.choose(RESOURCES / "brand", settings.brand or identity.brand))


def speak_aloud(parent: QObject) -> Speaker:
    """Return what reads aloud with the system's voices."""
    from kiosk.ui.speech.system_speaker import SystemSpeaker  # noqa: PLC0415 - loads Qt's multimedia library

    return SystemSpeaker(parent)
