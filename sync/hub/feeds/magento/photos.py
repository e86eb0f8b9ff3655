"""Photos that no row names: some exports tie them to their products by the file's name only."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from sync.hub.feeds.feed import Draft, PictureSource
from sync.hub.feeds.images import view_of
from sync.hub.feeds.options import COLOUR
from sync.hub.feeds.rows import Ledger, Row
from sync.protocol.products import Product

ENOUGH_WORDS = 2
"""Words of a file's name that must be words of the product; one (`yoga`) says nothing."""


def match_by_name(drafts: Iterable[Draft], photos: Iterable[Path], ledger: Ledger) -> list[Path]:
    """Give photos to products that have none; return those that fit nowhere.

    A photo fits the one product whose SKU holds the first word of its name (`mb01-blue-0`: 24-MB01), else the
    one that shares the most words with it, else the one that a photo with the same beginning went to.
    """
    wanting = [draft for draft in drafts if not draft.pictures]
    words = {draft.product.id: _words(draft.product) for draft in wanting}
    given: dict[Path, Draft] = {}
    rest = []
    for photo in photos:
        draft = _by_code(photo, wanting) or _by_words(photo, wanting, words)
        if draft:
            given[photo] = draft
        else:
            rest.append(photo)
    for photo in list(rest):
        kin = {id(draft): draft for other, draft in given.items() if other.stem.startswith(f"{photo.stem}-")}
        if len(kin) == 1:
            given[photo] = next(iter(kin.values()))
            rest.remove(photo)
    for photo in sorted(given):
        draft = given[photo]
        draft.pictures.append(_source(photo, draft.product))
        ledger.note(
            Row(photo.name, 0), "", draft.product.id, "no row names this picture; its name fits this product"
        )
    for photo in rest:
        ledger.note(Row(photo.name, 0), "", "", "no row names this picture and no product fits its name")
    return rest


def _by_code(photo: Path, drafts: list[Draft]) -> Draft | None:
    code = _split(photo.stem)[:1]
    if not code or not any(character.isdigit() for character in code[0]):
        return None
    return _only(
        [
            draft
            for draft in drafts
            if any(code[0] in _split(variant.sku) for variant in draft.product.variants)
        ]
    )


def _by_words(photo: Path, drafts: list[Draft], words: dict[str, set[str]]) -> Draft | None:
    said = set(_split(photo.stem))
    shared = Counter({draft.product.id: len(said & words[draft.product.id]) for draft in drafts})
    most = max(shared.values(), default=0)
    if most < ENOUGH_WORDS:
        return None
    return _only([draft for draft in drafts if shared[draft.product.id] == most])


def _source(photo: Path, product: Product) -> PictureSource:
    colours = _colours(photo, product)
    options = {COLOUR: colours[0]} if len(colours) == 1 else {}
    return PictureSource(photo, view_of(photo), options, product.name)


def _colours(photo: Path, product: Product) -> list[str]:
    """Return the colours whose name, or whose variants' SKUs, a word of the file's name is found in."""
    said = set(_split(photo.stem))
    found = [
        variant.options[COLOUR]
        for variant in product.variants
        if COLOUR in variant.options and said & {variant.options[COLOUR], _split(variant.sku)[-1]}
    ]
    return list(dict.fromkeys(found))


def _words(product: Product) -> set[str]:
    """Return the words that stand for a product: its names, its choices, and what its SKUs end in."""
    return set(_all_words(product))


def _all_words(product: Product) -> Iterator[str]:
    for text in product.name.values():
        yield from _split(text)
    for variant in product.variants:
        yield _split(variant.sku)[-1]
        for choice in variant.options.values():
            yield from _split(choice)


def _split(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold()) or [""]


def _only(drafts: list[Draft]) -> Draft | None:
    return drafts[0] if len(drafts) == 1 else None
