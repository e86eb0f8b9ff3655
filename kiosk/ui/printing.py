"""Handing a file to the system's printer: private while it is there, gone as soon as it is printed."""

import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal, Slot

from kiosk.core.health import PRINT_COMMAND

FILE = "print.pdf"


class Printer(QObject):
    """Prints one file at a time: `begin`, write the file, `send`."""

    ended = Signal(bool)
    """A file was printed, or (False) it was not; nothing of it is left."""

    def __init__(self, parent: QObject, name: str = "") -> None:
        """`name` is the printer's in the system, '' for the system's own choice."""
        super().__init__(parent)
        self._name = name
        self._folder: Path | None = None
        self._process = QProcess(self)
        self._process.finished.connect(self._printed)
        self._process.errorOccurred.connect(self.give_up)

    @property
    def exists(self) -> bool:
        """Whether anything prints here."""
        return shutil.which(PRINT_COMMAND) is not None

    @property
    def busy(self) -> bool:
        """Whether a file is being printed."""
        return self._folder is not None

    def begin(self) -> Path:
        """Return where the file is to be written."""
        folder = self._folder = Path(tempfile.mkdtemp(prefix="vetrina-"))
        return folder / FILE

    def send(self) -> None:
        """Print the file that was written."""
        command = shutil.which(PRINT_COMMAND)
        if command is None or self._folder is None:
            self.give_up()
            return
        where = ["-d", self._name] if self._name else []
        self._process.start(command, [*where, str(self._folder / FILE)])

    @Slot()
    def give_up(self) -> None:
        """Print nothing after all."""
        self._end(printed=False)

    @Slot(int)
    def _printed(self, status: int) -> None:
        self._end(printed=status == 0)

    def _end(self, *, printed: bool) -> None:
        folder, self._folder = self._folder, None
        if folder:
            shutil.rmtree(folder, ignore_errors=True)
            self.ended.emit(printed)
