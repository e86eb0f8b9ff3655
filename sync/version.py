"""Which Vetrina this is: the version of the installed package, as every part of it tells."""

from importlib.metadata import PackageNotFoundError, version

UNKNOWN = "0"
"""What a tree says that was never installed, not even as editable."""


def installed() -> str:
    """Return the version, such as `0.1.0`."""
    try:
        return version("vetrina")
    except PackageNotFoundError:
        return UNKNOWN
