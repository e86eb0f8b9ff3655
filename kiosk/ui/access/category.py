"""Access mode of a shelf, or of a row of suggestions in full: what there is, one by one."""

from kiosk.ui.access.page import Ground, Page, Turns
from kiosk.ui.access.script import READ_ON, Script, lines, stock


class CategoryPage(Page):
    """One product of a shelf at a time."""

    name = "category"

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self._turns = Turns(ground.mode.retell)

    def enter(self) -> None:
        """Begin with the first."""
        self._turns.restart()

    def script(self) -> Script:
        """Return what is shown and said now."""
        category = self._pages.category
        at = self._turns.of(range(len(category.tiles)))
        return self._nothing() if at is None else self._tile(at)

    def _nothing(self) -> Script:
        category = self._pages.category
        return Script(
            key=(self.name, "nothing"),
            title=category.title,
            lines=lines(category.summary, self._say("access.scan_how")),
            cells=(None, None, READ_ON, self._help, self._back, self._list),
            primary=self._do("home", "home", self._model.toHome),
        )

    def _tile(self, at: int) -> Script:
        category, search = self._pages.category, self._pages.search
        tile = category.tiles.row(at)
        if category.narrows and at + 1 >= len(category.tiles):
            search.more()
        many = search.total if category.narrows else len(category.tiles)
        return Script(
            key=(self.name, tile.product),
            title=tile.name,
            lines=(
                *lines(tile.price),
                *stock(tile.level, tile.stock),
                *lines(self._say("access.place", at + 1, many), category.title, category.summary),
            ),
            cells=(
                self._do("chevron-left", "previous", self._turns.previous),
                self._do("chevron-right", "next", self._turns.next),
                READ_ON,
                self._help,
                self._back,
                self._list,
            ),
            primary=self._do("check", "look", lambda: search.openProduct(tile.product)),
            picture=tile.url,
        )
