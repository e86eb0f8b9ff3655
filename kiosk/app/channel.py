"""The way between a kiosk and its successor: short messages, each a word and what belongs to it."""

import json
import socket
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

UNFIT, READY, OPEN, SHOWN = "unfit", "ready", "open", "shown"
DID, YOURS, TAKEN = "did", "yours", "taken"
"""In the order of a change. The successor: I would not open, for this reason; or: I have loaded everything.
The old one: the data is closed, open it (and where the window stands). The successor: my first picture is
painted. The old one: somebody did this meanwhile; and: that was all, the scanners' ports are yours (and for
each whether it comes with this). The successor: I have them."""

LONGEST = 1 << 16

MOST_FILES = 8
"""As many as a tablet may have ports."""

Message = list[Any]


class Channel(QObject):
    """One end of it."""

    heard = Signal(list)
    """A message came."""
    ended = Signal()
    """The other process is gone."""

    def __init__(self, end: socket.socket, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._end = end
        self.files: list[int] = []
        """The open files that came."""
        self._notifier: QSocketNotifier | None = None

    def tell(self, word: str, *more: object, files: Sequence[int] = ()) -> None:
        """Say something, and hand over open files with it; who is gone hears nothing."""
        with suppress(OSError):
            socket.send_fds(self._end, [json.dumps([word, *more]).encode()], files)

    def wait(self) -> Message | None:
        """Wait for a message and return it; None when the other process is gone."""
        try:
            said, files, *_ = socket.recv_fds(self._end, LONGEST, MOST_FILES)
        except ConnectionError:
            return None
        self.files += files
        message: Message | None = json.loads(said) if said else None
        return message

    def listen(self) -> None:
        """Say what comes from now on."""
        self._notifier = QSocketNotifier(self._end.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)

    def close(self) -> None:
        """Listen no more, and be gone for the other one."""
        if self._notifier:
            self._notifier.setEnabled(False)
        self._end.close()

    @Slot()
    def _hear(self) -> None:
        message = self.wait()
        if message is None:
            self.close()
            self.ended.emit()
        else:
            self.heard.emit(message)
