"""Access mode of one line of the list: how much it is wanted, a note, a question, all that is told of it."""

from collections.abc import Callable
from typing import get_args

from kiosk.ui.access.page import Ground, Menu, Page
from kiosk.ui.access.script import READ_ON, Action, Line, Script, lines
from kiosk.ui.list_rows import LineRow
from sync.protocol.list_verbs import Priority

WISHES: tuple[str, ...] = get_args(Priority)
"""What can be said of it, in the order that it is asked in; the first one is nothing."""


class LineQuestion(Page):
    """One line more closely."""

    name = "line"

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self._menu = Menu(ground.mode)

    def enter(self) -> None:
        """Begin with the first of what can be done."""
        self._menu.restart()

    def script(self) -> Script:
        """Return what is shown and said now."""
        sheet = self._pages.line
        row = next(iter(sheet.line[:]), None)
        close = self._do("chevron-left", "back", sheet.close)
        if row is None:
            return Script((self.name,), self._say("list.title"), (), (None, None, READ_ON), close)
        return Script(
            key=(self.name, row.key),
            title=row.name,
            lines=self._told(row),
            cells=self._menu.cells(self._things(row), close, self._say("access.more")),
            primary=self._do("check", "written", sheet.close),
            picture=row.url,
            back=sheet.close,
        )

    def _told(self, row: LineRow) -> tuple[Line, ...]:
        quoted = [self._of(self._say("line.note"), row.note)] if row.note else []
        wish = f"{self._say('wish.title')} {row.wish}" if row.wish else ""
        return (
            *lines(wish, *quoted, row.question, row.answer, row.options),
            *self._stock(row.level, row.stock),
            *lines(row.fit, row.by),
        )

    def _things(self, row: LineRow) -> list[Action]:
        sheet, shopping = self._pages.line, self._pages.list
        things = [
            self._do("edit", "note", sheet.write),
            self._do("chat", "ask", self._after_closing(lambda: self._pages.questions.askAbout(row.key))),
            self._do("heart", "wish", lambda: sheet.want(_next(row.priority))),
            *self._unask(row.key),
        ]
        if shopping.undoable:
            things.append(self._do("undo", "undo", self._after_closing(self._model.undoList)))
        things += [
            self._do("search", "see_it", self._after_closing(lambda: shopping.open(row.product))),
            self._do("close", "remove", sheet.takeOff),
            self._do("list", "other_list", self._after_closing(lambda: self._pages.lists.openFor(row.key))),
            self._help,
        ]
        if len(shopping.lines) > 1:
            things += [
                self._do("swap", "up", lambda: shopping.up(row.key)),
                self._do("swap", "down", lambda: shopping.down(row.key)),
            ]
        return things

    def _after_closing(self, act: Callable[[], None]) -> Callable[[], None]:
        """Return an act that puts this sheet away first: what it leads to takes its place."""

        def do() -> None:
            self._pages.line.close()
            act()

        return do


def _next(priority: str) -> str:
    """Return the next thing to say of how much it is wanted; the last one again says nothing any more.

    >>> [_next(said) for said in ("", "must", "nice", "maybe")]
    ['must', 'nice', 'maybe', 'maybe']
    """
    return WISHES[min(WISHES.index(priority) + 1, len(WISHES) - 1)] if priority in WISHES else WISHES[1]
