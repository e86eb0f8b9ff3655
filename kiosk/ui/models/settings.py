"""The staff's page for the tablet's settings: what can be chosen, what is, what needs a restart."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.settings import SettingsError
from kiosk.core.settings_file import Changes, change
from kiosk.core.settings_order import Decided
from kiosk.ui.filters import ChipRow
from kiosk.ui.models.rows import Rows
from kiosk.ui.shop import Shop
from kiosk.ui.tasks import Tasks
from sync.protocol.tablet_settings import Settings

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

MM_PER_INCH = 25.4
INCHES = (0.0, 8.0, 10.1, 13.3, 15.6, 21.5, 23.8, 27.0, 32.0)
"""Screens as they are sold; 0 is one that nobody measured."""
AFTER = (30, 45, 60, 90, 120, 180, 300)
WARNING = (20, 30, 45, 60, 90)
VOLUMES = (0, 20, 40, 60, 80, 100)
NIGHTS = ((0, 0), (20, 8), (21, 7), (21, 9), (22, 6), (23, 6))
AT_RESTART = frozenset({"brand", "panel", "camera"})
"""Groups of which a running kiosk has made too much already."""
NAMES = {
    "brand": "brand",
    "language": "language",
    "panel": "panel.diagonal_mm",
    "after": "idle.after",
    "warning": "idle.warning",
    "volume": "sound.volume",
    "camera": "scanners.camera.use",
    "night": "night.begins",
}
"""The setting of each group by which it is known whether IT has fixed it."""


@QmlElement
@QmlUncreatable("made by the app")
class SettingsModel(QObject):
    """Every tap is written at once. Values that IT wrote by hand are shown beside those to choose from."""

    changed = Signal()
    applied = Signal(object)
    """The settings are others now; carries them."""

    def __init__(
        self,
        shop: Shop,
        tasks: Tasks,
        data: Path,
        settings: Settings,
        *,
        brands: Iterable[str],
        decide: Callable[[], Decided],
    ) -> None:
        """`brands` are the names to choose from; `settings` are as they were at the start.

        `decide` says what counts by now, and who said it.
        """
        super().__init__()
        self._decide = decide
        self._fixed: frozenset[str] = frozenset()
        self._shop = shop
        self._tasks = tasks
        self._data = data
        self._settings = settings
        self._brands = ["", *brands]
        self._restart = self._failed = False
        self._groups: dict[str, Callable[[], list[ChipRow]]] = {
            "brand": self._tell_brand,
            "language": self._tell_language,
            "panel": self._tell_panel,
            "after": self._tell_after,
            "warning": self._tell_warning,
            "volume": self._tell_volume,
            "camera": self._tell_camera,
            "night": self._tell_night,
        }
        self._rows = {name: Rows(ChipRow, self) for name in self._groups}
        shop.spoken.connect(self._tell)

    def open(self) -> None:
        """Show them as they are."""
        self._failed = False
        decided = self._decide()
        self._settings = decided.settings
        self._note_fixed(decided)
        self._tell()

    @Slot(str, str)
    def choose(self, group: str, value: str) -> None:
        """Set something to one of the values that are offered."""
        if group in self._fixed:
            return
        changes = _changes(group, value)
        self._tasks.run(lambda: self._write(changes), lambda made: self._take(group, made))

    @Property(bool, notify=changed)
    def restart(self) -> bool:
        """Whether something was chosen that counts from the next start on."""
        return self._restart

    @Property(bool, notify=changed)
    def failed(self) -> bool:
        """Whether the last choice could not be written."""
        return self._failed

    @Property(bool, notify=changed)
    def fixed(self) -> bool:
        """Whether IT has fixed something, so that one value alone of it is shown."""
        return bool(self._fixed)

    @Property(Rows, notify=changed)
    def brand(self) -> Rows:
        """The brands."""
        return self._rows["brand"]

    @Property(Rows, notify=changed)
    def language(self) -> Rows:
        """The languages that a visit may begin in."""
        return self._rows["language"]

    @Property(Rows, notify=changed)
    def panel(self) -> Rows:
        """Sizes of the screen."""
        return self._rows["panel"]

    @Property(Rows, notify=changed)
    def after(self) -> Rows:
        """Seconds without a touch before the warning."""
        return self._rows["after"]

    @Property(Rows, notify=changed)
    def warning(self) -> Rows:
        """Seconds that the warning stands."""
        return self._rows["warning"]

    @Property(Rows, notify=changed)
    def volume(self) -> Rows:
        """Loudness of the sounds."""
        return self._rows["volume"]

    @Property(Rows, notify=changed)
    def camera(self) -> Rows:
        """Whether shoppers scan with the camera."""
        return self._rows["camera"]

    @Property(Rows, notify=changed)
    def night(self) -> Rows:
        """Hours in which the idle screen is darker."""
        return self._rows["night"]

    def _write(self, changes: Changes) -> Decided | None:
        try:
            change(self._data, changes)
        except SettingsError:
            return None
        return self._decide()

    def _take(self, group: str, made: Decided | None) -> None:
        self._failed = made is None
        if made is not None:
            self._settings = made.settings
            self._note_fixed(made)
            self._restart |= group in AT_RESTART
            self.applied.emit(made.settings)
        self._tell()

    def _note_fixed(self, decided: Decided) -> None:
        self._fixed = frozenset(group for group, name in NAMES.items() if decided.fixed(name))

    @Slot()
    def _tell(self) -> None:
        for name, rows in self._rows.items():
            told = self._groups[name]()
            rows.replace([row for row in told if row.chosen] if name in self._fixed else told)
        self.changed.emit()

    def _tell_brand(self) -> list[ChipRow]:
        chosen = self._settings.brand
        named = [(each, each.capitalize() or self._word("from_hub")) for each in self._brands]
        return _chips("brand", named, chosen)

    def _tell_language(self) -> list[ChipRow]:
        named = [("", self._word("of_store"))]
        named += [(each, self._shop.native_name(each)) for each in self._shop.languages]
        return _chips("language", named, self._settings.language)

    def _tell_panel(self) -> list[ChipRow]:
        named = [(str(round(each * MM_PER_INCH)), self._inches(each)) for each in INCHES]
        return _chips("panel", named, str(self._settings.panel.diagonal_mm))

    def _tell_after(self) -> list[ChipRow]:
        return self._seconds("after", AFTER, self._settings.idle.after)

    def _tell_warning(self) -> list[ChipRow]:
        return self._seconds("warning", WARNING, self._settings.idle.warning)

    def _tell_volume(self) -> list[ChipRow]:
        named = [
            (str(each), self._word("per_cent", each) if each else self._word("silent")) for each in VOLUMES
        ]
        return _chips("volume", named, str(self._settings.sound.volume))

    def _tell_camera(self) -> list[ChipRow]:
        named = [("", self._word("off")), ("on", self._word("on"))]
        return _chips("camera", named, "on" if self._settings.scanners.camera.use else "")

    def _tell_night(self) -> list[ChipRow]:
        night = self._settings.night
        named = [(f"{begins}-{ends}", self._hours(begins, ends)) for begins, ends in NIGHTS]
        chosen = "0-0" if night.begins == night.ends else f"{night.begins}-{night.ends}"
        return _chips("night", named, chosen)

    def _hours(self, begins: int, ends: int) -> str:
        return self._word("never") if begins == ends else self._word("from_to", begins, ends)

    def _seconds(self, group: str, offered: Iterable[int], chosen: int) -> list[ChipRow]:
        return _chips(group, [(str(each), self._word("seconds", each)) for each in offered], str(chosen))

    def _inches(self, inches: float) -> str:
        if not inches:
            return self._word("unmeasured")
        display = self._shop.words.display
        whole = inches == int(inches)
        return self._word("inches", display.number(int(inches)) if whole else display.stars(inches))

    def _word(self, key: str, *values: object) -> str:
        return self._shop.words.texts.get(f"settings.{key}", *values)


def _chips(group: str, named: Iterable[tuple[str, str]], chosen: str) -> list[ChipRow]:
    rows = [ChipRow(f"{group}:{value}", group, value, name, "", value == chosen) for value, name in named]
    if not any(row.chosen for row in rows):
        rows.append(ChipRow(f"{group}:{chosen}", group, chosen, chosen, "", chosen=True))
    return rows


def _changes(group: str, value: str) -> Changes:
    """Return what is to be written for a choice."""
    match group:
        case "brand" | "language":
            return {(group,): value}
        case "panel":
            return {("panel", "diagonal_mm"): int(value)}
        case "after" | "warning":
            return {("idle", group): int(value)}
        case "volume":
            return {("sound", "volume"): int(value)}
        case "camera":
            return {("scanners", "camera", "use"): bool(value)}
    begins, _, ends = value.partition("-")
    return {("night", "begins"): int(begins), ("night", "ends"): int(ends)}
