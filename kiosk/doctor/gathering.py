"""Gathers all that the doctor's checks judge: reads the tablet, walks to the hub, has Qt look."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from kiosk.core import settings_order
from kiosk.core.doctor.sight import Blind, Sight
from kiosk.core.doctor.tablet import MACHINE, Faults, Places, Tablet
from kiosk.core.settings import Told
from kiosk.core.settings_order import Decided
from kiosk.doctor import running, seeing, updating
from kiosk.doctor.running import Running
from sync.client import identity as identities
from sync.client.errors import IdentityError
from sync.client.identity import Identity
from sync.client.store import inspection
from sync.client.transport import asking, door
from sync.client.transport.asking import Word
from sync.client.transport.door import Door
from sync.client.way import Way
from sync.protocol.tablet_settings import Settings

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
TEXTS = RESOURCES / "i18n" / "kiosk"


class Gathered(NamedTuple):
    """The tablet, where its settings come from, and how its kiosk runs (None: the system does not say)."""

    tablet: Tablet
    decided: Decided
    running: Running | None


def gather(data: Path, told: Told, places: Places = MACHINE) -> Gathered:
    """Return a tablet as it is now. Waits for the hub, some seconds where it does not answer.

    Args:
        data: The tablet's data folder.
        told: What was said at the start.
        places: Where the machine tells of itself.
    """
    decided = settings_order.read(data, told)
    identity, damaged = _read_identity(data)
    found = running.find(data)
    reached, word = _walk(decided.settings, identity)
    tablet = Tablet(
        data=data,
        settings=decided.settings,
        identity=identity,
        door=reached,
        word=word,
        inside=inspection.inspect(data),
        sight=_look(decided.settings, found),
        resources=RESOURCES,
        now=datetime.now(UTC),
        languages=languages(),
        free=lambda folder: shutil.disk_usage(folder).free,
        faults=Faults(decided.faults, damaged),
        places=places,
        updates=updating.look(data, decided.settings.update),
    )
    return Gathered(tablet, decided, found)


def languages() -> tuple[str, ...]:
    """Return what the kiosk speaks."""
    return tuple(sorted(path.stem for path in TEXTS.glob("*.toml")))


def _walk(settings: Settings, identity: Identity | None) -> tuple[Door | None, Word | None]:
    """Go to the hub that is set, else to the one of the enrolment; once there, ask it as this tablet."""
    address = settings.hub or (identity.hub if identity else "")
    if not address:
        return None, None
    way = Way(settings.network.proxy, settings.network.ca_file)
    reached = door.walk(address, way)
    if identity is None or reached.failed:
        return reached, None
    return reached, asking.ask(replace(identity, hub=address.rstrip("/")), way)


def _look(settings: Settings, found: Running | None) -> Sight | Blind:
    ports = [serial.port for serial in settings.scanners.serial]
    return seeing.look(ports, {**os.environ, **(found.screen if found else {})})


def _read_identity(data: Path) -> tuple[Identity | None, str]:
    try:
        return identities.load(data), ""
    except IdentityError as error:
        return None, str(error)
