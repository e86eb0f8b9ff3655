"""The composition root: the only place that builds the kiosk's objects and connects them."""

import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from kiosk.core import settings as settings_file
from kiosk.core.lists import ListKeeper
from kiosk.core.scan import Rules, look_up, parse
from kiosk.core.session import ShopperSession
from kiosk.core.settings import Settings, panel_scale
from kiosk.ui.models.kiosk import KioskModel, Pages
from kiosk.ui.models.look import Look
from kiosk.ui.models.product import ProductModel
from kiosk.ui.models.shopping_list import ShoppingListModel
from kiosk.ui.models.take_along import TakeAlongModel
from kiosk.ui.models.visit import VisitModel
from kiosk.ui.pictures.icons import IconPictures
from kiosk.ui.pictures.media import MediaPictures
from kiosk.ui.presence import Presence
from kiosk.ui.scanners.wedge import WedgeScanner
from kiosk.ui.shop import Shop, utc_now
from kiosk.ui.stage import Stage, load_fonts
from kiosk.ui.tasks import Tasks
from sync import brand as brands
from sync.brand import Brand
from sync.catalogue.read import Catalogue
from sync.client import identity as identities
from sync.client.engine import Engine, EngineState, Listeners
from sync.client.errors import ClientError
from sync.client.identity import Identity
from sync.client.replica import Replica
from sync.protocol import scopes
from sync.protocol.products import Store
from sync.protocol.stock import StockLevel

RESOURCES = Path(__file__).resolve().parent.parent / "resources"

AGES_EVERY_MS = 30_000
"""How often ages of stock figures are told anew."""
PICTURES_WAIT_MS = 150
"""Photos that arrive within this time are shown together."""
INTERRUPT_CHECK_MS = 300


