"""Health: how the desk stands with the hub, what waits, what is attached."""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core import health
from kiosk.core.health import Machine
from kiosk.core.staff import device_secret
from kiosk.ui.desk import health_rows
from kiosk.ui.desk.health_rows import HealthRow, Standing
from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.models.desk.page import DeskPage
from kiosk.ui.models.rows import Rows
from kiosk.ui.scanners.rack import Rack
from kiosk.ui.staff_rows import device_rows
from sync.client.identity import write_private
from sync.client.listeners import EngineState
from sync.client.store import stranded
from sync.client.store.late import Late
from sync.protocol.export import write

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

EXPORT = "outbox-export.json"
"""Where what the hub cannot take is put, in the data folder: sealed, for the hub alone."""


class Site(NamedTuple):
    """The machine that the desk runs on: its data folder, its scanners, its printer ('': the system's)."""

    data: Path
    rack: Rack
    printer: str = ""


@QmlElement
@QmlUncreatable("made by the app")
class HealthModel(DeskPage):
    """The health page."""

    changed = Signal()

    def __init__(self, work: Workplace, site: Site) -> None:
        super().__init__(work)
        self._site = site
        self._state = EngineState(online=False, last_news=None, pending=0)
        self._machine: Machine | None = None
        self._late: list[Late] = []
        self._said: tuple[str, tuple[object, ...]] = ("", ())
        self._hub = Rows(HealthRow, self)
        self._here = Rows(HealthRow, self)
        site.rack.changed.connect(self._again)

    def open(self, key: str) -> None:
        """Look at the machine, and show how everything stands."""
        self._said = ("", ())
        super().open(key)
        self._work.read(self._look, self._seen)
        self._read_late()

    @Slot(object)
    def take_state(self, state: EngineState) -> None:
        """Hear how things stand with the hub."""
        self._state = state
        self._again()
        if self._open:
            self._read_late()

    def refresh(self) -> None:
        """Tell everything anew."""
        words, replica = self._work.shop.words, self._work.replica
        last = self._state.last_news or replica.last_news()
        standing = Standing(self._state, last, replica.clock_offset, self._work.shop.now())
        late = health_rows.late_rows(words, self._late, standing.now)
        selling = self._work.shop.catalogue is not None
        self._hub.replace([*health_rows.hub_rows(words, standing, selling=selling), *late])
        if self._machine:
            devices = device_rows(words, self._site.rack)
            mute = [self._work.shop.native_name(each) for each in self._machine.mute]
            self._here.replace(health_rows.machine_rows(words, self._machine, standing, devices, mute))
        self.changed.emit()

    @Slot()
    def retry(self) -> None:
        """Offer what was set aside to the hub again."""
        aside = self._set_aside()
        self._work.tasks.run(lambda: self._work.replica.release(aside), lambda _none: self._say("retried"))

    @Slot()
    def export(self) -> None:
        """Write what was set aside into a file that only the hub can read; what came late is seen by that."""
        path, late = self._site.data / EXPORT, self._late
        self._work.tasks.run(lambda: self._write(path, late), lambda _none: self._exported(path))

    @Slot(str)
    def see(self, key: str) -> None:
        """Somebody has seen what came late: it needs nobody any more."""
        seen = [one for one in self._late if f"late {one.scope}" == key]
        self._work.tasks.run(lambda: self._work.replica.see(seen), lambda _none: self._read_late())

    @Property(Rows, notify=changed)
    def hub(self) -> Rows:
        """How the desk stands with the hub."""
        return self._hub

    @Property(Rows, notify=changed)
    def here(self) -> Rows:
        """How the machine stands."""
        return self._here

    @Property(bool, notify=changed)
    def aside(self) -> bool:
        """Whether there is anything to put into a file: set aside, or refused because it came late."""
        return bool(self._set_aside() or self._late)

    @Property(bool, notify=changed)
    def waits(self) -> bool:
        """Whether anything was set aside that can be tried again."""
        return bool(self._set_aside())

    @Property(bool, notify=changed)
    def manages(self) -> bool:
        """Whether who is signed in looks after colleagues who cannot sign in."""
        return self._work.staff.manages

    @Property(str, notify=changed)
    def said(self) -> str:
        """What came of what was asked, '' for nothing."""
        key, values = self._said
        return self._work.shop.words.texts.get(f"health.{key}", *values) if key else ""

    @Property(str, notify=changed)
    def device(self) -> str:
        """Which tablet this is: its name and its number."""
        identity = self._work.replica.identity
        return self._work.shop.words.texts.get("health.device", identity.name, identity.device[:8])

    def _look(self) -> Machine:
        site = self._site
        return health.look(site.data, device_secret.NAME, self._work.shop.languages, site.printer)

    def _seen(self, machine: Machine) -> None:
        self._machine = machine
        self._again()

    def _set_aside(self) -> list[str]:
        """Return the scopes whose operations can be tried again."""
        return [trouble.scope for trouble in self._state.troubles if trouble.quarantined]

    def _read_late(self) -> None:
        self._work.read(self._work.replica.late, self._show_late)

    def _show_late(self, late: list[Late]) -> None:
        self._late = late
        self._again()

    def _exported(self, path: Path) -> None:
        self._say("exported", path)
        self._read_late()

    def _write(self, path: Path, late: list[Late]) -> None:
        with stranded.open_store(self._site.data) as store:
            ops = stranded.export(store, self._work.replica.identity.device)
        write_private(path, write(ops))
        self._work.replica.see(late)

    def _say(self, key: str, *values: object) -> None:
        self._said = (key, values)
        self._again()
