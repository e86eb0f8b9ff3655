"""What a kiosk could show of a shopper: every text of every page, shown or not, and what its models hold."""

from collections.abc import Iterator

from PySide6.QtCore import Property, QObject
from PySide6.QtQuick import QQuickItem

from kiosk.ui.models.kiosk import KioskModel
from kiosk.ui.models.rows import Rows
from kiosk.ui.robot import Robot


def everything(robot: Robot, model: KioskModel) -> list[str]:
    """Return all texts and names of all pages, shown or not, and all that the pages' models hold."""
    items, waiting = list[QQuickItem](), [robot.window.contentItem()]
    while waiting:
        items.append(item := waiting.pop())
        waiting.extend(item.childItems())
    words = [str(item.property("text") or "") for item in items]
    words += [robot.name(item) for item in items]
    return [*filter(None, words), *_held(model)]


def _held(kiosk: KioskModel) -> Iterator[str]:
    """Give every value of every property of the pages' models, rows too."""
    seen, waiting = set[int](), list[QObject]([kiosk])
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
