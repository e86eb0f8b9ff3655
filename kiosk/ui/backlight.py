"""The light behind the screen: off and on again, where the system lets whoever sits at the screen do that.

The figures are Linux's (`/sys/class/backlight`, Documentation/ABI/stable/sysfs-class-backlight). They are
written by logind (`SetBrightness` of org.freedesktop.login1.Session), which lets the session at the seat, so
that the kiosk needs no right to write below /sys.
"""

import logging
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Slot

LIGHTS = Path("/sys/class/backlight")
SESSION = ("org.freedesktop.login1", "/org/freedesktop/login1/session/auto", "org.freedesktop.login1.Session")
SET = ("busctl", "--system", "--quiet", "call", *SESSION, "SetBrightness", "ssu", "backlight")

PATIENCE_MS = 1000

log = logging.getLogger(__name__)

Run = Callable[[Sequence[str]], object]


class Hand(QObject):
    """Has programs do one thing each, one after the other, and waits for none; none outlives the kiosk."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Nothing is started before it is called."""
        super().__init__(parent)
        self._waiting: deque[Sequence[str]] = deque()
        self._process = QProcess(self)
        self._process.finished.connect(self._next)
        self._process.errorOccurred.connect(self._fail)

    def __call__(self, command: Sequence[str]) -> None:
        """Start `command`, a program and its arguments, when those before it are done."""
        self._waiting.append(command)
        if self._process.state() == QProcess.ProcessState.NotRunning:
            self._next()

    def finish(self) -> None:
        """Wait until all of it is done, a second each at most: the kiosk ends."""
        while self._process.state() != QProcess.ProcessState.NotRunning:
            if not self._process.waitForFinished(PATIENCE_MS):
                self._waiting.clear()
                self._process.kill()

    @Slot()
    def _next(self) -> None:
        if self._waiting:
            program, *arguments = self._waiting.popleft()
            self._process.start(program, arguments)

    @Slot(QProcess.ProcessError)
    def _fail(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            log.info("the light behind the screen cannot be changed: there is no %s", self._process.program())
            self._waiting.clear()


class Backlight:
    """All lights behind screens of this machine; none is as good as one that never changes."""

    def __init__(self, do: Run, lights: Path = LIGHTS) -> None:
        """Have `do` carry out what changes the lights that the folder `lights` has."""
        self._lights = lights
        self._do = do
        self._before: dict[str, int] = {}
        self._off = False

    def off(self) -> None:
        """Turn them as low as they go."""
        self._off = True
        for light in self._all():
            if figure := _figure(light / "brightness"):
                self._before[light.name] = figure
            self._set(light, 0)

    def on(self) -> None:
        """Turn them to what they were before; one that was found dark, to all it has.

        After `off` it is said whatever the light shows: what carries that out may be on its way still, and
        would leave somebody before a dark screen.
        """
        for light in self._all():
            if self._off or _figure(light / "brightness") == 0:
                self._set(light, self._before.get(light.name, 0) or _figure(light / "max_brightness"))
        self._off = False

    def _all(self) -> list[Path]:
        return sorted(self._lights.iterdir()) if self._lights.is_dir() else []

    def _set(self, light: Path, figure: int) -> None:
        self._do([*SET, light.name, str(figure)])


def _figure(path: Path) -> int:
    try:
        return int(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0
