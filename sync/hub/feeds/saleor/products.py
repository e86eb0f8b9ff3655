"""From Saleor's objects to parts: a product with its variants, prices, stock, pictures and attributes."""

import re
from collections.abc import Iterator

from sync.hub.feeds.cells import kept
from sync.hub.feeds.dimensions import Measured, SizeCells, read_size
from sync.hub.feeds.feed import Settings
from sync.hub.feeds.options import slug
from sync.hub.feeds.parts import PictureRef, ProductPart, StockPart, VariantPart
from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.saleor.entries import Entries, Entry
from sync.hub.feeds.saleor.texts import description
from sync.hub.feeds.text import plain
from sync.hub.feeds.values import parse_code
from sync.protocol.money import Price, minor_digits
from sync.protocol.products import Texts

CURRENCY = re.compile("[A-Z]{3}")
GLOBAL_ID = re.compile(r"UHJvZHVjdFZhcmlhbnQ6\w+=*")
"""What Saleor calls a variant that nobody named: base64 of `ProductVariant:` and its number."""


class Teller:
    """Tells the parts of products with what the whole fixture has in common."""

    def __init__(self, entries: Entries, settings: Settings, ledger: Ledger) -> None:
        self._entries = entries
        self._settings = settings
        self._ledger = ledger

    def parts(self, product: Entry) -> Iterator[ProductPart | VariantPart | StockPart]:
        """Yield the parts of a product; one that no channel shows is refused with its variants."""
        listings = self._entries.of(product, "product.productchannellisting")
        channels = {each.key("channel") for each in listings if each.fields.get("is_published") is not False}
        variants = self._entries.of(product, "product.productvariant")
        if listings and not channels:
            for entry in (product, *variants):
                reason = "no channel of the shop shows this product"
                self._ledger.refuse(entry.row, "is_published", "", reason)
            return
        yield self._product(product)
        for variant in variants:
            yield from self._variant(product, variant, channels if listings else None)

    def _product(self, product: Entry) -> ProductPart:
        words = description(product)
        category = self._entries.one("product.category", product.key("category"))
        return ProductPart(
            row=product.row,
            key=_key(product),
            name=self._text(plain(product.text("name"))),
            description=self._text(words.text),
            details=[self._text(line) for line in words.details],
            category=category_id(category) if category else "",
            pictures=[*self._pictures(product)],
            extra=kept(self._said(product)),
        )

    def _variant(
        self, product: Entry, variant: Entry, channels: set[str] | None
    ) -> Iterator[VariantPart | StockPart]:
        sku = self._sku(variant)
        name = plain(variant.text("name"))
        measured = self._size(product, variant)
        yield VariantPart(
            row=variant.row,
            sku=sku,
            key=_key(product),
            name={} if GLOBAL_ID.fullmatch(name) else self._text(name),
            options=self._options(variant),
            prices=self._prices(variant, channels),
            size=measured.size,
            extra=measured.extra,
        )
        for stock in self._entries.of(variant, "warehouse.stock"):
            yield self._stock(stock, variant, sku)

    def _text(self, text: str) -> Texts:
        return {self._settings.language: text} if text else {}

    def _sku(self, variant: Entry) -> str:
        """Return the SKU; a variant without one goes by its number, so that nothing is lost."""
        cell = variant.key("sku")
        try:
            return parse_code(cell)
        except ValueError as error:
            sku = f"variant-{variant.pk}"
            self._ledger.note(variant.row, "sku", cell, f"{error}; {sku} stands for it")
            return sku

    def _options(self, variant: Entry) -> dict[str, str]:
        found: dict[str, str] = {}
        for assigned in self._entries.of(variant, "attribute.assignedvariantattribute"):
            for value in self._entries.of(assigned, "attribute.assignedvariantattributevalue"):
                name, word = self._value(value.key("value"))
                if name and word:
                    found.setdefault(name, word)
        return found

    def _value(self, pk: str) -> tuple[str, str]:
        """Return the name of an attribute and what a value of it is called, '' where there is none."""
        value = self._entries.one("attribute.attributevalue", pk)
        attribute = self._entries.one("attribute.attribute", value.key("attribute")) if value else None
        if not value or not attribute:
            return "", ""
        return plain(attribute.text("name") or attribute.text("slug")), plain(value.text("name"))

    def _said(self, product: Entry) -> Iterator[tuple[str, str]]:
        """Yield what is said of a product and has no field of its own."""
        said: dict[str, list[str]] = {}
        for assigned in self._entries.of(product, "attribute.assignedproductattributevalue"):
            name, word = self._value(assigned.key("value"))
            if name and word:
                said.setdefault(slug(name), []).append(word)
        for member in self._entries.of(product, "product.collectionproduct"):
            collection = self._entries.one("product.collection", member.key("collection"))
            if collection:
                said.setdefault("also_in", []).append(collection.text("name"))
        yield from ((name, ", ".join(dict.fromkeys(words))) for name, words in said.items())

    def _pictures(self, product: Entry) -> Iterator[PictureRef]:
        for model in ("product.productmedia", "product.productimage"):
            for media in self._entries.of(product, model):
                image = media.text("image") or media.text("external_url")
                if image and media.fields.get("type", "IMAGE") == "IMAGE":
                    yield PictureRef(image, alt=self._text(plain(media.text("alt"))))

    def _prices(self, variant: Entry, channels: set[str] | None) -> dict[str, Price]:
        """Return the prices of the channels that show the product; the first one of each currency stands."""
        prices: dict[str, Price] = {}
        for listing in self._entries.of(variant, "product.productvariantchannellisting"):
            currency = listing.text("currency")
            if channels is not None and listing.key("channel") not in channels:
                continue
            try:
                price = _price(listing, currency)
            except ValueError as error:
                cell = str(listing.fields.get("price_amount"))
                self._ledger.note(listing.row, "price_amount", cell, f"left out: {error}")
                continue
            if price:
                prices.setdefault(currency, price)
        return prices

    def _size(self, product: Entry, variant: Entry) -> Measured:
        """Return the weight, told as `1000.0:g` by the variant, else its product, else their type."""
        kind = self._entries.one("product.producttype", product.key("product_type"))
        weights = [entry.text("weight") for entry in (variant, product, kind) if entry]
        told = (weight.partition(":") for weight in weights if weight and not weight.startswith("0.0:"))
        number, _, unit = next(told, ("", "", ""))
        return read_size(SizeCells(weight=number, weight_unit=unit), self._settings)

    def _stock(self, stock: Entry, variant: Entry, sku: str) -> StockPart:
        warehouse = self._entries.one("warehouse.warehouse", stock.key("warehouse"))
        store = store_code(warehouse) if warehouse else ""
        if variant.fields.get("is_preorder") is True:
            return StockPart(stock.row, sku, store=store, status="preorder")
        if variant.fields.get("track_inventory") is False:
            return StockPart(stock.row, sku, store=store, status="in_stock")
        free = stock.whole("quantity") - stock.whole("quantity_allocated")
        return StockPart(stock.row, sku, store=store, quantity=min(max(free, 0), 10**9))


def category_id(category: Entry) -> str:
    """Return the id of a category: its slug, which is unique in Saleor."""
    return slug(category.text("slug")) or f"category-{category.pk}"


def store_code(warehouse: Entry) -> str:
    """Return the code of the store that a warehouse is."""
    return slug(warehouse.text("slug") or warehouse.text("name")) or f"warehouse-{warehouse.pk[:8]}"


def _key(product: Entry) -> str:
    return slug(product.text("slug")) or f"product-{product.pk}"


def _price(listing: Entry, currency: str) -> Price | None:
    """Return the price in minor units, None where none is set.

    Raises:
        ValueError: The amount is no price, or the currency none.
    """
    amount = listing.decimal("price_amount")
    reduced = listing.decimal("discounted_price_amount")
    if amount is None:
        return None
    if not CURRENCY.fullmatch(currency):
        raise ValueError("the currency of this price is not known")
    units = 10 ** minor_digits(currency)
    full = int((amount * units).to_integral_value())
    asked = full if reduced is None else int((reduced * units).to_integral_value())
    return Price(asked, was=full) if asked < full else Price(full)
