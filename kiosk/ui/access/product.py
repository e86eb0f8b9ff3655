"""Access mode of a product: what it costs, whether it is here, its options one value at a time."""

from collections.abc import Callable

from kiosk.ui.access.page import Ground, Page, Turns
from kiosk.ui.access.product_more import ProductMore, in_places
from kiosk.ui.access.script import READ_ON, Action, Cell, Script, lines
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
        self._turns = Turns(ground.mode.retell)
        self._else = ProductMore(ground)

    def enter(self) -> None:
        """Begin with the product itself."""
        self._axis, self._more = "", 0
        self._else.enter()

    def script(self) -> Script:
        """Return what is shown and said now."""
        axis = next((each for each in self._axes if each.key == self._axis), None)
        if self._else.shown:
            return self._else.script()
        return self._values(axis) if axis else self._product()

    def _product(self) -> Script:
        product = self._pages.product
        return Script(
            key=(self.name, product.identifier),
            title=product.name,
            lines=(
                *lines(self._price()),
                *in_places(product, self._also),
                *lines(
                    product.reason,
                    product.sizes.reason,
                    *(self._of(axis.name, axis.chosen) for axis in self._axes),
                    *product.scale.lines.split("\n"),
                    product.scale.title if product.scale.known else "",
                    product.lead,
                    product.description,
                    *(row.text for row in product.details[:]),
                    self._say("product.code", product.code),
                    *self._reviews(),
                ),
            ),
            cells=(
                *self._options(),
                READ_ON,
                self._help,
                self._back,
                self._do("filters", "more", self._else.show),
            ),
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

    def _reviews(self) -> tuple[str, ...]:
        reviews = self._pages.product.reviews
        if not reviews.count:
            return ()
        mean = self._say("product.rating", reviews.figure)
        count = self._say("product.reviews", count=reviews.count)
        written = [self._then(row.title, row.text) for row in reviews.rows[:]]
        return (self._also(mean, count), *written)

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
            title=self._of(axis.name, value.name),
            lines=lines(
                self._ticked(chosen=value.chosen),
                "" if value.here else self._say("product.away"),
                self._place(self._turns, values),
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
            picture=self._pages.product.photo_of(axis.key, value.key),
            back=leave,
        )

    def _leave(self) -> None:
        self._axis = ""
        self._more += 1

    def _pick(self, axis: str, value: str) -> None:
        self._leave()
        self._pages.product.pick(axis, value)
