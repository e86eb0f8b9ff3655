"""What an import did, for people and for programs."""

from collections.abc import Iterable

import msgspec

SHOWN = 5
"""Names that are listed for people; the report and the JSON have them all."""


class Summary(msgspec.Struct, frozen=True):
    """The result of one import: rows = added + merged + refused (see `sync.hub.feeds.rows`).

    `files` are those that were read, by format; `passed_over` the others, with the reason. `changed` counts
    documents the hub had and that are other now; `removed` what vanished from the `source`, a product with
    all that belongs to it being one. `products`, `variants`, `categories`, `stores`, `stock`, `reviews`
    (counted on a product) and `pictures` (different ones) are what the feed holds, new or not;
    `pictures_unused` are those that no product shows. `store` and `currency` are where stock went and what
    prices are in; `defaults` is what stood in for what the feed does not say. `version` is that of the
    published catalogue, 0 in a dry run.
    """

    format: str
    rows: int
    added: int
    merged: int
    refused: int
    changed: int
    removed: int
    products: int
    variants: int
    reviews: int
    categories: int
    stores: int
    stock: int
    pictures_unused: int
    notes: int
    currency: str
    store: str
    defaults: dict[str, str]
    files: dict[str, list[str]]
    passed_over: dict[str, str]
    source: str = ""
    pictures: int = 0
    dry_run: bool = False
    version: int = 0
    seconds: float = 0.0

    def in_words(self) -> str:
        """Return the summary for the person at the terminal."""
        verb = "Would take in" if self.dry_run else "Took in"
        lines = [
            f"{verb} a {self.format} feed: {counted(self.rows, 'row')} in {self.seconds:.1f} s.",
            *(f"  {name}: {shortened(files)};" for name, files in self.files.items()),
            *([f"  passed over: {shortened(self.passed_over)};"] if self.passed_over else []),
            f"  {self.added} added, {self.merged} merged, {self.refused} refused;",
            f"  {counted(self.changed, 'document')} changed, {self.removed} {self._where_from()};",
            (
                f"  {counted(self.products, 'product')}, {counted(self.variants, 'variant')},"
                f" {counted(self.categories, 'category')};"
            ),
            (
                f"  {counted(self.pictures, 'picture')} ({self.pictures_unused} unused),"
                f" {counted(self.reviews, 'review')};"
            ),
            (
                f"  {counted(self.stores, 'store')}, {counted(self.stock, 'stock level')} ({self.store}),"
                f" prices in {self.currency}."
            ),
            f"Where the feed does not say: {self._stood_in()}.",
        ]
        if self.refused or self.notes:
            told = f"{counted(self.refused, 'refusal')} and {counted(self.notes, 'note')}"
            lines.append(f"{told}, with their rows: --report FILE.")
        return "\n".join(lines)

    def _where_from(self) -> str:
        return f"removed from {self.source}" if self.source else "removed (the feed has no --source)"

    def _stood_in(self) -> str:
        return ", ".join(f"{what} {value}" for what, value in self.defaults.items())


def counted(number: int, thing: str) -> str:
    """Return how many there are of a thing, in words.

    >>> counted(1, "row"), counted(2, "category")
    ('1 row', '2 categories')
    """
    if number == 1:
        return f"1 {thing}"
    return f"{number} {thing.removesuffix('y')}ies" if thing.endswith("y") else f"{number} {thing}s"


def shortened(names: Iterable[str]) -> str:
    """Return the first names, and how many there are more.

    >>> shortened("abcdefg")
    'a, b, c, d, e and 2 more'
    """
    known = list(names)
    more = f" and {len(known) - SHOWN} more" if len(known) > SHOWN else ""
    return ", ".join(known[:SHOWN]) + more
