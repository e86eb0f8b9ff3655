"""Telling a demo from a shop: only invented goods and lists may go through a network in plain.

A folder is a demo's from its first import on, when that is a shop folder (the form of the demo shop), and
until anything else is imported.
"""

from pathlib import Path

from sync.hub.publish import read_manifest

MARK = "demo"


def mark(data: Path, *, invented: bool) -> None:
    """Note what is about to be imported into a data folder: `invented` goods or a shop's own."""
    path = data / MARK
    if not invented:
        path.unlink(missing_ok=True)
    elif read_manifest(data) is None:
        path.touch()


def is_demo(data: Path) -> bool:
    """Say whether a data folder holds nothing but a demo."""
    return (data / MARK).is_file()
