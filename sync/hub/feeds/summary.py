"""What an import did, for people and for programs."""

import msgspec


class Summary(msgspec.Struct, frozen=True):
    """The result of one import: rows = added + merged + refused (see `sync.hub.feeds.rows`).

    `changed` counts documents the hub had and that are other now; `removed` what vanished from the source,
    a product with all that belongs to it being one. `products`, `variants`, `categories`,
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
    removed: int
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
            f"{verb} a {self.format} feed: {self.rows} rows in {self.seconds:.1f} s.",
            f"  {self.added} added, {self.merged} merged, {self.refused} refused;",
            f"  {self.changed} documents changed, {self.removed} things removed;",
            f"  {self.products} products, {self.variants} variants, {self.categories} categories;",
            f"  {self.pictures} pictures ({self.pictures_unused} unused), {self.reviews} reviews;",
            f"  {self.stock} stock levels ({self.store}), prices in {self.currency}.",
        ]
        if self.refused or self.notes:
            lines.append("Reasons of refusals and further notes: --report FILE.")
        return "\n".join(lines)
