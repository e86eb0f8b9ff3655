"""Access mode of a product: all that can be done with it beside choosing it, and what goes with it."""

from collections.abc import Callable
from typing import Any

from kiosk.ui.access.page import Ground, Menu, Page, Turns
from kiosk.ui.access.script import Action, Line, Script, lines, stock
from kiosk.ui.product_rows import TileRow


class ProductMore(Page):
    """What is behind `More`."""

    name = "product"

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self.shown = False
        self._beside = False
        self._menu = Menu(ground.mode)
        self._turns = Turns(ground.mode.retell)

    def enter(self) -> None:
        """Show the product itself."""
        self.shown = self._beside = False
        self._menu.restart()

    def show(self) -> None:
        """Show what else can be done."""
        self.shown = True
        self._mode.retell()

    def script(self) -> Script:
        """Return what is shown and said now."""
        tile = self._turns.of(self._tiles) if self._beside else None
        return self._all_else() if tile is None else self._tile(*tile)

    def _all_else(self) -> Script:
        product = self._pages.product
        leave = self._here(self.enter)
        back = self._do("chevron-left", "back", leave)
        return Script(
            key=(self.name, product.identifier, "more"),
            title=product.name,
            lines=(*self._fit, *in_places(product, self._also)),
            cells=self._menu.cells(self._things, back, self._say("access.more")),
            primary=self._do("plus", "add", product.add),
            picture=product.gallery.photoUrl,
            back=leave,
        )

    @property
    def _fit(self) -> tuple[Line, ...]:
        """Whether it fits the shopper's space, where that is known."""
        scale = self._pages.product.scale
        return lines(scale.title, *scale.lines.split("\n")) if scale.fitted else ()

    @property
    def _things(self) -> list[Action]:
        product = self._pages.product
        things = [self._list, self._do("swap", "compare", self._model.compare)]
        if product.places.more:
            things.append(self._do("store", "stores", product.seekStores))
        if product.scale.known and product.scale.placeable:
            things.append(self._do("ruler", "space", self._pages.space.ask))
        if product.sizes.reason:
            things.append(self._do("ruler", "size", product.sizes.ask))
        if len(product.gallery.photos):
            things.append(self._do("eye", "photos", lambda: product.gallery.enlarge(product.gallery.photo)))
        if self._tiles:
            things.append(self._do("star", "beside", self._here(self._look_beside)))
        return things

    def _look_beside(self) -> None:
        self._beside = True
        self._turns.restart()

    def _leave_beside(self) -> None:
        self._beside = False

    @property
    def _tiles(self) -> list[tuple[str, TileRow]]:
        """What goes with it, each with its reason."""
        product = self._pages.product
        rows = (product.beside, product.alsoBeside)
        return [(row.reason or row.title, tile) for row in rows if row.shown for tile in row.tiles[:]]

    def _tile(self, why: str, tile: TileRow) -> Script:
        leave = self._here(self._leave_beside)
        return Script(
            key=(self.name, "beside", tile.product),
            title=tile.name,
            lines=(
                *lines(tile.price),
                *stock(tile.level, tile.stock),
                *lines(why, self._place(self._turns, self._tiles)),
            ),
            cells=self._among(self._turns, leave, self._list),
            primary=self._do("check", "look", lambda: self._pages.product.follow(tile.product)),
            picture=tile.url,
            back=leave,
        )


def in_places(product: Any, also: Callable[..., str]) -> tuple[Line, ...]:
    """Return how many there are, place by place (`product` is the product's model, `also` enumerates)."""
    rows = (row for row in product.places.rows[:] if row.key)
    return tuple(line for row in rows for line in stock(row.level, also(row.figure, row.detail)))
