"""Access mode on the home page: the list, the shelves one by one, what many look for."""

from kiosk.ui.access.page import Ground, Page, Turns
from kiosk.ui.access.script import READ_ON, Script, lines
from kiosk.ui.product_rows import TileRow
from kiosk.ui.shelves import ShelfRow


class HomePage(Page):
    """Where everything can be found from."""

    name = "home"

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self._along = ""
        self._turns = Turns(ground.mode.retell)

    def enter(self) -> None:
        """Begin at the beginning."""
        self._go_along("")

    def script(self) -> Script:
        """Return what is shown and said now."""
        home = self._pages.home
        if self._along == "shelves" and (shelf := self._turns.of(home.shelves[:])):
            return self._shelf(shelf)
        if self._along == "ideas" and (idea := self._turns.of(self._ideas)):
            return self._tile(*idea)
        begun = self._of(home.listName, home.listText) if home.begun else self._say("access.home_how")
        return Script(
            key=(self.name,),
            title=home.greeting,
            lines=lines(begun, *self._news, self._say("access.scan_how")),
            cells=(
                self._do("filters", "shelves", self._here(lambda: self._go_along("shelves"))),
                self._do("star", "ideas", self._here(lambda: self._go_along("ideas"))),
                READ_ON,
                self._help,
                self._do("check", "finish", self._model.toFinish),
                self._list if self._holds_lists else self._claim,
            ),
            primary=self._do("search", "search", self._model.typeSearch),
        )

    @property
    def _holds_lists(self) -> bool:
        """Whether the list has anything to show: where it has not, there may be one that waits elsewhere."""
        pages = self._pages
        return bool(pages.list.pieces) or pages.list.undoable or pages.lists.several

    def _go_along(self, what: str) -> None:
        self._along = what
        self._turns.restart()

    def _shelf(self, shelf: ShelfRow) -> Script:
        return self._one_of_many(
            shelf.key, shelf.name, shelf.label.removeprefix(f"{shelf.name}, "), shelf.url
        )

    @property
    def _ideas(self) -> list[tuple[str, TileRow]]:
        """What is suggested, each with its reason."""
        home = self._pages.home
        rows = (home.first, home.second, home.third)
        return [(row.title, tile) for row in rows for tile in row.tiles[:]]

    def _tile(self, why: str, tile: TileRow) -> Script:
        return self._one_of_many(tile.product, tile.name, f"{tile.price}\n{tile.stock}\n{why}", tile.url)

    def _one_of_many(self, key: str, name: str, text: str, url: str) -> Script:
        shelves = self._along == "shelves"
        many = self._pages.home.shelves if shelves else self._ideas
        open_it = (
            (lambda: self._model.toShelf(key)) if shelves else (lambda: self._pages.search.openProduct(key))
        )
        leave = self._here(lambda: self._go_along(""))
        return Script(
            key=(self.name, self._along, key),
            title=name,
            lines=lines(*text.split("\n"), self._place(self._turns, many[:])),
            cells=(
                self._do("chevron-left", "previous", self._turns.previous),
                self._do("chevron-right", "next", self._turns.next),
                READ_ON,
                self._help,
                self._do("chevron-left", "back", leave),
                self._list,
            ),
            primary=self._do("check", "open" if shelves else "look", open_it),
            picture=url,
            back=leave,
        )
