import asyncio
import io
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest

from sync.hub.feeds.apply import BATCH, apply
from sync.hub.feeds.documents import Document
from sync.hub.feeds.progress import Progress
from sync.hub.feeds.rows import Ledger, Row
from sync.hub.storage.port import Key, Storage
from sync.hub.storage.sqlite import SqliteStorage
from sync.protocol.products import Category, Product, Review, Variant
from sync.protocol.stock import StockLevel

T = TypeVar("T")
Do = Callable[[Callable[[Storage], Awaitable[T]]], T]


@pytest.fixture
def do(tmp_path: Path) -> Do[object]:
    """Run one thing on the store, which stays on disk between the calls."""

    def run(work: Callable[[Storage], Awaitable[T]]) -> T:
        async def opened() -> T:
            storage = SqliteStorage(tmp_path / "hub.db")
            try:
                return await work(storage)
            finally:
                await storage.close()

        return asyncio.run(opened())

    return run


async def head(storage: Storage) -> int:
    return (await storage.heads(["catalogue"]))["catalogue"].seq


def take_in(do: Do[int], documents: list[Document], *, dry_run: bool = False) -> tuple[int, int]:
    """Apply; return how many rows were added and how many documents changed."""
    ledger = Ledger()
    progress = Progress("documents", len(documents), io.StringIO())
    changed = do(lambda storage: apply(storage, documents, ledger, progress, dry_run=dry_run))
    return ledger.credited, changed


def document(kind: str, identifier: str, body: msgspec.Struct, **rows: int) -> Document:
    named = {name.replace("_", ":"): Row("a.csv", number) for name, number in rows.items()}
    return Document("catalogue", Key(kind, identifier), msgspec.json.encode(body), named)


def categories(*names: str) -> list[Document]:
    return [
        document("category", name, Category(name, {"en": name}), **{f"category_{name}": number})
        for number, name in enumerate(names, 2)
    ]


def stock(count: int | None, as_of: str, status: str = "") -> list[Document]:
    body = msgspec.json.encode(StockLevel("A", count, as_of, status=status))
    return [Document("stock:main", Key("stock", "A"), body, {"stock:main:A": Row("a.csv", 2)})]


def test_only_what_differs_is_written(do: Do[int]) -> None:
    assert take_in(do, categories("a", "b")) == (2, 0)
    assert take_in(do, categories("a", "b")) == (0, 0)
    assert do(head) == 2
    changed = [categories("a")[0], document("category", "b", Category("b", {"en": "B"}), category_b=3)]
    assert take_in(do, changed) == (0, 1)
    assert do(head) == 3


def test_a_dry_run_tells_the_same_and_writes_nothing(do: Do[int]) -> None:
    assert take_in(do, categories("a"), dry_run=True) == (1, 0)
    assert do(head) == 0
    assert take_in(do, categories("a")) == (1, 0)


def test_a_product_brings_its_variants_and_reviews(do: Do[int]) -> None:
    old = Product("P", {"en": "P"}, [Variant("V1", "V1", {}, {})])
    grown = msgspec.structs.replace(
        old, variants=[*old.variants, Variant("V2", "V2", {}, {})], reviews=[Review("R", 5)]
    )
    rows = {"product_P": 2, "variant_V1": 3, "variant_V2": 4, "review_P_R": 5}
    assert take_in(do, [document("product", "P", old, **rows)]) == (2, 0)
    assert take_in(do, [document("product", "P", grown, **rows)]) == (2, 1)


def test_a_product_whose_place_alone_is_another_stays_where_it_was(do: Do[int]) -> None:
    def at(rank: int, *, ranked: bool) -> list[Document]:
        product = Product("P", {"en": "P"}, [], rank=rank)
        return [document("product", "P", product)._replace(ranked=ranked)]

    take_in(do, at(1, ranked=False))
    assert take_in(do, at(7, ranked=False)) == (0, 0)
    assert take_in(do, at(7, ranked=True)) == (0, 1)


def test_an_older_count_never_replaces_a_newer_one(do: Do[int]) -> None:
    take_in(do, stock(5, "2026-11-22T08:00:00Z"))
    assert take_in(do, stock(9, "2026-11-21T08:00:00Z")) == (0, 0)
    assert take_in(do, stock(4, "2026-11-22T09:00:00Z")) == (0, 1)


def test_a_status_says_nothing_against_a_count_of_its_day(do: Do[int]) -> None:
    take_in(do, stock(5, "2026-11-22T08:00:00Z"))
    assert take_in(do, stock(None, "2026-11-22T20:00:00Z", "out_of_stock")) == (0, 0)
    assert take_in(do, stock(None, "2026-11-23T20:00:00Z", "out_of_stock")) == (0, 1)


def test_moments_are_compared_and_not_their_letters(do: Do[int]) -> None:
    take_in(do, stock(5, "2026-11-22T08:00:00Z"))
    assert take_in(do, stock(9, "2026-11-22T08:30:00+09:00")) == (0, 0)


def test_a_level_of_unknown_age_makes_room(do: Do[int]) -> None:
    take_in(do, stock(5, "yesterday"))
    assert take_in(do, stock(9, "2026-11-22T08:30:00Z")) == (0, 1)


def test_what_was_broken_off_is_completed_by_the_next_run(
    do: Do[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = categories(*(f"c{number:04}" for number in range(BATCH + 1)))

    async def broken(storage: Storage) -> None:
        commit = storage.commit
        calls = []

        async def second_fails(*args: object) -> int:
            calls.append(args)
            if len(calls) == 2:
                raise KeyboardInterrupt
            return await commit(*args)  # type: ignore[arg-type]

        monkeypatch.setattr(storage, "commit", second_fails)
        await apply(storage, everything, Ledger(), Progress("documents", 1, io.StringIO()), dry_run=False)

    with pytest.raises(KeyboardInterrupt):
        do(broken)
    assert take_in(do, everything) == (1, 0)
