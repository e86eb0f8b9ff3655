"""What the IT of a Windows machine says in its registry: by group policy, and when it installed the program.

Names are those of the settings (`idle.after`); numbers stand as DWORD, yes and no as 1 and 0, all else as
text. What group policy says counts before what the installer wrote.
"""

import sys
from collections.abc import Iterator, Mapping
from typing import Protocol

from kiosk.core.settings_layers import Layer

POLICIES = r"SOFTWARE\Policies\Vetrina\Kiosk"
"""Where group policy and Intune write (packaging/windows/admx.py)."""

INSTALLED = r"SOFTWARE\Vetrina\Kiosk"
"""Where the installer writes what it is told (packaging/windows/wxs.py)."""

PLACES = (POLICIES, INSTALLED)
ROOT = "HKEY_LOCAL_MACHINE"


class Registry(Protocol):
    """The part of the registry that belongs to the machine, which no shopper's account can write."""

    def read(self, key: str) -> Mapping[str, str | int]:
        """Return the texts and numbers of a key by their names.

        Raises:
            FileNotFoundError: There is no such key.
            OSError: It cannot be read.
        """


def layers(registry: Registry) -> Iterator[Layer]:
    """Say what the registry says, the first before the second; a key that is not there says nothing."""
    for key in PLACES:
        place = rf"{ROOT}\{key}"
        try:
            values = registry.read(key)
        except FileNotFoundError:
            continue
        except OSError as error:
            yield Layer("policy", place, {}, unread=error.strerror or str(error))
            continue
        # A policy that is switched on and left empty says nothing, as in Windows' own.
        told = {name: str(value) for name, value in values.items() if value != ""}
        yield Layer("policy", place, told, texts=True)


if sys.platform == "win32":
    import winreg

    class _Windows:
        """The registry of this machine, always its 64-bit half."""

        def read(self, key: str) -> dict[str, str | int]:
            """Return the texts and numbers of a key of the machine."""
            reach = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key, access=reach) as opened:
                count = winreg.QueryInfoKey(opened)[1]
                found = (winreg.EnumValue(opened, at) for at in range(count))
                return {name: value for name, value, kind in found if name and kind in _KINDS}

    _KINDS = (winreg.REG_SZ, winreg.REG_DWORD)

    def of_this_machine() -> Registry | None:
        """Return the registry; None where the system has none."""
        return _Windows()

else:

    def of_this_machine() -> Registry | None:
        """Return the registry; None where the system has none."""
        return None
