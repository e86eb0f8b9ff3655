"""Access mode of the sheets about lists: which one to go on with, and what was done to it."""

from kiosk.ui.access.page import Ground, Page, Turns
from kiosk.ui.access.script import READ_ON, Script, lines
from kiosk.ui.models.lists import ListRow


class ListsQuestion(Page):
    """All lists of the visit, one by one."""

    name = "lists"

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self._turns = Turns(ground.mode.retell)

    def enter(self) -> None:
        """Begin with the first."""
        self._turns.restart()

    def script(self) -> Script:
        """Return what is shown and said now."""
        lists = self._pages.lists
        row = self._turns.of(lists.rows[:])
        if row is None:
            return self._none()
        if lists.carrying:
            return self._carry(row)
        return Script(
            key=(self.name, row.key),
            title=row.title,
            lines=lines(self._ticked(chosen=row.chosen), row.pieces, self._place(self._turns, lists.rows[:])),
            cells=(
                self._do("edit", "rename", lists.rename) if row.chosen else None,
                self._do("chevron-right", "next", self._turns.next) if len(lists.rows) > 1 else None,
                READ_ON,
                self._help,
                self._do("chevron-left", "back", lists.close),
                self._do("plus", "new_list", lists.start),
            ),
            primary=self._do("check", "use_list", lambda: lists.choose(row.key)),
            back=lists.close,
        )

    def _carry(self, row: ListRow) -> Script:
        """A line is in hand: move it there, or put it there too."""
        lists = self._pages.lists
        return Script(
            key=(self.name, "carry", row.key),
            title=row.title,
            lines=lines(self._say("lists.where"), row.pieces, self._place(self._turns, lists.rows[:])),
            cells=(
                self._do("plus", "copy", lambda: lists.copy(row.key)),
                self._do("chevron-right", "next", self._turns.next) if len(lists.rows) > 1 else None,
                READ_ON,
                self._help,
                self._do("chevron-left", "back", lists.close),
                self._do("list", "new_list", lists.start),
            ),
            primary=self._do("check", "move", lambda: lists.choose(row.key)),
            back=lists.close,
        )

    def _none(self) -> Script:
        lists = self._pages.lists
        return Script(
            key=(self.name, "none"),
            title=self._say("lists.title"),
            lines=lines(self._say("lists.where") if lists.carrying else self._look.emptyList),
            cells=(None, None, READ_ON, self._help, self._do("chevron-left", "back", lists.close), None),
            primary=self._do("plus", "new_list", lists.start),
            back=lists.close,
        )


class HistoryQuestion(Page):
    """What was done to the list, the latest first."""

    name = "history"

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self._turns = Turns(ground.mode.retell)

    def enter(self) -> None:
        """Begin with the latest."""
        self._turns.restart()

    def script(self) -> Script:
        """Return what is shown and said now."""
        history = self._pages.history
        close = self._do("chevron-left", "back", history.close)
        step = self._turns.of(history.steps[:])
        if step is None:
            return Script(
                key=(self.name, "none"),
                title=self._say("history.title"),
                lines=lines(self._say("history.nothing")),
                cells=(None, None, READ_ON, self._help, None, None),
                primary=close,
                back=history.close,
            )
        undone = self._say("history.taken_back") if step.undone else ""
        take_back = self._do("undo", "take_back", lambda: history.takeBack(step.key))
        return Script(
            key=(self.name, step.key),
            title=step.words,
            lines=lines(undone, step.by, self._place(self._turns, history.steps[:])),
            cells=self._among(self._turns, history.close),
            primary=take_back if step.mine and not step.undone else close,
            back=history.close,
        )
