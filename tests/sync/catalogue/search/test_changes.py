"""What changes make of the search's tables finds the same as tables made anew."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from goods import axis, find, goods, rows

from sync.catalogue.advance import Advance
from sync.catalogue.build import Builder, build
from sync.catalogue.search import Search, gather
from sync.protocol.catalogue import CatalogueRow
from sync.protocol.money import Price
from sync.protocol.products import Product, Variant

WORDS = [
    "sofa",
    "lamp",
    "oak",
    "moss",
    "larch",
    "bench",
    "vase",
    "tote",
    "linen",
    "desk",
    "rug",
    "sofas",
    "椅子",
    "ソファ",
]
QUESTIONS = [*WORDS, "", "sofz", "oak be", "lar", "larch oak", "2"]


def drawn(chance: random.Random, identifier: str) -> Product:
    colours, sizes = (["moss", "red", "oak"], ["s", "m", "l"])
    variants = [
        Variant(f"{identifier}-{at}", f"{identifier}-{at}", each, {"EUR": Price(chance.randrange(100, 1000))})
        for at, each in enumerate(
            {"colour": chance.choice(colours), "size": chance.choice(sizes)}
            for _ in range(chance.randrange(4))
        )
    ]
    return goods(
        identifier,
        " ".join(chance.choices(WORDS, k=2)),
        variants=variants,
        description={"en": " ".join(chance.choices(WORDS, k=3))},
        options=[
            axis("colour", **dict.fromkeys(chance.sample(colours, 2), "Shade")),
            axis("size", **{each: each.upper() for each in chance.sample(sizes, 2)}),
        ],
        rank=int(identifier),
    )


def gone(identifier: str) -> CatalogueRow:
    return CatalogueRow("product", identifier, 9)


def answers(path: Path) -> list[object]:
    search = Search(path)
    found = []
    for text in QUESTIONS:
        for filters in (
            {},
            {"colours": {"green"}},
            {"sizes": {"size:s"}},
            {"colours": {"green"}, "sizes": {"size:s", "size:m"}},
            {"price_from": 300, "price_to": 700},
        ):
            result = find(search, text, limit=1000, **filters)
            # A new product stands last among its equals until the next whole file.
            found.append((text, filters, result._replace(hits=tuple(sorted(result.hits)))))
    search.close()
    return found


@pytest.mark.parametrize("seed", range(5))
def test_changes_and_a_new_file_find_the_same(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    before = [drawn(chance, f"{number}") for number in range(60)]
    build(tmp_path / "changed.db", rows(before), 60)
    changed = [drawn(chance, f"{number}") for number in range(40, 90, 2)]
    repriced = [
        msgspec.structs.replace(one, variants=goods(one.id, price=777).variants) for one in before[:9]
    ]
    again = [drawn(chance, "40"), drawn(chance, "41")]
    news = [*rows(changed), *rows(repriced), gone("12"), gone("13"), gone("absent"), *rows(again), gone("41")]
    for part in (news[:20], news[20:]):
        with Advance(tmp_path / "changed.db") as changes:
            changes.put(part)
            changes.commit(99)
    build(tmp_path / "new.db", [*rows(before), *news], 99)
    assert answers(tmp_path / "changed.db") == answers(tmp_path / "new.db")


def test_a_whole_file_is_the_same_however_little_memory_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = rows(drawn(random.Random(number), f"{number}") for number in range(80))
    build(tmp_path / "at-once.db", documents, 80)
    monkeypatch.setattr(gather, "MANY", 3000)
    with Builder(tmp_path / "aside.db") as builder:
        builder.put(documents)
        builder.finish(80)
    assert answers(tmp_path / "aside.db") == answers(tmp_path / "at-once.db")
    with closing(sqlite3.connect(tmp_path / "aside.db")) as connection:
        tables = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        }
    assert "aside" not in tables
    assert "arrival" not in tables


def test_a_change_of_price_touches_prices_alone(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    build(path, rows([goods("sofa", price=100), goods("lamp", price=200)]), 2)

    def words() -> list[tuple[str, bytes]]:
        with closing(sqlite3.connect(path)) as connection:
            return connection.execute("SELECT * FROM posting WHERE key < 'P' OR key > 'R'").fetchall()

    before = words()
    with Advance(path) as changes:
        changes.put(rows([goods("sofa", price=300)]))
        changes.commit(3)
    assert words() == before
    assert find(Search(path), price_from=300).hits == ("sofa",)
