"""A kiosk makes room for the next one, so that nothing of a visit stays in the memory of a process.

After a visit it asks its keeper (`kiosk.keeper`) for a successor. That one loads its program and waits. Once
it is ready, and nobody is there, this one closes the tablet's data and goes on showing its picture; the
successor opens the data and paints the same picture over it; then this one ends. What is touched, typed or
scanned in between is handed on (`kiosk.app.heir` does it), each act once.
"""

import logging
import os
import signal
import socket
import time
from contextlib import suppress

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSocketNotifier, QTimer, Slot

from kiosk.app.channel import DID, OPEN, READY, SHOWN, TAKEN, UNFIT, YOURS, Channel, Message
from kiosk.app.handed import Record, Recorder, scan_record
from kiosk.app.kiosk import Kiosk
from kiosk.keeper import SUCCESSOR, hear
from sync.protocol.tablet_settings import Settings

TICK_MS = 1000
REST_TICKS = 4
"""So long nobody is there before the kiosk asks for a successor: by then the wipe is through."""

AGAIN_SECONDS = 60.0
"""So long after a successor died that was not let in yet another one is asked for."""

PATIENCE_MS = 60_000
"""A successor that has not come so far by then is ended: loading takes a second, opening half a one."""

TRIES = 3
"""Successors that may die with the data in their hands before this kiosk ends too: then all starts anew."""

PORTS_MS = 20
"""How often it is looked whether a scanner at a port has come to the end of its code."""

log = logging.getLogger(__name__)


class Succession(QObject):
    """Asks for a successor after each visit, and lets it have the tablet while nobody is there."""

    def __init__(self, kiosk: Kiosk, keeper: socket.socket) -> None:
        super().__init__(kiosk)
        self._kiosk = kiosk
        self._keeper = keeper
        self._used = self._ready = self._free = self._shown = False
        self._quiet = self._tries = self._number = 0
        self._not_before = 0.0
        self._unfit = ""
        self._successor: Channel | None = None
        self._recorder = Recorder()
        self._handed: list[Record] = []
        self._files: list[int | None] | None = None
        self._notifier = QSocketNotifier(keeper.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear_keeper)
        kiosk.model.changed.connect(self._note_use)
        kiosk.visit.ended.connect(self._note_use)
        kiosk.afar.taken.connect(self._note_settings)
        self._ticks = QTimer(self, interval=TICK_MS)
        self._ticks.timeout.connect(self._look)
        self._ticks.start()
        self._patience = QTimer(self, interval=PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(self._end_successor)
        self._ports = QTimer(self, interval=PORTS_MS)
        self._ports.timeout.connect(self._say_last)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Hand on what somebody does while the next kiosk opens the data."""
        if not self._recorder.takes(event):
            return False
        record = self._recorder.record(event)
        if record:
            self._hand_on(record)
        event.accept()
        return True

    @Slot()
    def _note_use(self) -> None:
        """Another page is on, or a visit is over: it may have taken less than a tick."""
        self._used = self._used or not self._kiosk.unattended

    @Slot(object)
    def _note_settings(self, _settings: Settings) -> None:
        """Other settings came from the hub: the next kiosk goes by all of them."""
        self._used = True

    @Slot()
    def _look(self) -> None:
        """A second has passed: see whether it is time for a change."""
        self._note_use()
        self._quiet = self._quiet + 1 if self._kiosk.at_rest else 0
        if not self._used or self._quiet < REST_TICKS:
            return
        if self._ready:
            self._release()
        elif self._successor is None and time.monotonic() >= self._not_before:
            self._ask()

    def _ask(self) -> None:
        self._not_before = time.monotonic() + AGAIN_SECONDS
        self._patience.start()
        with suppress(OSError):
            self._keeper.send(SUCCESSOR)

    @Slot()
    def _hear_keeper(self) -> None:
        said, channels = hear(self._keeper)
        if not said:
            # Who would start this kiosk again thinks that it is gone: as in a power cut.
            os._exit(1)
        self._number = int(said)
        self._successor = Channel(socket.socket(fileno=channels[0]), self)
        self._successor.heard.connect(self._take)
        self._successor.ended.connect(self._lose)
        self._successor.listen()

    @Slot(list)
    def _take(self, message: Message) -> None:
        word = message[0]
        if word == READY:
            self._ready, self._unfit = True, ""
            self._patience.stop()
            if self._free:
                self._let_in()
            elif self._kiosk.at_rest:
                self._release()
        elif word == SHOWN:
            self._patience.stop()
            self._hand_on_all()
            self._ports.start()
        elif word == TAKEN:
            QCoreApplication.exit()
        elif word == UNFIT:
            self._stay(message[1])

    def _stay(self, reason: str) -> None:
        """Say once why no other kiosk can open; this one serves on, and asks again later."""
        if reason != self._unfit:
            self._unfit = reason
            log.warning("this kiosk stays as it is, since another one would not open: %s", reason)

    def _release(self) -> None:
        self._ticks.stop()
        self._free = True
        self._kiosk.window.installEventFilter(self)
        self._kiosk.let_go(lambda text: self._hand_on(scan_record(text)))
        self._let_in()

    def _let_in(self) -> None:
        assert self._successor
        place = self._kiosk.window.geometry()
        self._successor.tell(OPEN, place.x(), place.y(), place.width(), place.height())
        self._patience.start()

    def _hand_on(self, record: Record) -> None:
        """Keep it, and tell it to a successor that listens: who tells it to another one waits in the end."""
        self._handed.append(record)
        if self._successor and self._shown:
            self._successor.tell(DID, record)

    def _hand_on_all(self) -> None:
        assert self._successor
        self._shown = True
        for record in self._handed:
            self._successor.tell(DID, record)

    @Slot()
    def _say_last(self) -> None:
        """Leave the rest to the successor, unless somebody is in the middle of something."""
        if self._successor and not (self._recorder.down or self._kiosk.ports_reading):
            self._ports.stop()
            if self._files is None:
                self._files = self._kiosk.hand_over_ports()
            there = [file is not None for file in self._files]
            self._successor.tell(YOURS, there, files=[file for file in self._files if file is not None])
            self._patience.start()

    @Slot()
    def _lose(self) -> None:
        """The successor has died."""
        self._successor, self._ready, self._shown = None, False, False
        for timer in (self._patience, self._ports):
            timer.stop()
        if not self._free:
            log.info("a successor died while it loaded; the kiosk stays")
            return
        self._tries += 1
        if self._tries < TRIES:
            self._ask()
        else:
            # Somebody has to start it anew, as after any crash.
            QCoreApplication.exit(1)

    @Slot()
    def _end_successor(self) -> None:
        if self._successor:
            with suppress(ProcessLookupError):
                os.kill(self._number, signal.SIGKILL)
        else:
            self._lose()
