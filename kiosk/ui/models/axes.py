"""The options of a product, each with its values, in places that stay from product to product."""

import msgspec
from PySide6.QtCore import QObject

from kiosk.core.choice import Choice
from kiosk.ui import product_rows as rows
from kiosk.ui.models.rows import Rows
from kiosk.ui.shop import Shop
from sync.protocol.products import OptionAxis

SWATCH_SLOTS = 2
"""Options shown as swatches that most products have at most: the colour, and what it is combined with."""


class AxisRow(msgspec.Struct, frozen=True):
    """An option to choose, with its values as rows of their own; one without a key is an empty place."""

    key: str
    name: str
    chosen: str
    swatches: bool
    values: Rows


class AxisRows:
    """Tells a choice's options; lives with the model that shows `rows`."""

    def __init__(self, shop: Shop, parent: QObject) -> None:
        self._shop = shop
        self._parent = parent
        self._values: list[Rows] = []
        self.rows = Rows(AxisRow, parent)

    def tell(self, choice: Choice) -> None:
        """Show the options of a choice."""
        self.rows.replace([self._axis(at, axis, choice) for at, axis in enumerate(_slots(choice))])

    def clear(self) -> None:
        """Show nothing (part of the wipe); what shows the options stays for the next product."""
        self.rows.replace([_emptied(axis) for axis in self.rows[:]])

    def _axis(self, at: int, axis: OptionAxis | None, choice: Choice) -> AxisRow:
        while len(self._values) <= at:
            self._values.append(Rows(rows.ValueRow, self._parent))
        values = self._values[at]
        if axis is None:
            return _emptied(AxisRow("", "", "", swatches=True, values=values))
        shown = rows.value_rows(self._shop, choice, axis)
        values.replace(shown + [rows.NO_VALUE] * (len(values) - len(shown)))
        chosen = next((value.name for value in values[:] if value.chosen), "")
        swatches = any(value.swatch for value in axis.values)
        return AxisRow(axis.id, self._shop.words.name(axis.name), chosen, swatches, values)


def _slots(choice: Choice) -> list[OptionAxis | None]:
    """Give every option a place that other products' options of its kind have too; None is an empty one.

    Colours come first. Swatches and chips stay what they are from product to product, which saves
    building them while somebody waits for a scan.
    """
    axes = choice.shown_axes
    swatches = [axis for axis in axes if any(value.swatch for value in axis.values)]
    empty = [None] * max(0, SWATCH_SLOTS - len(swatches))
    return [*swatches, *empty, *(axis for axis in axes if axis not in swatches)]


def _emptied(axis: AxisRow) -> AxisRow:
    """Return an option's place without its words."""
    axis.values.replace([rows.NO_VALUE] * len(axis.values))
    return AxisRow("", "", "", swatches=axis.swatches, values=axis.values)
