"""From schema.org's Product and ProductGroup to parts (Google's and schema.org's rules for variants)."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from sync.hub.feeds.cells import Cells, kept
from sync.hub.feeds.feed import Settings
from sync.hub.feeds.google.products import family_name
from sync.hub.feeds.jsonld.measures import size_of
from sync.hub.feeds.jsonld.nodes import Node, is_group, listed, name_of, text_of, texts_of, word_of
from sync.hub.feeds.jsonld.offers import offers_of, prices_of, stock_of
from sync.hub.feeds.jsonld.reviews import rating_of, reviews_of
from sync.hub.feeds.options import slug
from sync.hub.feeds.parts import Part, PictureRef, ProductPart, VariantPart
from sync.hub.feeds.rows import Ledger, Row
from sync.hub.feeds.text import plain, readable
from sync.hub.feeds.values import MAX_CODE
from sync.protocol.products import Texts

GTINS = ("gtin", "gtin14", "gtin13", "gtin12", "gtin8", "isbn")
OPTIONS = {"color": "Color", "size": "Size", "pattern": "Pattern", "material": "Material"}
ALONE = ("color", "size")
READ = re.compile(
    r"^(@id|@type|@context|gtin\d*|isbn|color|size|pattern|material|name|description|image|offers|sku|category"
    r"|hasVariant|isVariantOf|variesBy|productGroupID|inProductGroupWithID|aggregateRating|reviews?|width|height"
    r"|depth|weight|additionalProperty|isSimilarTo|isRelatedTo)$"
)
MAX_KEY = 200
MAX_DETAILS = 60
MAX_PICTURES = 50


class Page(NamedTuple):
    """What the nodes of one page or document share: groups by `@id`, the shelf its breadcrumbs tell."""

    groups: dict[str, Node]
    shelf: list[str]


class Reader:
    """Reads the products of one file, numbering them from 1."""

    def __init__(self, file: str, settings: Settings, ledger: Ledger) -> None:
        self._file = file
        self._settings = settings
        self._ledger = ledger
        self._number = 0

    def parts(self, node: Node, page: Page) -> Iterator[Part]:
        """Yield what a product says, and each of its variants."""
        if not is_group(node):
            yield from self._single(node, page)
            return
        cells = self._cells(node)
        key = group_key(node)
        if not key:
            cells.refuse("productGroupID", "", "neither ID nor name nor address names the product")
            return
        yield from _product(node, key, page, cells)
        for variant in listed(node.get("hasVariant")):
            # A bare reference names a node that stands elsewhere in the document, and says so itself.
            if isinstance(variant, dict) and variant.keys() - {"@id", "@type"}:
                yield from self._variant(variant, node, key)

    def _single(self, node: Node, page: Page) -> Iterator[Part]:
        group: Node = next((each for each in listed(node.get("isVariantOf")) if isinstance(each, dict)), {})
        group = page.groups.get(text_of(group.get("@id")), group)
        key = group_key(group) or text_of(node.get("inProductGroupWithID"))[:MAX_KEY]
        if key:
            yield from self._variant(node, group, key)
        else:
            yield from self._alone(node, page)

    def _alone(self, node: Node, page: Page) -> Iterator[Part]:
        cells = self._cells(node)
        sku = _sku(node, cells)
        if not sku:
            cells.refuse("sku", "", "neither SKU nor GTIN nor MPN nor name nor address names the product")
            return
        yield from _product(node, sku, page, cells)
        offers = offers_of(node)
        told = {code: offer for offer in offers if (code := text_of(offer.get("sku"))[:MAX_CODE])}
        if len(told) > 1:
            for code, offer in told.items():
                yield from _sold({"name": offer.get("name"), **offer, "offers": offer}, code, sku, {}, cells)
        else:
            yield from _sold(node, sku, sku, _choices(node, {}), cells)

    def _variant(self, node: Node, group: Node, key: str) -> Iterator[Part]:
        cells = self._cells(node)
        sku = _sku(node, cells)
        if not sku:
            cells.refuse("sku", "", "neither SKU nor GTIN nor MPN nor name nor address names the variant")
            return
        choices = _choices(node, group)
        name = family_name(plain(text_of(node.get("name"))), choices)
        if not text_of(group.get("name")) and name:
            yield ProductPart(cells.row, key, name=cells.texts(name))
        yield from _sold(node, sku, key, choices, cells)
        yield from reviews_of(node, key, cells)

    def _cells(self, node: Node) -> Cells:
        self._number += 1
        self._ledger.count()
        values = {name: text for name, value in node.items() if (text := text_of(value))}
        return Cells(Row(self._file, self._number), values, self._settings, self._ledger)


def group_key(group: Node) -> str:
    """Return the key of a product with variants, '' for none."""
    return (
        text_of(group.get("productGroupID"))
        or text_of(group.get("@id"))
        or text_of(group.get("url"))
        or text_of(group.get("sku"))
        or slug(text_of(group.get("name")))
    )[:MAX_KEY]


def _sku(node: Node, cells: Cells) -> str:
    """Return what a variant goes by; where there is no SKU that is noted."""
    sku = cells.code("sku")
    if sku:
        return sku
    address = text_of(node.get("url")) or text_of(node.get("@id"))
    path = [part for part in _path_of(address) if slug(part)]
    stand_in = (
        cells.gtin(*GTINS)
        or cells.code("mpn", "productID")
        or (path[-1] if path else "")
        or slug(text_of(node.get("name")))
    )[:MAX_CODE]
    if stand_in:
        cells.note("sku", "", f"there is no SKU; the product goes by {stand_in}")
    return stand_in


def _path_of(address: str) -> list[str]:
    """Return the parts of an address's path and query, [] where it is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return []
    return [*parts.path.split("/"), parts.query, parts.fragment]


