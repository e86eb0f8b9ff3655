"""Access mode of who has just signed in: their lists, and what joins them."""

from kiosk.ui.access.page import Ground, Page, Turns
from kiosk.ui.access.script import READ_ON, Action, Script, lines
from kiosk.ui.known_rows import JoinRow, ListRow


class WelcomePage(Page):
    """Good to see them; what was begun as a guest joins their lists when they say so."""

    name = "welcome"

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self._along = ""
        self._turns = Turns(ground.mode.retell)

    def enter(self) -> None:
        """Begin with the greeting."""
        self._go_along("")

    def _go_along(self, what: str) -> None:
        self._along = what
        self._turns.restart()

    def script(self) -> Script:
        """Return what is shown and said now."""
        known = self._pages.known
        if self._along == "lines" and (line := self._turns.of(known.joining.lines[:])):
            return self._line(line)
        if self._along == "lists" and (row := self._turns.of(known.own[:])):
            return self._one_list(row)
        return self._join() if known.joining.wanted else self._greeting()

    def _open(self, symbol: str, key: str) -> Action:
        return self._do(symbol, f"own_{key}", self._here(lambda: self._go_along(key)))

    def _greeting(self) -> Script:
        known = self._pages.known
        text = "lists_text" if len(known.own) else "no_lists" if known.here else "coming"
        language = Action("globe", known.language, known.takeLanguage) if known.language else None
        return Script(
            key=(self.name, "greeting", text),
            title=known.greeting,
            lines=lines(self._say(f"known.{text}")),
            cells=(
                self._open("list", "lists") if len(known.own) else None,
                language,
                READ_ON,
                self._help,
                self._do("heart", "mine", self._model.toMine),
                self._list,
            ),
            primary=self._do("search", "look_around", self._model.toHome),
            back=self._model.toHome,
        )

    def _join(self) -> Script:
        joining, known = self._pages.known.joining, self._pages.known
        targets = joining.targets[:]
        onto = next((row.name for row in targets if row.chosen), "")
        join = Action("list", self._say("access.join", count=joining.count), joining.join)
        return Script(
            key=(self.name, "join"),
            title=known.greeting,
            lines=lines(
                self._say("known.join_title"),
                self._of(self._say("known.join_to"), onto) if onto else "",
                "" if known.here else self._say("known.coming"),
            ),
            cells=(
                self._do("swap", "other_list", self._other) if len(targets) > 1 else None,
                self._open("filters", "lines"),
                READ_ON,
                self._help,
                self._do("close", "apart", self._model.toHome),
                self._open("list", "lists") if len(known.own) else None,
            ),
            primary=join if joining.ready else self._do("home", "home", self._model.toHome),
            back=self._model.toHome,
        )

    def _other(self) -> None:
        """Join the next one of the lists instead."""
        targets = self._pages.known.joining.targets[:]
        at = next((at for at, row in enumerate(targets) if row.chosen), -1)
        self._pages.known.joining.pick(targets[(at + 1) % len(targets)].key)

    def _line(self, line: JoinRow) -> Script:
        joining = self._pages.known.joining
        leave = self._here(lambda: self._go_along(""))
        keep = self._do(
            "check" if not line.chosen else "close",
            "join_it" if not line.chosen else "spare_it",
            lambda: joining.toggle(line.key),
        )
        return Script(
            key=(self.name, "line", line.key),
            title=line.name,
            lines=lines(
                self._say("access.joins" if line.chosen else "access.stays"),
                line.there,
                line.options,
                self._place(self._turns, joining.lines[:]),
            ),
            cells=self._among(self._turns, leave),
            primary=keep,
            picture=line.url,
            back=leave,
        )

    def _one_list(self, row: ListRow) -> Script:
        leave = self._here(lambda: self._go_along(""))
        return Script(
            key=(self.name, "list", row.key),
            title=row.title,
            lines=lines(
                self._ticked(chosen=row.chosen),
                row.detail,
                self._place(self._turns, self._pages.known.own[:]),
            ),
            cells=self._among(self._turns, leave),
            primary=self._do("check", "use_list", lambda: self._pages.known.choose(row.key)),
            picture=row.first,
            back=leave,
        )
