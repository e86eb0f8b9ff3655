"""A catalogue of any size for measurements: seeded, quick to make, without a word or a picture of anybody.

Names and texts are syllables; codes lie in GS1's range for examples (952). A product has ten variants and
about four kilobytes, as a house with photographs, texts in three languages and reviews has.
"""

import hashlib
import random
from collections.abc import Iterator, Sequence
from itertools import chain, count, islice, product
from pathlib import Path

import msgspec

from sync.hub.context import open_storage
from sync.hub.publish import publish
from sync.hub.storage.port import Decision, Write
from sync.protocol import scopes
from sync.protocol.catalogue import CatalogueRow, Manifest
from sync.protocol.codes import check_digit
from sync.protocol.money import Price
from sync.protocol.products import (
    Category,
    OptionAxis,
    OptionValue,
    Picture,
    Product,
    Rating,
    Review,
    Size,
    Store,
    Texts,
    Variant,
)

COLOURS, SIZES = 5, 2
VARIANTS = COLOURS * SIZES
"""Of every product."""

CATEGORIES = 60
STORES = ("milano", "torino", "kyoto", "online")
SYLLABLES = [first + second for first, second in product("bdfglmnprstv", "aeiou")]
KANA = [chr(each) for each in range(0x30A2, 0x30F3, 2)]
BATCH = 1000
"""Documents in one commit."""


def rows(variants: int, seed: int = 1, media: Sequence[str] = ()) -> Iterator[CatalogueRow]:
    """Yield a catalogue of so many variants (a multiple of ten) in the order of a feed.

    `media` are addresses of pictures that exist, used in turn; else every product has three of its own that
    do not.
    """
    chance = random.Random(seed)
    documents = chain(_shop(chance), _products(variants // VARIANTS, chance, media))
    for seq, (kind, identifier, body) in enumerate(documents, 1):
        yield CatalogueRow(kind, identifier, seq, msgspec.Raw(msgspec.json.encode(body)))


def changed(variants: int, number: int, seed: int = 2) -> list[CatalogueRow]:
    """Return `number` products of the same catalogue at another price, spread over all of it."""
    every = max(1, variants // VARIANTS // number)
    goods = islice((row for row in rows(variants) if row.kind == "product"), 0, None, every)
    return [_repriced(row, seed) for row in islice(goods, number)]


async def fill(data: Path, generated: Iterator[CatalogueRow] | Sequence[CatalogueRow]) -> None:
    """Write rows into a hub's store as an import does, `BATCH` in a transaction."""
    storage = open_storage(data)
    remaining = iter(generated)
    while batch := list(islice(remaining, BATCH)):
        writes = [Write(row.kind, row.id, bytes(row.body)) for row in batch]
        await storage.commit(scopes.CATALOGUE, (), (), lambda _, writes=writes: Decision(writes))
    await storage.close()


async def publish_in(data: Path) -> Manifest:
    """Publish what a hub's store holds, as an import does at its end."""
    storage = open_storage(data)
    manifest = await publish(storage, data)
    await storage.close()
    assert manifest is not None
    return manifest


def _shop(chance: random.Random) -> Iterator[tuple[str, str, msgspec.Struct]]:
    for number in range(CATEGORIES):
        yield "category", f"c{number:02}", Category(f"c{number:02}", _texts(chance, 1))
    for code in STORES:
        yield "store", code, Store(code, code.title(), city=code.title())


def _products(
    number: int, chance: random.Random, media: Sequence[str]
) -> Iterator[tuple[str, str, msgspec.Struct]]:
    gtins = count(1)
    for rank in range(number):
        made = _product(rank, chance, media, gtins)
        yield "product", made.id, made


def _product(rank: int, chance: random.Random, media: Sequence[str], gtins: Iterator[int]) -> Product:
    identifier = f"{chance.getrandbits(32):08x}-{rank}"
    colours = [f"{chance.choice(SYLLABLES)}{number}" for number in range(COLOURS)]
    sizes = [f"{60 + 20 * number}" for number in range(SIZES)]
    amount = chance.randrange(900, 250_000, 100)
    return Product(
        identifier,
        _texts(chance, 2),
        [
            _variant(f"{identifier}-{at}", colour, size, amount, next(gtins))
            for at, (colour, size) in enumerate(product(colours, sizes))
        ],
        category=f"c{rank % CATEGORIES:02}",
        lead=_texts(chance, 6),
        description=_texts(chance, 30),
        details=[_texts(chance, 4), _texts(chance, 4)],
        options=[_axis("colour", colours, chance), _axis("size", sizes, chance)],
        pictures=[Picture(sha, 1200, 1200) for sha in _pictures(rank, media)],
        rating=Rating((0, 1, 2, 5, 9)),
        reviews=[_review(f"{identifier}-r{number}", chance) for number in range(2)],
        rank=rank,
    )


def _variant(identifier: str, colour: str, size: str, amount: int, number: int) -> Variant:
    body = f"0952{number:09}"
    price = {"EUR": Price(amount), "JPY": Price(amount * 2)}
    chosen = {"colour": colour, "size": size}
    return Variant(
        identifier,
        f"S{number:08}",
        chosen,
        price,
        f"{body}{check_digit(body)}",
        Size(int(size) * 10, 900, 800, 9000),
    )


def _axis(identifier: str, values: Sequence[str], chance: random.Random) -> OptionAxis:
    return OptionAxis(
        identifier, _texts(chance, 1), [OptionValue(value, {"en": value.title()}) for value in values]
    )


def _review(identifier: str, chance: random.Random) -> Review:
    return Review(identifier, chance.randint(1, 5), "A.", _words(chance, 2), _words(chance, 12), "en", "")


def _pictures(rank: int, media: Sequence[str]) -> list[str]:
    if media:
        return [media[rank % len(media)]]
    return [hashlib.sha256(f"{rank}-{view}".encode()).hexdigest() for view in range(3)]


def _texts(chance: random.Random, words: int) -> Texts:
    japanese = "".join(chance.choices(KANA, k=words * 3))
    return {"en": _words(chance, words), "it": _words(chance, words), "ja": japanese}


def _words(chance: random.Random, number: int) -> str:
    syllables = chance.choices(SYLLABLES, k=number * 3)
    return " ".join(map("".join, zip(*[iter(syllables)] * 3, strict=True)))


def _repriced(row: CatalogueRow, seed: int) -> CatalogueRow:
    before = msgspec.json.decode(bytes(row.body), type=Product)
    dearer = [
        msgspec.structs.replace(one, prices={code: Price(p.amount + seed) for code, p in one.prices.items()})
        for one in before.variants
    ]
    after = msgspec.structs.replace(before, variants=dearer)
    return msgspec.structs.replace(row, body=msgspec.Raw(msgspec.json.encode(after)))
