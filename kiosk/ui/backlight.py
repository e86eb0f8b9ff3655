"""The light behind the screen: off and on again, where the system lets whoever sits at the screen do that.

The figures are Linux's (`/sys/class/backlight`, Documentation/ABI/stable/sysfs-class-backlight). They are
written by logind (`SetBrightness` of org.freedesktop.login1.Session), which lets the session at the seat, so
that the kiosk needs no right to write below /sys.
"""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QProcess

LIGHTS = Path("/sys/class/backlight")
SESSION = ("org.freedesktop.login1", "/org/freedesktop/login1/session/auto", "org.freedesktop.login1.Session")
SET = ("busctl", "--system", "--quiet", "call", *SESSION, "SetBrightness", "ssu", "backlight")

log = logging.getLogger(__name__)

Run = Callable[[Sequence[str]], object]


def run(command: Sequence[str]) -> None:
    """Have a program do something, and do not wait for it."""
    program, *arguments = command
    started, _ = QProcess.startDetached(program, arguments)
    if not started:
        log.info("the light behind the screen cannot be changed: there is no %s", program)


class Backlight:
    """All lights behind screens of this machine; none is as good as one that never changes."""

    def __init__(self, lights: Path = LIGHTS, do: Run = run) -> None:
        """Look for them in the folder `lights` and have `do` carry out what changes them."""
        self._lights = lights
        self._do = do
        self._before: dict[str, int] = {}

    def off(self) -> None:
        """Turn them as low as they go."""
        for light in self._all():
            self._before[light.name] = _figure(light / "brightness")
            self._set(light, 0)

    def on(self) -> None:
        """Turn them to what they were before; one that was found dark, to all it has."""
        for light in self._all():
            before = self._before.pop(light.name, 0)
            if _figure(light / "brightness") == 0:
                self._set(light, before or _figure(light / "max_brightness"))

    def _all(self) -> list[Path]:
        return sorted(self._lights.iterdir()) if self._lights.is_dir() else []

    def _set(self, light: Path, figure: int) -> None:
        self._do([*SET, light.name, str(figure)])


def _figure(path: Path) -> int:
    try:
        return int(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0
