"""Access mode of the search: a keypad of a few large keys, then what was found, one by one."""

from collections.abc import Callable

from kiosk.core import keypad, spelling
from kiosk.core.spelling import Key
from kiosk.ui.access.page import Ground, Page, Turns
from kiosk.ui.access.script import BACKSPACE, CELLS, READ_ON, Action, Cell, Line, Script, lines, stock

BETWEEN_LETTERS = " "


class SearchPage(Page):
    """Words in, products out."""

    name = "search"

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self._typing = True
        self._fork: tuple[Key, ...] = ()
        self._turns = Turns(ground.mode.retell)

    def enter(self) -> None:
        """Begin with the keys, or with what a shelf holds."""
        self._typing = self._pages.search.home or self._pages.search.typing
        self._fork = ()
        self._turns.restart()

    def script(self) -> Script:
        """Return what is shown and said now."""
        if self._typing or self._pages.search.typing:
            self._typing = True
            return self._keys()
        at = self._turns.of(range(len(self._pages.search.hits)))
        return self._nothing() if at is None else self._hit(at)

    def _keys(self) -> Script:
        search = self._pages.search
        first = not self._fork
        keys = spelling.keys(self._model.language) if first else self._fork
        cells: list[Cell] = [self._key(key) for key in keys]
        cells += [None] * (CELLS - len(cells))
        if first:
            cells[-1] = self._do("erase", "erase", self._erase)
        leave = self._here(lambda: self._open(()))
        return Script(
            # What is written is said letter by letter: that is no new page.
            key=(self.name, "keys"),
            title=search.text or self._say("search.field"),
            lines=(Line(search.summary or self._say("access.spell_how")),),
            cells=tuple(cells),
            primary=(
                self._do("search", "find", self._here(self._find))
                if first
                else self._do("chevron-left", "other_keys", leave)
            ),
            typed=self._type,
            back=self._model.back if first else leave,
        )

    def _key(self, key: Key) -> Action:
        spoken = BETWEEN_LETTERS.join(key.label) if key.keys else self._spoken(key.sign)
        act = (lambda: self._open(key.keys)) if key.keys else (lambda: self._write(key.sign))
        return Action("", key.label, self._here(act), spoken)

    def _spoken(self, sign: str) -> str:
        return self._say("keys.space") if sign == spelling.SPACE else self._pages.search.keypad.spoken(sign)

    def _open(self, fork: tuple[Key, ...]) -> None:
        self._fork = fork

    def _write(self, sign: str) -> None:
        self._pages.search.write(keypad.press(self._pages.search.text, sign))
        self._fork = ()

    def _erase(self) -> None:
        self._pages.search.write(self._pages.search.text[:-1])
        self._mode.retell()

    def _type(self, text: str) -> None:
        """Take what a keyboard writes."""
        if text == BACKSPACE:
            self._erase()
        else:
            self._here(lambda: self._write(text))()

    def _find(self) -> None:
        self._typing = False
        self._pages.search.hideKeys()
        self._turns.restart()

    def _again(self) -> Callable[[], None]:
        def again() -> None:
            self._typing, self._fork = True, ()
            self._pages.search.showKeys()

        return self._here(again)

    def _nothing(self) -> Script:
        search = self._pages.search
        title = search.nothing if search.empty else self._say("search.title")
        sentences = (self._say("search.lost"),) if search.lost else (self._say("search.none_way"),)
        return Script(
            key=(self.name, "nothing", search.empty, search.lost),
            title=title,
            lines=lines(*sentences),
            cells=(None, None, READ_ON, self._help, self._back, self._list),
            primary=self._do("search", "retype", self._again()),
        )

    def _hit(self, at: int) -> Script:
        search = self._pages.search
        tile = search.hits.row(at)
        if at + 1 >= len(search.hits):
            search.more()
        place = self._say("access.place", at + 1, search.total)
        return Script(
            key=(self.name, tile.product),
            title=tile.name,
            lines=(
                *lines(tile.price),
                *stock(tile.level, tile.stock),
                Line(place),
            ),
            cells=(
                self._do("chevron-left", "previous", self._turns.previous),
                self._do("chevron-right", "next", self._turns.next),
                READ_ON,
                self._do("edit", "retype", self._again()),
                self._back,
                self._help,
            ),
            primary=self._do("check", "look", lambda: search.openProduct(tile.product)),
            picture=tile.url,
        )
