"""A screen of the X Window System in memory (Xvfb), and its keyboard, played through XTEST."""

import ctypes
import os
import shutil
import subprocess
from ctypes.util import find_library
from types import TracebackType
from typing import Self

SHIFT, RETURN = 0xFFE1, 0xFF0D
"""Key symbols (keysymdef.h)."""
NUMBER_LENGTH = 16


class NoScreen(Exception):  # noqa: N818 - a state of the machine
    """There is no such server here, or nothing that plays its keyboard."""


class XScreen:
    """The server, for as long as it is entered."""

    def __init__(self, width: int = 1280, height: int = 800) -> None:
        """Start it.

        Raises:
            NoScreen: See there.
        """
        server, names = shutil.which("Xvfb"), [find_library(name) for name in ("X11", "Xtst")]
        if not (server and all(names)):
            raise NoScreen("Xvfb, libX11 and libXtst are needed, and not all of them are here")
        self._x, self._test = map(ctypes.CDLL, names)
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        self._x.XKeysymToKeycode.restype = ctypes.c_ubyte
        self._x.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
        self._x.XCloseDisplay.argtypes = [ctypes.c_void_p]
        self._test.XTestFakeKeyEvent.argtypes = [
            ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong,
        ]  # fmt: skip
        reading, writing = os.pipe()
        screen = ("-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp")
        self._server = subprocess.Popen([server, *screen], pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as said:
            self.name = f":{said.readline(NUMBER_LENGTH).strip()}"
        self._display = self._x.XOpenDisplay(self.name.encode())
        assert self._display, "the server does not answer"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._x.XCloseDisplay(self._display)
        self._server.terminate()
        self._server.wait()

    def read(self, code: str) -> None:
        """Type a code and Enter as a scanner does: without a pause, capitals with Shift.

        The keys go to the server in one piece: sent one by one from a busy machine they come as slowly as a
        person's, and are held for that.
        """
        for sign in code:
            if sign.isupper():
                self._press(SHIFT, down=True)
            self._strike(ord(sign))
            if sign.isupper():
                self._press(SHIFT, down=False)
        self._strike(RETURN)
        self._x.XSync(self._display, 0)

    def _strike(self, symbol: int) -> None:
        self._press(symbol, down=True)
        self._press(symbol, down=False)

    def _press(self, symbol: int, *, down: bool) -> None:
        code = self._x.XKeysymToKeycode(self._display, symbol)
        self._test.XTestFakeKeyEvent(self._display, code, int(down), 0)
