"""Serial scanners (RS-232, or USB set to "virtual serial port"): one port each, opened again when it is back.

They send bytes, so layouts, gaps and focused fields do not matter: the better way to attach a scanner.
"""

import os
import re
import time

from PySide6.QtCore import QIODevice, QObject, QSocketNotifier, QTimer, Signal, Slot
from PySide6.QtSerialPort import QSerialPort, QSerialPortInfo

from sync.protocol.tablet_settings import SerialPort

RETRY_MS = 1000
"""How often an absent port is looked for."""
SILENCE_MS = 60
"""A scanner that sends no line end has said all after so long a silence (9600 baud: 1 ms a character)."""
MAX_LENGTH = 5000
"""Bytes kept of one code; what comes beyond is dropped with it."""

LINE_ENDS = re.compile(rb"[\r\n\x03]+")
"""CR, LF, ETX."""
PARITIES = {
    "none": QSerialPort.Parity.NoParity,
    "even": QSerialPort.Parity.EvenParity,
    "odd": QSerialPort.Parity.OddParity,
}
READY, ABSENT, REFUSED = "ready", "absent", "refused"


class SerialScanner(QObject):
    """Listens at one port and says `scanned(text)` for each code."""

    scanned = Signal(str)
    changed = Signal()
    """The port came, or went."""

    def __init__(self, settings: SerialPort, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.arrived = 0.0
        """When the last bytes came, in monotonic seconds."""
        self._state = ABSENT
        self._bytes = b""
        self._port = QSerialPort(self)
        self._port.setBaudRate(settings.baud)
        self._port.setDataBits(QSerialPort.DataBits(settings.data_bits))
        self._port.setParity(PARITIES[settings.parity])
        self._port.readyRead.connect(self._read)
        self._port.errorOccurred.connect(self._heed)
        self._inherited: int | None = None
        self._notifier: QSocketNotifier | None = None
        self._silence = QTimer(self, interval=SILENCE_MS, singleShot=True)
        self._silence.timeout.connect(self._flush)
        self._retry = QTimer(self, interval=RETRY_MS)
        self._retry.timeout.connect(self.open)

    @property
    def name(self) -> str:
        """The port as the settings name it."""
        return self._settings.port

    @property
    def state(self) -> str:
        """`ready`; `absent`: nothing is plugged in there; `refused`: by another program or the system."""
        return self._state

    @Slot()
    def open(self) -> None:
        """Begin to listen, now or as soon as the scanner is plugged in."""
        location = find(self._settings.port)
        self._port.setPortName(location or self._settings.port)
        if self._port.open(QIODevice.OpenModeFlag.ReadOnly):
            self._retry.stop()
            self._tell(READY)
        else:
            self._retry.start()
            denied = self._port.error() in {
                QSerialPort.SerialPortError.PermissionError,
                QSerialPort.SerialPortError.OpenError,
            }
            self._tell(REFUSED if denied else ABSENT)

    def close(self) -> None:
        """Listen no more."""
        self._retry.stop()
        self._silence.stop()
        self._port.close()
        self._drop_inherited()

    @property
    def reading(self) -> bool:
        """Whether part of a code has come, and the rest not yet."""
        return bool(self._bytes)

    def hand_over(self) -> int | None:
        """Listen no more; return the open port for the process that does from now on, None for an absent one.

        What nobody has read yet waits in it. (Who opens a port anew throws that away.)
        """
        file = os.dup(self._port.handle()) if self._port.isOpen() else self._inherited
        # A port as it was found would echo, and wait for whole lines.
        self._port.setSettingsRestoredOnClose(False)
        self._inherited = None
        self.close()
        return file

    def take_over(self, file: int) -> None:
        """Listen at a port that another process had open."""
        self._inherited = file
        self._notifier = QSocketNotifier(file, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read_inherited)
        self._tell(READY)

    @Slot()
    def _read(self) -> None:
        self._take(bytes(self._port.readAll().data()))

    @Slot()
    def _read_inherited(self) -> None:
        if self._inherited is None:
            return
        try:
            read = os.read(self._inherited, MAX_LENGTH)
        except BlockingIOError:
            return
        except OSError:
            read = b""
        if read:
            self._take(read)
        else:
            self._lose()

    def _drop_inherited(self) -> None:
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier = None
        if self._inherited is not None:
            os.close(self._inherited)
            self._inherited = None

    def _take(self, read: bytes) -> None:
        self.arrived = time.monotonic()
        self._bytes += read
        *whole, rest = LINE_ENDS.split(self._bytes)
        self._bytes = rest[:MAX_LENGTH]
        for code in whole:
            self._emit(code[:MAX_LENGTH])
        if self._bytes:
            self._silence.start()
        else:
            self._silence.stop()

    @Slot()
    def _flush(self) -> None:
        code, self._bytes = self._bytes, b""
        self._emit(code)

    def _emit(self, code: bytes) -> None:
        if code:
            self.scanned.emit(decode(code))

    @Slot(QSerialPort.SerialPortError)
    def _heed(self, error: QSerialPort.SerialPortError) -> None:
        """Unplugged, Qt goes on calling the port open: so it is closed here, and looked for."""
        if self._port.isOpen() and error == QSerialPort.SerialPortError.ResourceError:
            # Not inside the port's own work.
            QTimer.singleShot(0, self, self._lose)

    @Slot()
    def _lose(self) -> None:
        self._port.close()
        self._drop_inherited()
        self._bytes = b""
        self._silence.stop()
        self._tell(ABSENT)
        self._retry.start()

    def _tell(self, state: str) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit()


def find(port: str) -> str:
    """Return where a port is: itself, or that of a USB device `vendor:product`; '' while it is not there."""
    if not re.fullmatch(r"[0-9a-fA-F]{4}:[0-9a-fA-F]{4}", port):
        return port
    vendor, product = (int(part, 16) for part in port.split(":"))
    for each in QSerialPortInfo.availablePorts():
        if (each.vendorIdentifier(), each.productIdentifier()) == (vendor, product):
            return each.systemLocation()
    return ""


def decode(code: bytes) -> str:
    """Return a code's text: UTF-8, else the Japanese or Western bytes that older scanners send."""
    for encoding in ("utf-8", "shift_jis"):
        try:
            return code.decode(encoding)
        except UnicodeDecodeError:
            continue
    return code.decode("cp1252", errors="replace")
