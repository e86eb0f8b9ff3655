"""Access mode of a shelf, or of a row of suggestions in full: what there is, one by one."""

from kiosk.ui.access.narrowing import Narrowing
from kiosk.ui.access.page import Ground, Page, Turns
from kiosk.ui.access.script import READ_ON, Script, lines, stock


class CategoryPage(Page):
    """One product of a shelf at a time."""

    name = "category"

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self._turns = Turns(ground.mode.retell)
        self._narrowing = Narrowing(ground, along_shelf=True)

    def enter(self) -> None:
        """Begin with the first."""
        self._turns.restart()

    def script(self) -> Script:
        """Return what is shown and said now."""
        category = self._pages.category
        if category.narrows and self._pages.search.filtering:
            return self._narrowing.script()
        at = self._turns.of(self._unchosen(category.tiles.ids))
        return self._nothing() if at is None else self._tile(at)

    def _nothing(self) -> Script:
        category, search = self._pages.category, self._pages.search
        return Script(
            key=(self.name, "nothing"),
            title=category.title,
            lines=lines(
                self._pages.compare.asked,
                self._why_nothing(),
                self._say("access.scan_how"),
            ),
            cells=(
                self._do("filters", "narrow", self._narrow) if category.narrows else None,
                self._do("close", "all", search.allOnShelf) if category.narrows and search.empty else None,
                READ_ON,
                self._help,
                self._back,
                self._list,
            ),
            primary=self._do("home", "home", self._model.toHome),
        )

    def _why_nothing(self) -> str:
        category, search = self._pages.category, self._pages.search
        if search.lost and category.narrows:
            return self._say("search.lost")
        if len(category.tiles):
            return self._say("access.nothing_else")
        return self._say("category.nothing") if category.narrows else str(category.summary)

    def _narrow(self) -> None:
        self._turns.restart()
        self._narrowing.enter()
        self._pages.search.toggleFilters()

    def _tile(self, at: int) -> Script:
        category, search = self._pages.category, self._pages.search
        tile = category.tiles.row(at)
        ids = category.tiles.ids
        taken = len(ids) - len(self._unchosen(ids))
        if category.narrows and self._turns.at + 1 >= len(ids) - taken:
            search.more()
        many = (search.total if category.narrows else len(ids)) - taken
        return Script(
            key=(self.name, tile.product),
            title=tile.name,
            lines=(
                *lines(tile.price),
                *stock(tile.level, tile.stock),
                *lines(self._nth(self._turns.at, many), category.title, category.summary),
                *lines(self._pages.compare.asked),
            ),
            cells=(
                self._do("chevron-left", "previous", self._turns.previous),
                self._do("chevron-right", "next", self._turns.next),
                READ_ON,
                self._do("filters", "narrow", self._narrow) if category.narrows else self._help,
                self._back,
                self._list,
            ),
            primary=self._do("check", "look", lambda: search.openProduct(tile.product)),
            picture=tile.url,
        )
