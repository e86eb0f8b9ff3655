"""Handing paper to the system's printer, as a stream: no file of it is ever on this disk."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QProcess, Signal, Slot

from kiosk.core.health import PRINT_COMMAND
from sync.brand import Brand

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
    """Prints one thing at a time: `begin`, draw it, `send`. A kill in between leaves nothing behind."""

    ended = Signal(bool)
    """It was printed, or (False) it was not."""

    def __init__(self, parent: QObject, name: str = "") -> None:
        """`name` is the printer's in the system, '' for the system's own choice."""
        super().__init__(parent)
        self._name = name
        self._busy = False
        self._process = QProcess(self)
        self._process.finished.connect(self._printed)
        self._process.errorOccurred.connect(self._failed)

    @property
    def exists(self) -> bool:
        """Whether anything prints here."""
        return shutil.which(PRINT_COMMAND) is not None

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
        self._process.start(command, ["-d", self._name] if self._name else [])
        self._process.write(pdf)
        self._process.closeWriteChannel()

    @Slot()
    def give_up(self) -> None:
        """Print nothing after all."""
        self._end(printed=False)

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