class Kiosk(QObject):
    """One running kiosk, from replica to window. Close it before the application ends."""

    def __init__(
        self,
        data: Path,
        identity: Identity,
        settings: Settings,
        app: QGuiApplication,
        *,
        executor: Executor | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """Build everything in `data`; tests give an executor that works at once and a clock that stands."""
        super().__init__()
        self._data = data
        self._rules = Rules(list_address=f"{identity.public_url.rstrip('/')}/l/")
        self._replica = Replica(data, identity, now)
        self._engine = Engine(data, self._replica, self._listeners())
        self._tasks = Tasks(executor or ThreadPoolExecutor(1, thread_name_prefix="writer"), self)
        self._pictures = MediaPictures(self._engine.cache, self._engine.want)
        self.shop = Shop(
            RESOURCES / "i18n" / "kiosk",
            Store(identity.store, identity.store),
            self._pictures,
            self._levels,
            now,
        )
        brand = load_brand(settings.brand or identity.brand)
        idle = settings.idle
        window = idle.after + idle.warning
        session = ShopperSession(self._replica, now=now, idle=window, warning=idle.warning)
        self._keeper = ListKeeper(self._replica, session)
        self.product = ProductModel(self.shop)
        self.list = ShoppingListModel(self.shop, self._keeper, identity.actor.id, self._tasks)
        self.take = TakeAlongModel(self._keeper, self._tasks)
        self.visit = VisitModel(self.shop, session, self._tasks, idle.warning)
        self.model = KioskModel(self.shop, Pages(self.product, self.list, self.take, self.visit))
        size = app.primaryScreen().size()
        look = Look(brand, self.shop.words.language, panel_scale(settings.panel, size.width(), size.height()))
        load_fonts(RESOURCES / "fonts", brand)
        self._stage = Stage(look, self.shop, (self._pictures, IconPictures(RESOURCES / "icons", brand.logo)))
        self._default_language = settings.language
        self._presence = Presence(app)
        self._scanner = WedgeScanner(app)
        self._ages = QTimer(self, interval=AGES_EVERY_MS)
        self._arrivals = QTimer(self, interval=PICTURES_WAIT_MS, singleShot=True)
        self._connect()
        self._use_catalogue()

    def open(self, *, full_screen: bool) -> None:
        """Show the window, and take up what a crash left."""
        self._stage.open(self.model, full_screen=full_screen)
        self.visit.start()
        self._ages.start()

    @property
    def window(self) -> QQuickWindow:
        """The kiosk's window, once it is open."""
        return self._stage.window

    @property
    def ready(self) -> bool:
        """Whether there is a catalogue to sell from."""
        return self.shop.catalogue is not None

    def start_sync(self) -> None:
        """Begin to keep in step with the hub (after the first frame: it loads the HTTP library)."""
        self._engine.start()

    def close(self) -> None:
        """End the visit as if the shopper had, stop everything, close the files."""
        self._ages.stop()
        self.visit.finish()
        self._tasks.close()
        self._engine.stop()
        self._stage.close()
        self._replica.close()

    @Slot(str)
    def scan(self, text: str) -> None:
        """Answer a scan: the product's page, or why there is none."""
        self.visit.touch()
        if self.visit.offered:
            return
        scan = look_up(parse(text, self._rules), self.shop.catalogue)
        product = self.shop.product(scan.match.product) if scan.match else None
        if scan.match and product:
            self.product.show(product, scan.match.variant)
            self.model.go("product")
        elif scan.kind == "list":
            self.model.answer_unknown("list")
        else:
            self.model.answer_unknown(scan.reason if self.shop.catalogue else "no_catalogue")

    def _connect(self) -> None:
        self._scanner.scanned.connect(self.scan)
        self._presence.seen.connect(self.visit.touch)
        self._ages.timeout.connect(self.shop.stocked)
        self._arrivals.timeout.connect(self.shop.pictured)
        self.shop.spoken.connect(self._note_language)
        self.product.chosen_to_add.connect(self.list.add)
        self.list.told.connect(self._toast)
        self.list.refused.connect(self._refuse)
        self.list.product_wanted.connect(self._show_product)
        self.visit.warned.connect(self._warn)
        self.visit.ended.connect(self._wipe)
        self.visit.resumed.connect(self._resume)
        self._tasks.failed.connect(self._fail)

    def _listeners(self) -> Listeners:
        """News from the engine's thread, each handed to the GUI thread."""
        return Listeners(
            on_changed=lambda changed: self._tasks.call(self._take_changes, changed),
            on_state=lambda state: self._tasks.call(self._take_state, state),
            on_catalogue=lambda: self._tasks.call(lambda _nothing: self._use_catalogue(), None),
            on_media=lambda _sha, _rendition: self._tasks.call(lambda _nothing: self._arrivals.start(), None),
        )

    def _take_changes(self, changed: frozenset[str]) -> None:
        kinds = {scopes.parse(scope).kind for scope in changed}
        if "list" in kinds:
            self.list.refresh()
        if "stock" in kinds:
            self.shop.stocked.emit()

    def _take_state(self, state: EngineState) -> None:
        self.model.tell_news(online=state.online, last_news=state.last_news)

    def _use_catalogue(self) -> None:
        """Sell from the catalogue in force, and want the stock of its stores."""
        catalogue = Catalogue.open_current(self._data)
        if catalogue is None:
            return
        first = self.shop.catalogue is None
        self.shop.use(catalogue)
        if first:
            self.shop.speak(self._home_language)
        self._tasks.run(lambda: self._watch_stock(self.shop.stores))

    def _watch_stock(self, stores: Sequence[Store]) -> None:
        for store in stores:
            self._replica.watch(scopes.stock(store.code))

    def _levels(self, variant: str) -> Mapping[str, StockLevel]:
        levels = {store.code: self._level(store.code, variant) for store in self.shop.stores}
        return {code: level for code, level in levels.items() if level}

    def _level(self, store: str, variant: str) -> StockLevel | None:
        return self._replica.document(scopes.stock(store), "stock", variant, StockLevel)

    @property
    def _home_language(self) -> str:
        """What the kiosk speaks before anybody chooses: the setting, else the store's language."""
        return self._default_language or self.shop.store.language

    @Slot()
    def _note_language(self) -> None:
        self._keeper.language = self.shop.words.language

    @Slot(str, bool)
    def _toast(self, key: str, undo: bool) -> None:  # noqa: FBT001 - a signal's arguments have no names
        later = key == "toast.added" and self.model.offline
        self.model.toast("toast.added_offline" if later else key, undo=undo)

    @Slot(str)
    def _refuse(self, reason: str) -> None:
        texts = self.shop.words.texts
        known = texts.raw(f"toast.refused_{reason}")
        self.model.toast("toast.rejected", value=known or texts.get("toast.refused_other"))

    @Slot(str)
    def _show_product(self, product: str) -> None:
        self.product.open(product)
        self.model.go("product")

    @Slot()
    def _warn(self) -> None:
        if not self.list.empty:
            self.take.offer()

    @Slot()
    def _resume(self) -> None:
        self.list.refresh()
        self.take.offer()
        self.model.go("list")

    @Slot(str)
    def _wipe(self, why: str) -> None:
        """Forget everything of the visit that lives in memory; the disk was wiped with its end."""
        self.product.clear()
        self.list.clear()
        self.take.clear()
        self.model.hideToast()
        self._pictures.clear()
        QGuiApplication.clipboard().clear()
        self.model.go("finish" if why == "finish" else "attract")
        self.shop.speak(self._home_language if why != "finish" else self.shop.words.language)

    @Slot()
    def _fail(self) -> None:
        self.model.toast("toast.failed", value=self._stage.look.apology)


def load_brand(name: str) -> Brand:
    """Read a brand by its name; without one, the first there is.

    Raises:
        BrandError: There is none, or it cannot be used.
    """
    folder = RESOURCES / "brand"
    return brands.load(folder / f"{name}.toml" if name else next(iter(sorted(folder.glob("*.toml")))))


def run_shopper(data: Path, *, hub: str = "", code: str = "", windowed: bool = False) -> int:
    """Open the kiosk on a tablet's data folder until its window is closed; return the exit status.

    Args:
        data: The tablet's data folder.
        hub: Address of the hub, for the first start.
        code: Single-use enrolment code, for the first start.
        windowed: A window instead of the full screen.
    """
    try:
        identity = identities.load(data) or _enrol(data, hub, code)
        settings = settings_file.load(data)
    except (ClientError, settings_file.SettingsError) as error:
        print(f"vetrina: {error}", file=sys.stderr)  # noqa: T201 - for the person at the terminal
        return 1
    app = QGuiApplication(sys.argv[:1])
    kiosk = Kiosk(data, identity, settings, app)
    kiosk.open(full_screen=not windowed)
    QTimer.singleShot(0, kiosk.start_sync)
    _quit_on_signals(app)
    status = app.exec()
    kiosk.close()
    return status


def open_offscreen(data: Path, settings: Settings) -> Kiosk:
    """Open the kiosk of an enrolled tablet without a screen, painting into memory; for the tour.

    Raises:
        ClientError: The tablet was never enrolled.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    app = QGuiApplication.instance() or QGuiApplication([])
    assert isinstance(app, QGuiApplication)
    kiosk = Kiosk(data, _enrolled(data), settings, app)
    kiosk.open(full_screen=False)
    kiosk.start_sync()
    return kiosk


def _enrolled(data: Path) -> Identity:
    identity = identities.load(data)
    if identity is None:
        raise ClientError("this tablet is not enrolled yet: give --hub URL and --enrol CODE")
    return identity


def _enrol(data: Path, hub: str, code: str) -> Identity:
    if not (hub and code):
        return _enrolled(data)
    from sync.client.enrolment import enrol  # noqa: PLC0415 - loads the HTTP library, on the first start only

    return enrol(data, hub, code)


def _quit_on_signals(app: QGuiApplication) -> None:
    """End in good order on Ctrl-C and on the system's request; Python looks at signals between Qt events."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: app.quit())
    timer = QTimer(app, interval=INTERRUPT_CHECK_MS)
    timer.timeout.connect(lambda: None)
    timer.start()
