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
from sync.protocol.export import write

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

EXPORT = "outbox-export.json"
"""Where what the hub cannot take is put, in the data folder: sealed, for the hub alone."""


class Site(NamedTuple):
    """The machine that the desk runs on: its data folder, and its scanners."""

    data: Path
    rack: Rack


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
        self._said: tuple[str, tuple[object, ...]] = ("", ())
        self._hub = Rows(HealthRow, self)
        self._here = Rows(HealthRow, self)
        site.rack.changed.connect(self._again)

    def open(self, key: str) -> None:
        """Look at the machine, and show how everything stands."""
        self._said = ("", ())
        super().open(key)
        self._work.read(self._look, self._seen)

    @Slot(object)
    def take_state(self, state: EngineState) -> None:
        """Hear how things stand with the hub."""
        self._state = state
        self._again()

    def refresh(self) -> None:
        """Tell everything anew."""
        words, replica = self._work.shop.words, self._work.replica
        last = self._state.last_news or replica.last_news()
        standing = Standing(self._state, last, replica.clock_offset, self._work.shop.now())
        self._hub.replace(health_rows.hub_rows(words, standing))
        if self._machine:
            devices = device_rows(words, self._site.rack)
            self._here.replace(health_rows.machine_rows(words, self._machine, standing, devices))
        self.changed.emit()

    @Slot()
    def retry(self) -> None:
        """Offer what was set aside to the hub again."""
        aside = [trouble.scope for trouble in self._state.troubles if trouble.quarantined]
        self._work.tasks.run(lambda: self._work.replica.release(aside), lambda _none: self._say("retried"))

    @Slot()
    def export(self) -> None:
        """Write what was set aside into a file that only the hub can read."""
        path = self._site.data / EXPORT
        self._work.tasks.run(lambda: self._write(path), lambda _number: self._say("exported", path))

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
        """Whether anything was set aside."""
        return any(trouble.quarantined for trouble in self._state.troubles)

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
        return health.look(self._site.data, device_secret.NAME)

    def _seen(self, machine: Machine) -> None:
        self._machine = machine
        self._again()

    def _write(self, path: Path) -> None:
        with stranded.open_store(self._site.data) as store:
            ops = stranded.export(store, self._work.replica.identity.device)
        write_private(path, write(ops))

    def _say(self, key: str, *values: object) -> None:
        self._said = (key, values)
        self._again()
