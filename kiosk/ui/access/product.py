"""Access mode of a product: what it costs, whether it is here, its options one value at a time."""

from collections.abc import Callable

from kiosk.ui.access.page import Ground, Page, Turns
from kiosk.ui.access.script import READ_ON, Action, Cell, Line, Script, lines, stock
from kiosk.ui.models.axes import AxisRow

AXIS_CELLS = 2
SWATCH, CHIP = "drop", "ruler"


class ProductPage(Page):
    """One product, one choice."""

    name = "product"

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self._axis = ""
        self._more = 0
        self._else = False
        self._turns = Turns(ground.mode.retell)

    def enter(self) -> None:
        """Begin with the product itself."""
        self._axis, self._more, self._else = "", 0, False

    def script(self) -> Script:
        """Return what is shown and said now."""
        axis = next((each for each in self._axes if each.key == self._axis), None)
        if self._else:
            return self._all_else()
        return self._values(axis) if axis else self._product()

    def _show_else(self, *, on: bool) -> None:
        self._else = on

    def _all_else(self) -> Script:
        product = self._pages.product
        leave = self._here(lambda: self._show_else(on=False))
        seek = self._do("store", "stores", product.seekStores) if product.places.more else None
        return Script(
            key=(self.name, product.identifier, "more"),
            title=product.name,
            lines=self._stock(),
            cells=(
                self._do("swap", "compare", self._model.compare),
                seek,
                READ_ON,
                self._help,
                self._do("chevron-left", "back", leave),
                self._list,
            ),
            primary=self._do("plus", "add", product.add),
            picture=product.gallery.photoUrl,
            back=leave,
        )

    def _product(self) -> Script:
        product = self._pages.product
        more = self._here(lambda: self._show_else(on=True))
        return Script(
            key=(self.name, product.identifier),
            title=product.name,
            lines=(
                *lines(self._price()),
                *self._stock(),
                *lines(
                    product.reason,
                    *(f"{axis.name}: {axis.chosen}" for axis in self._axes),
                    *product.scale.lines.split("\n"),
                    product.scale.title if product.scale.known else "",
                    product.lead,
                    product.description,
                    *(row.text for row in product.details[:]),
                    *self._reviews(),
                ),
            ),
            cells=(*self._options(), READ_ON, self._help, self._back, self._do("filters", "more", more)),
            primary=self._do("plus", "add", product.add),
            picture=product.gallery.photoUrl,
        )

    @property
    def _axes(self) -> list[AxisRow]:
        return [axis for axis in self._pages.product.axes[:] if axis.key]

    def _price(self) -> str:
        product = self._pages.product
        if not product.price:
            return self._say("product.not_sold")
        return self._say("access.was", product.price, product.oldPrice) if product.oldPrice else product.price

    def _stock(self) -> tuple[Line, ...]:
        rows = (row for row in self._pages.product.places.rows[:] if row.key)
        return tuple(
            line
            for row in rows
            for line in stock(row.level, ", ".join(part for part in (row.figure, row.detail) if part))
        )

    def _reviews(self) -> tuple[str, ...]:
        reviews = self._pages.product.reviews
        if not reviews.count:
            return ()
        mean = self._say("product.rating", reviews.figure)
        count = self._say("product.reviews", count=reviews.count)
        written = [f"{row.title}. {row.text}" if row.title else row.text for row in reviews.rows[:]]
        return (f"{mean}, {count}", *written)

    def _options(self) -> tuple[Cell, ...]:
        """Return the options, two at a time; with more the second cell goes round among the others."""
        axes = self._axes
        cells: list[Cell] = []
        for at in range(AXIS_CELLS):
            if at >= len(axes):
                cells.append(None)
                continue
            axis = axes[at]
            cells.append(
                Action(SWATCH if axis.swatches else CHIP, axis.name, self._here(self._open(axis.key)))
            )
        if len(axes) > AXIS_CELLS:
            others = axes[1:]
            cells[1] = self._do(
                "filters", "options", self._here(self._open(others[self._more % len(others)].key))
            )
        return tuple(cells)

    def _open(self, axis: str) -> Callable[[], None]:
        def open_axis() -> None:
            self._axis = axis
            values = next((each.values for each in self._axes if each.key == axis), None)
            shown = [value for value in values[:] if value.key] if values else []
            self._turns.at = next((at for at, value in enumerate(shown) if value.chosen), 0)

        return open_axis

    def _values(self, axis: AxisRow) -> Script:
        values = [value for value in axis.values[:] if value.key]
        value = self._turns.of(values)
        assert value is not None, "an option without values"
        leave = self._here(self._leave)
        return Script(
            key=(self.name, self._pages.product.identifier, axis.key, value.key),
            title=f"{axis.name}: {value.name}",
            lines=lines(
                self._say("access.chosen") if value.chosen else "",
                "" if value.here else self._say("product.away"),
                self._say("access.place", self._turns.at + 1, len(values)),
            ),
            cells=(
                self._do("chevron-left", "previous", self._turns.previous),
                self._do("chevron-right", "next", self._turns.next),
                READ_ON,
                self._help,
                self._do("chevron-left", "back", leave),
                self._list,
            ),
            primary=self._do("check", "choose", self._here(lambda: self._pick(axis.key, value.key))),
            picture=self._pages.product.gallery.photoUrl,
            back=leave,
        )

    def _leave(self) -> None:
        self._axis = ""
        self._more += 1

    def _pick(self, axis: str, value: str) -> None:
        self._leave()
        self._pages.product.pick(axis, value)
