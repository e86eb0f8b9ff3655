"""A screen of the X Window System in memory (Xvfb), and its keyboard and mouse, played through XTEST."""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes.util import find_library
from pathlib import Path
from types import TracebackType
from typing import Self

SHIFT, RETURN = 0xFFE1, 0xFF0D
"""Key symbols (keysymdef.h)."""
NUMBER_LENGTH = 16


class NoScreen(Exception):  # noqa: N818 - a state of the machine
    """There is no such server here, or nothing that plays its keyboard."""


class XScreen:
    """The server, for as long as it is entered."""

    def __init__(self, width: int = 1280, height: int = 800, frames: Path | None = None) -> None:
        """Start it; what it shows lies in the folder `frames`, if one is named (`Xvfb_screen0`, form XWD).

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
        self._x.XGetInputFocus.argtypes = [ctypes.c_void_p, *[ctypes.POINTER(ctypes.c_ulong)] * 2]
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        played = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
        self._test.XTestFakeKeyEvent.argtypes = self._test.XTestFakeButtonEvent.argtypes = played
        self._test.XTestFakeMotionEvent.argtypes = [ctypes.c_void_p, *[ctypes.c_int] * 3, ctypes.c_ulong]
        reading, writing = os.pipe()
        screen = ("-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp")
        if frames:
            screen += ("-fbdir", str(frames))
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

    def chord(self, *names: str) -> None:
        """Press keys by their names (keysymdef.h, without `XK_`) one after the other, and let them go."""
        symbols = [self._x.XStringToKeysym(name.encode()) for name in names]
        assert all(symbols), names
        for symbol in symbols:
            self._press(symbol, down=True)
        for symbol in reversed(symbols):
            self._press(symbol, down=False)
        self._x.XSync(self._display, 0)

    @contextmanager
    def holding(self, *names: str) -> Iterator[None]:
        """Hold keys down for the length of a `with` block."""
        symbols = [self._x.XStringToKeysym(name.encode()) for name in names]
        for symbol in symbols:
            self._press(symbol, down=True)
        yield
        for symbol in reversed(symbols):
            self._press(symbol, down=False)
        self._x.XSync(self._display, 0)

    def has_key(self, name: str) -> bool:
        """Whether this keyboard has such a key."""
        return bool(self._x.XKeysymToKeycode(self._display, self._x.XStringToKeysym(name.encode())))

    def drag(self, button: int, *places: tuple[int, int]) -> None:
        """Press a mouse's button at the first place, go to each of the others, and let it go at the last."""
        self._move(*places[0])
        self._test.XTestFakeButtonEvent(self._display, button, 1, 0)
        for place in places[1:]:
            self._move(*place)
        self._test.XTestFakeButtonEvent(self._display, button, 0, 0)
        self._x.XSync(self._display, 0)

    @property
    def focus(self) -> int:
        """Number of the window that has the keyboard."""
        window, revert = ctypes.c_ulong(), ctypes.c_ulong()
        self._x.XGetInputFocus(self._display, ctypes.byref(window), ctypes.byref(revert))
        return window.value

    def _move(self, x: int, y: int) -> None:
        self._test.XTestFakeMotionEvent(self._display, 0, x, y, 0)

    def _strike(self, symbol: int) -> None:
        self._press(symbol, down=True)
        self._press(symbol, down=False)

    def _press(self, symbol: int, *, down: bool) -> None:
        code = self._x.XKeysymToKeycode(self._display, symbol)
        self._test.XTestFakeKeyEvent(self._display, code, int(down), 0)
