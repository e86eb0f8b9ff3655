"""Which Vetrina this is: the version of the installed package, as every part of it tells."""

from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version

NAMES = ("vetrina", "vetrina-hub")
"""What the installed package is called: the hub's wheel has a name of its own."""

UNKNOWN = "0"
"""What a tree says that was never installed, not even as editable."""


def installed() -> str:
    """Return the version, such as `0.1.0`."""
    for name in NAMES:
        with suppress(PackageNotFoundError):
            return version(name)
    return UNKNOWN
