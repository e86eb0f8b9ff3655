"""The line to the hub: the engine, from when the app begins to keep in step until it ends."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
from PySide6.QtCore import QObject, Slot

from kiosk.update.standing import standing
from sync.client.errors import Offline
from sync.client.identity import Identity
from sync.client.listeners import Listeners
from sync.client.pictures.media import MediaCache
from sync.client.replica import Replica
from sync.client.store_cache import StoreCache
from sync.client.way import Way
from sync.protocol.tablet_settings import Network

if TYPE_CHECKING:
    from sync.client.engine import Engine

T = TypeVar("T")


def way_of(network: Network) -> Way:
    """Return how the settings say that the hub is reached."""
    return Way(network.proxy, network.ca_file)


class HubLine(QObject):
    """What the app asks of the hub. Until `start` nobody can be asked."""

    def __init__(self, data: Path, identity: Identity, network: Network, parent: QObject) -> None:
        """`data` is the tablet's data folder."""
        super().__init__(parent)
        self._data = data
        self._spread = network.spread
        self._way = way_of(network)
        self._cache = StoreCache(network.cache, identity.hub) if network.cache else None
        self._engine: Engine | None = None

    def start(
        self, replica: Replica, listeners: Listeners, media: MediaCache, findings: Callable[[], Sequence[str]]
    ) -> None:
        """Begin to keep in step with the hub; `findings` tells it what somebody should look at here."""
        from sync.client.catalogue.turns import Turns  # noqa: PLC0415 - loads asyncio
        from sync.client.engine import Engine, connect  # noqa: PLC0415 - loads asyncio, and then HTTP
        from sync.client.pulse import Beats  # noqa: PLC0415 - likewise

        self._engine = Engine(
            self._data,
            replica,
            listeners,
            link=partial(connect, cache=self._cache, way=self._way),
            turns=Turns(self._spread),
            cache=media,
            beats=Beats(findings=findings, program=standing),
        )
        self._engine.start()

    def stop(self) -> None:
        """Keep in step no longer."""
        if self._engine:
            self._engine.stop()

    def ask(self, path: str, body: msgspec.Struct, answer: type[T]) -> Future[T]:
        """Ask the hub what somebody waits for; until sync has begun the answer is `Offline`."""
        if self._engine:
            return self._engine.ask(path, body, answer)
        nobody: Future[T] = Future()
        nobody.set_exception(Offline("sync has not begun"))
        return nobody

    def want(self, media: str, rendition: str) -> None:
        """Have a picture fetched soon. Before sync begins nobody can: its plan has all that is missing."""
        if self._engine:
            self._engine.want(media, rendition)

    @Slot()
    def doubt_catalogue(self) -> None:
        """Have the catalogue brought anew: a page could not read it."""
        if self._engine:
            self._engine.doubt_catalogue()
