"""What is left of a shopper at a tablet: every text of every page and model, every file on its disk."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from PySide6.QtCore import Property, QObject
from PySide6.QtQuick import QQuickItem

from kiosk.app import Kiosk
from kiosk.ui.models.rows import Rows
from kiosk.ui.robot import Robot

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
"""How a database or a toolkit may write a text."""


def everything(kiosk: Kiosk, robot: Robot) -> list[str]:
    """Return all texts and names of all pages, shown or not, and all that the pages' models hold."""
    items, waiting = list[QQuickItem](), [kiosk.window.contentItem()]
    while waiting:
        items.append(item := waiting.pop())
        waiting.extend(item.childItems())
    words = [str(item.property("text") or "") for item in items]
    words += [robot.name(item) for item in items]
    return [*filter(None, words), *_held(kiosk)]


def on_disk(folders: Iterable[Path], texts: Iterable[str]) -> tuple[set[str], int]:
    """Return which of some texts can be read in folders, and how many files were looked through."""
    contents = [path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()]
    found = {text for text in texts if any(_holds(content, text) for content in contents)}
    return found, len(contents)


def _held(kiosk: Kiosk) -> Iterator[str]:
    """Give every value of every property of the pages' models, rows too."""
    seen, waiting = set[int](), list[QObject]([kiosk.model])
    while waiting:
        model = waiting.pop()
        if id(model) in seen:
            continue
        seen.add(id(model))
        yield from (str(row) for row in model[:]) if isinstance(model, Rows) else ()
        for name in dir(type(model)):
            if isinstance(getattr(type(model), name), Property):
                value = getattr(model, name)
                waiting += [value] if isinstance(value, QObject) else []
                yield str(value)


def _holds(content: bytes, text: str) -> bool:
    return any(text.encode(encoding) in content for encoding in ENCODINGS)