def _product(node: Node, key: str, page: Page, cells: Cells) -> Iterator[Part]:
    language = cells.settings.language
    words = {tag: readable(text) for tag, text in texts_of(node.get("description"), language).items()}
    details: list[Texts] = [{tag: line} for tag, word in words.items() for line in word.details]
    details += [cells.texts(line) for line in _properties(node)]
    yield ProductPart(
        cells.row,
        key,
        name={tag: plain(text) for tag, text in texts_of(node.get("name"), language).items()},
        description={tag: word.text for tag, word in words.items() if word.text},
        details=details[:MAX_DETAILS],
        shelf=_shelf(node) or page.shelf,
        pictures=_pictures(node),
        rating=rating_of(node, cells),
        related=_skus(node.get("isSimilarTo")),
        goes_with=_skus(node.get("isRelatedTo")),
        extra=kept((name, name_of(each)) for name, each in node.items() if not READ.match(name)),
    )
    yield from reviews_of(node, key, cells)


def _sold(node: Node, sku: str, key: str, choices: dict[str, str], cells: Cells) -> Iterator[Part]:
    told = {name: text_of(node.get(name)) for name in GTINS}
    codes = Cells(cells.row, told, cells.settings, cells.ledger)
    gtin = codes.gtin(*GTINS)
    raw = next(filter(None, codes.values.values()), "")
    offers = offers_of(node)
    measured = size_of(node, cells)
    yield VariantPart(
        cells.row,
        sku,
        key=key,
        name=cells.texts(plain(text_of(node.get("name")))),
        options=choices,
        gtin=gtin,
        prices=prices_of(offers, cells),
        size=measured.size,
        pictures=_pictures(node),
        extra=measured.extra | ({} if gtin else kept([("gtin", raw)])),
    )
    yield from stock_of(offers, sku, cells)


def _choices(node: Node, group: Node) -> dict[str, str]:
    """Return what a variant chooses of what its group varies by, or where that is not told of all options."""
    varies = [word_of(each) for each in listed(group.get("variesBy"))]
    names = varies or (list(OPTIONS) if group else ALONE)
    properties = {slug(name): value for name, value in _pairs(node)}
    chosen = {}
    for name in names:
        word = plain(name_of(node.get(name))) or properties.get(slug(name), "")
        if word:
            chosen[OPTIONS.get(name, name)] = word
    return chosen


def _pairs(node: Node) -> Iterator[tuple[str, str]]:
    for told in listed(node.get("additionalProperty")):
        if isinstance(told, dict):
            name, value = plain(text_of(told.get("name"))), plain(text_of(told.get("value")))
            unit = plain(text_of(told.get("unitText")))
            if name and value:
                yield name, f"{value} {unit}".strip()


def _properties(node: Node) -> Iterator[str]:
    yield from (f"{name}: {value}" for name, value in _pairs(node))
    for name in ("material", "pattern"):
        if text_of(node.get(name)) and not is_group(node):
            yield f"{name.capitalize()}: {plain(text_of(node.get(name)))}"


def _shelf(node: Node) -> list[str]:
    return [name for name in map(plain, re.split(r">|&gt;", name_of(node.get("category")))) if name]


def _pictures(node: Node) -> list[PictureRef]:
    found = dict.fromkeys(filter(None, map(_address, listed(node.get("image"))[:MAX_PICTURES])))
    return [PictureRef(address) for address in found]


def _address(image: Any) -> str:
    if isinstance(image, dict):
        return text_of(image.get("contentUrl")) or text_of(image.get("url")) or text_of(image.get("@id"))
    return text_of(image)


def _skus(value: Any) -> list[str]:
    nodes = (each for each in listed(value) if isinstance(each, dict))
    return [sku for sku in (text_of(each.get("sku")) for each in nodes) if sku]
