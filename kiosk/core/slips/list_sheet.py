"""What stands on a shopper's list on paper: A4, in the language that is spoken, with pictures and a link."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class SheetLine(NamedTuple):
    """One thing in words; `picture` is a file. '' for what is not known."""

    name: str
    choices: str
    quantity: str
    price: str
    remark: str
    picture: Path | None


class ListSheet(NamedTuple):
    """A whole list. `link` opens it on a phone, `invites` says so; `foot` gets page and pages."""

    title: str
    place: str
    pieces: str
    lines: list[SheetLine]
    total: tuple[str, str]
    link: str
    invites: str
    foot: Callable[[int, int], str]
