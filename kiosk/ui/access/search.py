"""Access mode of the search: a keypad of a few large keys, then what was found, one by one."""

from collections.abc import Callable

from kiosk.core import keypad, spelling
from kiosk.ui.access.narrowing import Narrowing
from kiosk.ui.access.page import Ground, Page, Turns
from kiosk.ui.access.script import BACKSPACE, READ_ON, Line, Script, lines, stock
from kiosk.ui.access.speller import Speller


class SearchPage(Page):
    """Words in, products out."""

    name = "search"

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self._typing = True
        self._speller = Speller(ground.mode, self._write, self._spoken)
        self._turns = Turns(ground.mode.retell)
        self._narrowing = Narrowing(ground)

    def enter(self) -> None:
        """Begin with the keys, or with what a shelf holds."""
        self._typing = self._pages.search.home or self._pages.search.typing
        self._speller.restart()
        self._turns.restart()

    def script(self) -> Script:
        """Return what is shown and said now."""
        if self._typing or self._pages.search.typing:
            self._typing = True
            return self._keys()
        if self._pages.search.filtering:
            return self._narrowing.script()
        at = self._turns.of(self._unchosen(self._pages.search.hits.ids))
        return self._nothing() if at is None else self._hit(at)

    def _keys(self) -> Script:
        search, speller = self._pages.search, self._speller
        return Script(
            # What is written is said letter by letter: that is no new page.
            key=(self.name, "keys"),
            title=search.text or self._say("search.field"),
            lines=(Line(search.summary or self._say("access.spell_how")),),
            cells=speller.cells(
                spelling.keys(self._model.language), self._do("erase", "erase", self._here(self._erase))
            ),
            primary=(
                self._do("search", "find", self._here(self._find))
                if speller.first
                else self._do("chevron-left", "other_keys", speller.leave)
            ),
            typed=self._type,
            back=self._model.back if speller.first else speller.leave,
        )

    def _spoken(self, sign: str) -> str:
        return self._say("keys.space") if sign == spelling.SPACE else self._pages.search.keypad.spoken(sign)

    def _write(self, sign: str) -> None:
        self._pages.search.write(keypad.press(self._pages.search.text, sign))

    def _erase(self) -> None:
        self._pages.search.write(self._pages.search.text[:-1])

    def _type(self, text: str) -> None:
        """Take what a keyboard writes."""
        self._speller.restart()
        if text == BACKSPACE:
            self._erase()
        else:
            self._write(text)
        self._mode.retell()

    def _find(self) -> None:
        self._typing = False
        self._pages.search.hideKeys()
        self._turns.restart()

    def _again(self) -> Callable[[], None]:
        def again() -> None:
            self._typing = True
            self._speller.restart()
            self._pages.search.showKeys()

        return self._here(again)

    def _narrow(self) -> None:
        self._turns.restart()
        self._narrowing.enter()
        self._pages.search.toggleFilters()

    def _nothing(self) -> Script:
        search = self._pages.search
        title = search.nothing if search.empty else self._say("search.title")
        sentences = (self._say("search.lost"),) if search.lost else (self._say("search.none_way"),)
        return Script(
            key=(self.name, "nothing", search.empty, search.lost),
            title=title,
            lines=lines(*sentences),
            cells=(
                self._do("filters", "narrow", self._narrow) if search.narrowed else None,
                None,
                READ_ON,
                self._help,
                self._back,
                self._list,
            ),
            primary=self._do("search", "retype", self._again()),
        )

    def _hit(self, at: int) -> Script:
        search = self._pages.search
        tile = search.hits.row(at)
        many = search.hits.ids
        taken = len(many) - len(self._unchosen(many))
        if self._turns.at + 1 >= len(many) - taken:
            search.more()
        return Script(
            key=(self.name, tile.product),
            title=tile.name,
            lines=(
                *lines(tile.price),
                *stock(tile.level, tile.stock),
                *lines(self._nth(self._turns.at, search.total - taken)),
            ),
            cells=(
                self._do("chevron-left", "previous", self._turns.previous),
                self._do("chevron-right", "next", self._turns.next),
                READ_ON,
                self._do("filters", "narrow", self._narrow),
                self._do("edit", "retype", self._again()),
                self._help,
            ),
            primary=self._do("check", "look", lambda: search.openProduct(tile.product)),
            picture=tile.url,
        )
