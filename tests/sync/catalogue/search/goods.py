"""Small catalogues for the search's tests."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from sync.catalogue.build import build
from sync.catalogue.search import Query, Result, Search
from sync.protocol.catalogue import CatalogueRow
from sync.protocol.money import Price
from sync.protocol.products import Category, OptionAxis, OptionValue, Product, Variant


def goods(identifier: str, name: str = "", *, price: int = 0, **more: object) -> Product:
    """A product with an English name and, with a price, one variant in euro."""
    variants = [Variant(f"{identifier}-1", f"{identifier}-1", {}, {"EUR": Price(price)})] if price else []
    fields = {"id": identifier, "name": {"en": name or identifier}, "variants": variants}
    return Product(**(fields | more))


def choices(**options: str) -> list[Variant]:
    """Variants that exist, by words as `colour="red black", size="m s"`: a red one in m, a black one in s."""
    chosen = [
        dict(zip(options, each, strict=True)) for each in zip(*map(str.split, options.values()), strict=True)
    ]
    return [
        Variant("-".join(each.values()), "-".join(each.values()), each, {"EUR": Price(100)})
        for each in chosen
    ]


def axis(identifier: str, **values: str) -> OptionAxis:
    return OptionAxis(identifier, {}, [OptionValue(each, {"en": name}) for each, name in values.items()])


def rows(documents: Iterable[Product | Category]) -> list[CatalogueRow]:
    return [
        CatalogueRow(type(each).__name__.lower(), each.id, seq, msgspec.Raw(msgspec.json.encode(each)))
        for seq, each in enumerate(documents, 1)
    ]


def built(path: Path, *documents: Product | Category, **synonyms: list[list[str]]) -> Search:
    build(path, rows(documents), len(documents))
    return Search(path, synonyms)


def hits(search: Search, text: str = "", **more: object) -> tuple[str, ...]:
    return find(search, text, **more).hits


def find(search: Search, text: str = "", **more: object) -> Result:
    return search.find(Query(text=text, **more))
