"""What is examined: a tablet's data folder, what it goes by, and where its machine tells of itself."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from kiosk.core.doctor.sight import Blind, Sight
from kiosk.core.settings_order import Fault
from sync.client.identity import Identity
from sync.client.store.inspection import Inside
from sync.client.transport.asking import Word
from sync.client.transport.door import Door
from sync.protocol.tablet_settings import Settings


class Places(NamedTuple):
    """Where a machine tells of itself; `path` is where programs are, '' for the environment's PATH."""

    proc: Path = Path("/proc")
    sys: Path = Path("/sys")
    dev: Path = Path("/dev")
    etc: Path = Path("/etc")
    path: str = ""


MACHINE = Places()


class Faults(NamedTuple):
    """What of the settings cannot be used, and why the tablet's identity cannot be read, '' where it can."""

    settings: tuple[Fault, ...] = ()
    identity: str = ""


class Updates(NamedTuple):
    """How far updates have come: the version that serves, those that failed here, files that cannot be read.

    `launched` says whether the kiosk was ever started with them.

    `root_until` is until when what trust begins with is good, `word_until` until when the signer's last word
    is (both None where there is none).
    """

    serving: str
    failed: tuple[str, ...] = ()
    unreadable: str = ""
    root_until: datetime | None = None
    word_until: datetime | None = None
    launched: bool = True


class Tablet(NamedTuple):
    """A tablet as it is examined; where its settings cannot be read it goes by the defaults.

    `door` is how far a walk to the hub came, None where no hub is named, and `word` what the hub said of the
    tablet, None where it was not asked. `inside` is what its store holds, `sight` what Qt sees; `free` tells
    a folder's free bytes; `updates` is None where the tablet does not update itself.
    """

    data: Path
    settings: Settings
    identity: Identity | None
    door: Door | None
    word: Word | None
    inside: Inside
    sight: Sight | Blind
    resources: Path
    now: datetime
    languages: tuple[str, ...]
    free: Callable[[Path], int]
    faults: Faults = Faults()
    updates: Updates | None = None
    places: Places = MACHINE

    @property
    def seen(self) -> Sight | None:
        """What Qt sees, None where it sees nothing."""
        return self.sight if isinstance(self.sight, Sight) else None
