"""What an import did, for people and for programs."""

import msgspec


class Summary(msgspec.Struct, frozen=True):
    """The result of one import: rows = added + merged + refused (see `sync.hub.feeds.rows`).

    `changed` counts documents the hub had and that are other now. `products`, `variants`, `categories`,
    `stock`, `reviews` (counted on a product) and `pictures` (different ones) are what the feed holds, new or
    not; `pictures_unused` are those that no product shows. `store` and `currency` are where stock went and
    what prices are in; `version` is that of the published catalogue, 0 in a dry run.
    """

    format: str
    rows: int
    added: int
    merged: int
    refused: int
    changed: int
    products: int
    variants: int
    reviews: int
    categories: int
    stock: int
    pictures_unused: int
    notes: int
    currency: str
    store: str
    pictures: int = 0
    dry_run: bool = False
    version: int = 0
    seconds: float = 0.0

    def in_words(self) -> str:
        """Return the summary for the person at the terminal."""
        verb = "Would take in" if self.dry_run else "Took in"
        lines = [
            f"{verb} a {self.format} feed in {self.seconds:.1f} s.",
            f"It holds {self.products} products with {self.variants} variants, {self.pictures} pictures,",
            f"{self.reviews} reviews, {self.categories} categories, {self.stock} stock levels; prices in",
            f"{self.currency}, stock of {self.store}.",
            f"{self.rows} rows = {self.added} added + {self.merged} merged + {self.refused} refused;",
            f"{self.changed} documents changed, {self.notes} notes.",
        ]
        if self.refused or self.notes:
            lines.append("Why rows were refused, and the notes: --report FILE.")
        return "\n".join(lines)
