"""What a running hub consists of, built in one place and handed to every handler."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from sync.hub.bus import Bus
from sync.hub.copying import require_whole
from sync.hub.current_catalogue import CurrentCatalogue
from sync.hub.keys import Keys, epoch, keys
from sync.hub.openings import Openings
from sync.hub.operations import Happened
from sync.hub.provider import Provider
from sync.hub.removals import Removals
from sync.hub.retention import GUEST_LIST_DAYS
from sync.hub.storage.port import Storage, StorageError
from sync.hub.storage.postgres import PostgresStorage
from sync.hub.storage.sqlite import SqliteStorage
from sync.hub.terms import AS_SHIPPED, AllTerms
from sync.hub.throttle import Throttles

STORE_FILE = "hub.db"
MAX_STREAMS = 5_000

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Config:
    """How a hub is set up.

    `data` is its folder, `public_url` what links and QR codes begin with (no slash at the end), `brand` the
    brand file. `pages_address` (host, port) is a second listener that serves the phone page only. Documents
    are in the folder too, unless there is a `database_url`. Guests' lists are kept for `guest_list_days`
    after their last change. `terms` are the retailer's for orders. `sends_mail` says whether letters go out.
    `provider` keeps shoppers' accounts beside the hub itself. `metrics_token` opens `/metrics`, '' for this
    machine alone. `alarm_mail` are addresses that hear of a store whose tablets are silent for `quiet_after`.
    """

    data: Path
    public_url: str
    brand: Path | None = None
    pages_address: tuple[str, int] | None = None
    max_streams: int = MAX_STREAMS
    database_url: str = ""
    guest_list_days: int = GUEST_LIST_DAYS
    terms: AllTerms = AS_SHIPPED
    sends_mail: bool = False
    provider: Provider | None = None
    metrics_token: str = ""
    alarm_mail: tuple[str, ...] = ()
    quiet_after: timedelta = timedelta(minutes=30)


class Follow(NamedTuple):
    """What follows from some verbs (by name) in other scopes; see `sync.hub.chain`.

    Where nothing follows from it for most who do a verb, `principals` are the kinds of those for whom it may:
    noting what will follow is another commit.
    """

    verbs: frozenset[str]
    run: Callable[["Hub", Happened], Awaitable[None]]
    principals: frozenset[str] = frozenset()

    def may_follow(self, verb: object, principal: str) -> bool:
        """Say whether this may follow from a verb of somebody's."""
        kind = principal.partition(":")[0]
        return verb in self.verbs and (not self.principals or kind in self.principals)


@dataclass(frozen=True)
class Hub:
    """A running hub. `epoch` names its history; `clock` gives the time in UTC.

    `follows` is what follows from operations: `sync.hub.assembly` hands it in.
    """

    config: Config
    storage: Storage
    bus: Bus
    keys: Keys
    epoch: str
    catalogue: CurrentCatalogue
    clock: Clock
    follows: tuple[Follow, ...] = ()
    throttles: Throttles = field(default_factory=Throttles)
    removals: Removals = field(default_factory=Removals)
    openings: Openings = field(default_factory=Openings)

    def now(self) -> str:
        """Return the hub's time, ISO 8601 UTC to the millisecond."""
        return self.later(timedelta(0))

    def later(self, than_now: timedelta) -> str:
        """Return a time from now, as `now` writes it: such texts compare like the moments they name."""
        return (self.clock() + than_now).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    async def close(self) -> None:
        """End the streams, finish the commits, close the files."""
        self.bus.close()
        self.catalogue.close()
        await self.storage.close()


async def open_hub(
    config: Config, clock: Clock = lambda: datetime.now(UTC), follows: tuple[Follow, ...] = ()
) -> Hub:
    """Open a hub on its data folder, which is made when it is not there.

    Raises:
        StorageError: The store cannot be used.
    """
    storage = open_storage(config.data, config.database_url)
    try:
        await require_whole(storage)
        return Hub(
            config=config,
            storage=storage,
            bus=Bus(config.max_streams),
            keys=await keys(storage),
            epoch=await epoch(storage),
            catalogue=CurrentCatalogue(config.data),
            clock=clock,
            follows=follows,
        )
    except BaseException:
        await storage.close()
        raise


def open_storage(data: Path | None, database_url: str = "", *, mapped: bool = True) -> Storage:
    """Open the store in a data folder, or the one in a database when there is a URL.

    A folder is made when it is not there; its files are for the hub's own user only (POSIX). A database is
    first asked when something is wanted of it. A command that goes through all there is once wants the file
    not `mapped`: every page it ever saw would count as its memory.

    Raises:
        StorageError: It was written by a newer hub, is no database, or the folder cannot be used.
    """
    try:
        if data:
            data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if database_url:
            return PostgresStorage(database_url)
        assert data, "a store is somewhere"
        path = data / STORE_FILE
        path.touch(mode=0o600)
    except OSError as error:
        raise StorageError(f"{data} cannot be used: {error.strerror}") from error
    return SqliteStorage(path, mapped=mapped)
