"""Handing paper to the system's printer, as a stream: no file of it is ever on this disk."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal, Slot

from kiosk.core import printers
from kiosk.core.printers import LIST_ARGUMENTS, LIST_COMMAND, PATIENCE, PLAIN_WORDS, PRINT_COMMAND
from sync.brand import Brand

MS = 1000

Picture = Callable[[str, str], Path | None]


class Shelf(NamedTuple):
    """What paper is made of: the resources' folder, a look, a picture's file by its hash and rendition.

    `printer` is the printer's name in the system, '' for the system's own choice.
    """

    resources: Path
    brand: Brand
    picture: Picture
    printer: str = ""


class Printer(QObject):
    """Prints one thing at a time: `begin`, draw it, `send`. A kill in between leaves nothing behind.

    Whether there is a printer is asked of the system with `look`, and known a moment later.
    """

    ended = Signal(bool)
    """It was printed, or (False) it was not."""
    found = Signal()
    """Whether there is a printer has been asked."""

    def __init__(self, parent: QObject, name: str = "") -> None:
        """`name` is the printer's in the system, '' for the system's own choice."""
        super().__init__(parent)
        self._name = name
        self._there: str | None = None
        self._busy = False
        self._process = QProcess(self)
        self._process.finished.connect(self._printed)
        self._process.errorOccurred.connect(self._failed)
        self._asking = _asking(self)
        self._asking.finished.connect(self._hear)
        self._patience = QTimer(self, interval=round(PATIENCE * MS), singleShot=True)
        self._patience.timeout.connect(self._asking.kill)

    def look(self) -> None:
        """Ask the system what printers it has; `found` follows. Waits for nothing."""
        if shutil.which(PRINT_COMMAND) is None:
            self._know(None)
            return
        command = shutil.which(LIST_COMMAND)
        if command is None:
            # Something prints that is not CUPS: it cannot be asked, so it is believed.
            self._know(self._name)
        elif self._asking.state() == QProcess.ProcessState.NotRunning:
            self._asking.start(command, LIST_ARGUMENTS)
            self._patience.start()

    @property
    def exists(self) -> bool:
        """Whether anything prints here, as far as was asked."""
        return self._there is not None and shutil.which(PRINT_COMMAND) is not None

    @property
    def busy(self) -> bool:
        """Whether something is being drawn or printed."""
        return self._busy

    def begin(self) -> None:
        """Let nothing else be printed until this is sent or given up."""
        self._busy = True

    def send(self, pdf: bytes) -> None:
        """Print what was drawn."""
        command = shutil.which(PRINT_COMMAND)
        if command is None:
            self.give_up()
            return
        printer = self._there or self._name
        self._process.start(command, ["-d", printer] if printer else [])
        self._process.write(pdf)
        self._process.closeWriteChannel()

    @Slot()
    def give_up(self) -> None:
        """Print nothing after all."""
        self._end(printed=False)

    @Slot()
    def _hear(self) -> None:
        self._patience.stop()
        listed = bytes(self._asking.readAllStandardOutput().data()).decode(errors="replace")
        self._know(printers.chosen(listed, self._name))

    def _know(self, there: str | None) -> None:
        self._there = there
        self.found.emit()

    @Slot(int, QProcess.ExitStatus)
    def _printed(self, code: int, status: QProcess.ExitStatus) -> None:
        self._end(printed=code == 0 and status == QProcess.ExitStatus.NormalExit)

    @Slot(QProcess.ProcessError)
    def _failed(self, error: QProcess.ProcessError) -> None:
        # Of all that began it is told how they ended.
        if error == QProcess.ProcessError.FailedToStart:
            self.give_up()

    def _end(self, *, printed: bool) -> None:
        if self._busy:
            self._busy = False
            self.ended.emit(printed)


def _asking(parent: QObject) -> QProcess:
    """Return the process that asks; it answers in English, whatever is spoken here."""
    process, around = QProcess(parent), QProcessEnvironment.systemEnvironment()
    for name, value in PLAIN_WORDS.items():
        around.insert(name, value)
    process.setProcessEnvironment(around)
    return process
