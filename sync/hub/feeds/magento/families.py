"""Which rows are one product: a parent with its variants, variants without a parent, single products."""

from collections.abc import Iterable
from typing import NamedTuple

from sync.hub.feeds.magento.rows import ProductRow
from sync.hub.feeds.options import axis_id, slug
from sync.hub.feeds.rows import Ledger


class Member(NamedTuple):
    """A variant's row and what it chose (option id to the feed's word)."""

    row: ProductRow
    choices: dict[str, str]


class Family(NamedTuple):
    """The rows of one product. `head` speaks for it: the parent, or the first variant where there is none."""

    id: str
    name: str
    head: ProductRow
    members: list[Member]


def unique_rows(rows: Iterable[ProductRow], ledger: Ledger) -> dict[str, ProductRow]:
    """Return the rows by SKU. Where a SKU is repeated and its rows differ, the last stands, as in Magento."""
    by_sku: dict[str, ProductRow] = {}
    for row in rows:
        before = by_sku.get(row.sku)
        if before is not None and before._replace(row=row.row) != row:
            ledger.note(
                row.row, "sku", row.sku, f"differs from row {before.row.number}; the later one stands"
            )
        by_sku[row.sku] = row
    return by_sku


def gather(by_sku: dict[str, ProductRow], selectable: frozenset[str], ledger: Ledger) -> list[Family]:
    """Put rows together to products, in the order of the rows. Parents and variants may come in any order."""
    families: dict[str, Family] = {}
    taken: set[str] = set()
    for parent in by_sku.values():
        if parent.configurable:
            members = _children(parent, by_sku, taken, ledger)
            if members:
                families[parent.sku] = Family(parent.sku, parent.name, parent, members)
    for row in by_sku.values():
        if row.configurable or row.sku in taken:
            continue
        choices = {
            axis_id(code): row.attributes[code][0]
            for code in sorted(selectable)
            if len(row.attributes.get(code, ())) == 1
        }
        if row.hidden and choices:
            _join(families, row, choices)
        else:
            families[row.sku] = Family(row.sku, row.name, row, [Member(row, {})])
    places = {sku: place for place, sku in enumerate(by_sku)}
    return sorted(
        families.values(), key=lambda family: min(places[member.row.sku] for member in family.members)
    )


def common_name(name: str, choices: Iterable[str]) -> str:
    """Return a variant's name without what it chose.

    >>> common_name("Chaz Hoodie-XS-Black", ["XS", "Black"])
    'Chaz Hoodie'
    """
    words = sorted(choices, key=len, reverse=True)
    shortened = True
    while shortened:
        shortened = False
        for word in words:
            rest = name.removesuffix(word)
            if rest != name and rest.rstrip(" -,/") and not rest[-1:].isalnum():
                name, shortened = rest.rstrip(" -,/"), True
    return name


def _children(
    parent: ProductRow, by_sku: dict[str, ProductRow], taken: set[str], ledger: Ledger
) -> list[Member]:
    members = []
    chosen: set[frozenset[tuple[str, str]]] = set()
    for sku, choices in parent.variations:
        child = by_sku.get(sku)
        key = frozenset((axis, slug(word)) for axis, word in choices.items())
        if child is None or child.configurable:
            ledger.note(parent.row, "configurable_variations", sku, "no usable row has this variant")
        elif sku in taken:
            ledger.note(
                parent.row, "configurable_variations", sku, "the variant belongs to another product already"
            )
        elif key in chosen:
            taken.add(sku)
            ledger.refuse(child.row, "configurable_variations", sku, "another variant has the same choices")
        else:
            taken.add(sku)
            chosen.add(key)
            members.append(Member(child, choices))
    if not members:
        ledger.refuse(parent.row, "configurable_variations", "", "none of its variants can be used")
    return members


def _join(families: dict[str, Family], row: ProductRow, choices: dict[str, str]) -> None:
    """Put a variant that no parent names to its like: the same name but for the choices."""
    name = common_name(row.name, choices.values())
    identifier = slug(name) or row.sku
    family = families.setdefault(identifier, Family(identifier, name, row, []))
    if not family.head.hidden or any(member.choices == choices for member in family.members):
        families[row.sku] = Family(row.sku, row.name, row, [Member(row, {})])
    else:
        family.members.append(Member(row, choices))


def bringing(families: Iterable[Family], ledger: Ledger) -> None:
    """Tell the ledger which row brings which product and variant."""
    for family in families:
        if family.head.configurable:
            ledger.bring(family.head.row, f"product:{family.id}")
        for member in family.members:
            ledger.bring(member.row.row, f"variant:{member.row.sku}")
