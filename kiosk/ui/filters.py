"""Filters of a search: what is chosen, and what could be, as chips in words."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from kiosk.core.price_steps import price_steps
from kiosk.ui.shop import Shop
from sync.catalogue.search import Count, Facets, Query
from sync.catalogue.search.colours import FAMILIES
from sync.catalogue.search.query import PAGE

Group = Literal["here", "category", "colour", "size", "price"]

MOST_SIZES = 24
MOST_CATEGORIES = 16


class ChipRow(msgspec.Struct, frozen=True):
    """A filter that can be tapped. `number` counts what it would leave, '' where that is not known."""

    key: str
    group: str
    value: str
    name: str
    number: str
    chosen: bool
    swatch: str = ""


class Filters(msgspec.Struct, frozen=True):
    """What is chosen. `price_to` is in minor units, None for any price."""

    here: bool = False
    category: str = ""
    colours: frozenset[str] = frozenset()
    sizes: frozenset[str] = frozenset()
    price_to: int | None = None

    @property
    def any(self) -> bool:
        """Whether something is chosen."""
        return self != NONE

    def toggled(self, group: str, value: str) -> "Filters":
        """Choose a value, or let go of it when it was chosen."""
        change = msgspec.structs.replace
        if group == "here":
            return change(self, here=not self.here)
        if group == "category":
            return change(self, category="" if value == self.category else value)
        if group == "colour":
            return change(self, colours=self.colours ^ {value})
        if group == "size":
            return change(self, sizes=self.sizes ^ {value})
        return change(self, price_to=None if self.price_to == int(value) else int(value))

    def query(
        self, text: str, currency: str, *, as_written: bool = False, limit: int = PAGE, offset: int = 0
    ) -> Query:
        """Return the question that these filters and a text make."""
        return Query(
            text=text,
            category=self.category,
            colours=self.colours,
            sizes=self.sizes,
            price_to=self.price_to,
            currency=currency,
            only_in_stock=self.here,
            as_written=as_written,
            limit=limit,
            offset=offset,
        )


NONE = Filters()


def offered(shop: Shop, filters: Filters, facets: Facets) -> dict[Group, list[ChipRow]]:
    """Return the chips of every group but `here`."""
    return {
        "category": _counted(
            shop, "category", facets.categories[:MOST_CATEGORIES], frozenset({filters.category})
        ),
        "colour": _counted(shop, "colour", facets.colours, filters.colours),
        "size": _counted(shop, "size", facets.sizes[:MOST_SIZES], filters.sizes),
        "price": _prices(shop, filters, facets),
    }


def own(shop: Shop, filters: Filters, facets: Facets, known: frozenset[str]) -> list[ChipRow]:
    """Return chips of the sizes that are known to fit, as far as there is anything in them."""
    return _counted(shop, "size", [each for each in facets.sizes if each.id in known], filters.sizes)


def chosen(shop: Shop, filters: Filters, facets: Facets) -> list[ChipRow]:
    """Return chips for what is chosen, to be taken away again."""
    words = shop.words
    names = {each.id: words.name(each.name) for each in facets.sizes}
    rows = []
    if filters.category:
        rows.append(_chip("category", filters.category, shop.category(filters.category) or filters.category))
    rows += [_chip("colour", each, colour_name(shop, each)) for each in sorted(filters.colours)]
    rows += [_chip("size", each, names.get(each) or each) for each in sorted(filters.sizes)]
    if filters.price_to is not None:
        name = words.texts.get("search.up_to", words.money(filters.price_to))
        rows.append(_chip("price", str(filters.price_to), name))
    return rows


def colour_name(shop: Shop, family: str) -> str:
    """Return what a colour family is called."""
    return shop.words.texts.raw(f"colour.{family}") or family.capitalize()


def _counted(shop: Shop, group: Group, counts: Iterable[Count], taken: frozenset[str]) -> list[ChipRow]:
    return [
        ChipRow(
            f"{group}:{each.id}",
            group,
            each.id,
            colour_name(shop, each.id) if group == "colour" else shop.words.name(each.name) or each.id,
            shop.words.display.number(each.number),
            each.id in taken,
            FAMILIES.get(each.id, "") if group == "colour" else "",
        )
        for each in counts
    ]


def _prices(shop: Shop, filters: Filters, facets: Facets) -> list[ChipRow]:
    words = shop.words
    steps = set(price_steps(*facets.prices)) if facets.prices else set()
    if filters.price_to is not None:
        steps.add(filters.price_to)
    return [
        ChipRow(
            f"price:{step}",
            "price",
            str(step),
            words.texts.get("search.up_to", words.money(step)),
            "",
            step == filters.price_to,
        )
        for step in sorted(steps)
    ]


def _chip(group: Group, value: str, name: str) -> ChipRow:
    return ChipRow(f"{group}:{value}", group, value, name, "", chosen=True)
