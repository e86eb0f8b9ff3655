"""The scanner page of the staff: what is attached, how it does, learning a scanner, the test sheet."""

import shutil
from collections import deque
from pathlib import Path

from PySide6.QtCore import Property, QObject, QProcess, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.printers import PRINT_COMMAND
from kiosk.core.scanners.learn import LearnError, Stroke, learn
from kiosk.core.scanners.meter import Source
from kiosk.core.scanners.sheet import trial_of
from kiosk.ui.models.rows import Rows
from kiosk.ui.scanners.rack import Rack
from kiosk.ui.shop import Shop
from kiosk.ui.staff_rows import DeviceRow, MeterRow, ReadRow, device_rows, meter_row, read_row
from kiosk.ui.tasks import Tasks

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

SHEET = "scanner-test.pdf"
SHOWN_READS = 4
LETTER_CURRENCIES = frozenset({"USD", "CAD", "MXN"})
"""Stores that sell in these print on US Letter."""
SOURCES: tuple[Source, ...] = ("wedge", "serial", "camera")


@QmlElement
@QmlUncreatable("made by the app")
class StaffModel(QObject):
    """What the staff see. Codes read while it is open go nowhere else, and are forgotten when it closes."""

    changed = Signal()

    def __init__(self, shop: Shop, rack: Rack, tasks: Tasks, data: Path, family: str) -> None:
        """`family` is the font of the test sheet, which goes to `data`."""
        super().__init__()
        self._family = family
        self._printer = QProcess(self)
        self._printer.finished.connect(self._printed)
        self._printer.errorOccurred.connect(self._keep_sheet)
        self._shop = shop
        self._rack = rack
        self._tasks = tasks
        self._data = data
        self._learning = False
        self._said: tuple[str, tuple[object, ...]] = ("", ())
        self._reads: deque[str] = deque(maxlen=SHOWN_READS)
        self._meter = Rows(MeterRow, self)
        self._arrived = Rows(ReadRow, self)
        self._devices = Rows(DeviceRow, self)
        rack.tested.connect(self._take)
        rack.measured.connect(self._tell)
        rack.changed.connect(self._tell)
        rack.heard.connect(self._hear)
        shop.spoken.connect(self._tell)

    def open(self) -> None:
        """Take what is scanned from now on."""
        self._rack.testing = True
        self._tell()

    def close(self) -> None:
        """Let scans go to the shopper's pages again, and forget what was read."""
        self.stopLearning()
        self._rack.testing = False
        self._reads.clear()
        self._arrived.replace([])
        self._said = ("", ())
        self.changed.emit()

    @Slot()
    def learn(self) -> None:
        """Wait for the test code of a wedge scanner."""
        self._learning = True
        self._rack.wedge.listen(on=True)
        self._say("scanners.learn_wait")

    @Slot()
    def stopLearning(self) -> None:
        """Wait no more."""
        if self._learning:
            self._learning = False
            self._rack.wedge.listen(on=False)
            self._say("")

    @Slot()
    def forget(self) -> None:
        """Forget the scanners that were learned."""
        self._rack.forget()
        self._say("")

    @Slot()
    def beginAnew(self) -> None:
        """Set the meter back."""
        self._rack.meter.clear()
        self._reads.clear()
        self._tell()

    @Slot()
    def printSheet(self) -> None:
        """Write the test sheet into the tablet's data folder, and send it to the printer if there is one."""
        from kiosk.ui.scanners.sheet_pdf import Paper, TestSheet  # noqa: PLC0415 - on this page only

        path = self._data / SHEET
        paper: Paper = "Letter" if self._shop.store.currency in LETTER_CURRENCIES else "A4"
        sheet = TestSheet(self._shop.words.texts, self._family)
        self._tasks.run(
            lambda: sheet.write(path, paper),
            lambda _written: self._send_to_printer(),
            lambda: self._say("scanners.sheet_failed"),
        )

    @Property(Rows, notify=changed)
    def meter(self) -> Rows:
        """How each kind of scanner does."""
        return self._meter

    @Property(Rows, notify=changed)
    def reads(self) -> Rows:
        """What arrived last, the newest first."""
        return self._arrived

    @Property(Rows, notify=changed)
    def devices(self) -> Rows:
        """What is attached."""
        return self._devices

    @Property(bool, notify=changed)
    def learning(self) -> bool:
        """Whether a test code is waited for."""
        return self._learning

    @Property(bool, notify=changed)
    def scannedAny(self) -> bool:
        """Whether anything arrived."""
        return bool(self._reads)

    @Property(bool, notify=changed)
    def learned(self) -> bool:
        """Whether any scanner was learned."""
        return bool(self._rack.profiles)

    @Property(str, notify=changed)
    def said(self) -> str:
        """What came of the last thing that was asked, '' for nothing."""
        key, values = self._said
        return self._shop.words.texts.get(key, *values) if key else ""

    @Slot(str)
    def _take(self, text: str) -> None:
        self._reads.appendleft(text)
        self._rack.answered("known" if trial_of(text) else "unknown")
        self._tell()

    @Slot(list, str)
    def _hear(self, strokes: list[Stroke], device: str) -> None:
        self._learning = False
        try:
            self._rack.keep(learn(strokes, device))
        except LearnError as error:
            self._say(f"scanners.trouble_{error.trouble}")
        else:
            self._say("scanners.learned")

    def _send_to_printer(self) -> None:
        command = shutil.which(PRINT_COMMAND)
        if command is None:
            self._keep_sheet()
        else:
            self._printer.start(command, [str(self._data / SHEET)])

    @Slot(int)
    def _printed(self, status: int) -> None:
        self._say("scanners.sheet_saved" if status else "scanners.sheet_printed", self._data / SHEET)

    @Slot()
    def _keep_sheet(self) -> None:
        self._say("scanners.sheet_saved", self._data / SHEET)

    def _say(self, key: str, *values: object) -> None:
        self._said = (key, values)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        if not self._rack.testing:
            return
        words = self._shop.words
        figures = self._rack.meter.figures
        self._meter.replace([meter_row(words, source, figures(source)) for source in self._sources()])
        self._arrived.replace([read_row(words, text) for text in self._reads])
        self._devices.replace(device_rows(words, self._rack))
        self.changed.emit()

    def _sources(self) -> list[Source]:
        """The wedge always; the others when they are set up or have read something."""
        used: dict[Source, bool] = {
            "wedge": True,
            "serial": bool(self._rack.serial),
            "camera": self._rack.settings.camera.use,
        }
        return [each for each in SOURCES if used[each] or self._rack.meter.figures(each).scans]
