"""Keeping the shop in step with what the engine brings: catalogue, stock, photos, the state of the hub."""

import logging
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Slot

from kiosk.ui.models.kiosk import KioskModel
from kiosk.ui.news import News
from kiosk.ui.shop import Shop
from kiosk.ui.tasks import Tasks
from sync.catalogue.read import Catalogue
from sync.catalogue.schema import CatalogueError
from sync.client.held import Rejection
from sync.client.listeners import EngineState
from sync.client.progress import Progress
from sync.client.replica import Replica
from sync.client.store.people import DESK
from sync.protocol import scopes
from sync.protocol.customers import CUSTOMER
from sync.protocol.devices import ACTIVE
from sync.protocol.stock import Hold, StockLevel, is_held, reserved

STOCK = "stock"
LIST = "list"
THEIRS = frozenset({LIST, CUSTOMER})
"""Kinds of scope of who signed in."""

NO_VISIT = ""
"""Whose scopes the shop's own are."""

NUMBER_LENGTH = 8
"""Signs of a device's id that staff read: as many as tell the tablets of a chain apart."""

log = logging.getLogger(__name__)


def levels(replica: Replica, store: str, variants: Sequence[str]) -> Mapping[str, StockLevel]:
    """Return the stock of variants (ids) in a store (code), as far as the tablet knows it."""
    return replica.some(scopes.stock(store), STOCK, variants, StockLevel)


class _Held(msgspec.Struct, frozen=True):
    """What of a stock level says whether there is one."""

    variant: str
    on_hand: int | None = None
    status: str = ""
    holds: dict[str, Hold] = {}

    def is_there(self, now: datetime) -> bool:
        """Whether there is one that is not kept for somebody."""
        if self.on_hand is None or not self.holds:
            return is_held(self.on_hand, self.status)
        return self.on_hand > reserved(self.holds, now)


def held_here(replica: Replica) -> Iterator[list[str]]:
    """Yield the ids of the variants that the tablet's store has, as far as it knows, some at a time."""
    now = datetime.now(UTC)
    for told in replica.walk(scopes.stock(replica.identity.store), STOCK, _Held):
        yield [each.variant for each in told if each.is_there(now)]


class Supply(QObject):
    """Follows the news. Lives in the GUI thread."""

    def __init__(self, data: Path, shop: Shop, model: KioskModel, replica: Replica, tasks: Tasks) -> None:
        """`data` is the tablet's data folder."""
        super().__init__(model)
        self._data = data
        self._shop = shop
        self._model = model
        self._replica = replica
        self._tasks = tasks

    def follow(self, news: News) -> None:
        """Act on the engine's news from now on."""
        news.changed.connect(self._take_changes)
        news.rejected.connect(self._take_rejections)
        news.state.connect(self._take_state)
        news.wiped.connect(self._take_wiped)
        news.progress.connect(self._take_progress)
        news.catalogue.connect(self.use_catalogue)
        news.pictures.connect(self._shop.pictured)

    @Slot()
    def use_catalogue(self) -> None:
        """Sell from the catalogue in force, and want the stock of the stores around.

        A damaged one counts as none: sync brings another, and the pages say so until then.
        """
        try:
            catalogue = Catalogue.open_current(self._data)
            if catalogue is not None:
                self._shop.use(catalogue)
        except (CatalogueError, sqlite3.Error) as error:
            log.warning("nothing can be sold from the catalogue on this tablet: %s", error)
            return
        if catalogue is not None:
            self._tasks.run(self._watch_stock)

    def _watch_stock(self) -> None:
        """Want the stock of the stores that are told of, and let go of any other's."""
        wanted = {scopes.stock(store.code) for store in self._shop.stores}
        held = self._replica.scopes_of(NO_VISIT)
        for scope in held:
            if scopes.parse(scope).kind == STOCK and scope not in wanted:
                self._replica.unwatch(scope)
        for scope in wanted.difference(held):
            self._replica.watch(scope)

    @Slot(object)
    def _take_changes(self, changed: frozenset[str]) -> None:
        kinds = {scopes.parse(scope).kind for scope in changed}
        if LIST in kinds:
            self._model.list.refresh()
            self._model.take.refresh()
        if self._model.known.signedIn and kinds & THEIRS:
            self._model.known.refresh()
        if STOCK in kinds:
            self._shop.recounted.emit()
            self._shop.stocked.emit()

    @Slot(object)
    def _take_rejections(self, rejections: tuple[Rejection, ...]) -> None:
        """Tell the shopper why the list is not as they left it: one sentence, for the last of them.

        What was done at the desk is told there (`desk.verdicts`).
        """
        theirs = [one for one in rejections if one.visit != DESK]
        if theirs:
            self._model.list.refused.emit(theirs[-1].reason)
            self._tasks.run(lambda: self._dismiss(theirs))

    def _dismiss(self, rejections: Sequence[Rejection]) -> None:
        for rejection in rejections:
            self._replica.dismiss(rejection.op)

    @Slot(object)
    def _take_progress(self, progress: Progress) -> None:
        self._model.loading.tell(progress)

    @Slot(object)
    def _take_state(self, state: EngineState) -> None:
        # For who shops here, a hub that takes and gives no news is as good as none.
        online = state.online and state.standing == ACTIVE
        self._model.tell_news(online=online, last_news=state.last_news)
        self._model.visit.tell_news(online=online)
        self.tell_standing(state.standing)

    def tell_standing(self, standing: str) -> None:
        """Say to staff how the hub lets this tablet in."""
        self._model.hub.tell_standing(standing, self._replica.identity.device[:NUMBER_LENGTH])

    @Slot(object)
    def _take_wiped(self, visits: frozenset[str]) -> None:
        """Show nothing more of a visit that is wiped already."""
        self._model.visit.follow_wiped(visits)
