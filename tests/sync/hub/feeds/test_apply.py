import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest

from sync.hub.feeds.apply import BATCH, Outcome, apply
from sync.hub.feeds.staging import Staged
from sync.hub.storage.port import Key, Storage
from sync.hub.storage.sqlite import SqliteStorage
from sync.protocol.products import Category, Product, Review, Variant
from sync.protocol.stock import StockLevel

T = TypeVar("T")
Do = Callable[[Callable[[Storage], Awaitable[T]]], T]


@pytest.fixture
def do(tmp_path: Path) -> Do[Outcome]:
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


def categories(*names: str) -> Staged:
    bodies = {Key("category", name): msgspec.json.encode(Category(name, {"en": name})) for name in names}
    return {"catalogue": bodies}


def stock(count: int, as_of: str) -> Staged:
    return {"stock:main": {Key("stock", "A"): msgspec.json.encode(StockLevel("A", count, as_of))}}


def test_only_what_differs_is_written(do: Do[Outcome]) -> None:
    first = do(lambda storage: apply(storage, categories("a", "b"), dry_run=False))
    assert (first.new, first.changed) == ({"category:a", "category:b"}, 0)
    again = do(lambda storage: apply(storage, categories("a", "b"), dry_run=False))
    assert (again.new, again.changed) == (set(), 0)
    assert do(head) == 2
    changed = categories("a", "b")
    changed["catalogue"][Key("category", "b")] = msgspec.json.encode(Category("b", {"en": "B"}))
    assert do(lambda storage: apply(storage, changed, dry_run=False)) == Outcome(set(), 1)
    assert do(head) == 3


def test_a_dry_run_tells_the_same_and_writes_nothing(do: Do[Outcome]) -> None:
    dry = do(lambda storage: apply(storage, categories("a"), dry_run=True))
    assert do(head) == 0
    assert do(lambda storage: apply(storage, categories("a"), dry_run=False)) == dry


def test_a_product_brings_its_variants_and_reviews(do: Do[Outcome]) -> None:
    def staged(product: Product) -> Staged:
        return {"catalogue": {Key("product", product.id): msgspec.json.encode(product)}}

    old = Product("P", {"en": "P"}, [Variant("V1", "V1", {}, {})])
    grown = msgspec.structs.replace(
        old, variants=[*old.variants, Variant("V2", "V2", {}, {})], reviews=[Review("R", 5)]
    )
    assert do(lambda storage: apply(storage, staged(old), dry_run=False)).new == {"product:P", "variant:V1"}
    assert do(lambda storage: apply(storage, staged(grown), dry_run=False)) == Outcome(
        {"variant:V2", "review:P:R"}, 1
    )


def test_an_older_count_never_replaces_a_newer_one(do: Do[Outcome]) -> None:
    do(lambda storage: apply(storage, stock(5, "2026-11-22T08:00:00Z"), dry_run=False))
    assert do(lambda storage: apply(storage, stock(9, "2026-11-21T08:00:00Z"), dry_run=False)) == Outcome(
        set(), 0
    )
    assert do(lambda storage: apply(storage, stock(4, "2026-11-22T09:00:00Z"), dry_run=False)) == Outcome(
        set(), 1
    )


def test_moments_are_compared_and_not_their_letters(do: Do[Outcome]) -> None:
    do(lambda storage: apply(storage, stock(5, "2026-11-22T08:00:00Z"), dry_run=False))
    older = stock(9, "2026-11-22T08:30:00+09:00")
    assert do(lambda storage: apply(storage, older, dry_run=False)) == Outcome(set(), 0)


def test_a_level_of_unknown_age_makes_room(do: Do[Outcome]) -> None:
    do(lambda storage: apply(storage, stock(5, "yesterday"), dry_run=False))
    newer = stock(9, "2026-11-22T08:30:00Z")
    assert do(lambda storage: apply(storage, newer, dry_run=False)) == Outcome(set(), 1)


def test_what_was_broken_off_is_completed_by_the_next_run(
    do: Do[Outcome], monkeypatch: pytest.MonkeyPatch
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
        await apply(storage, everything, dry_run=False)

    with pytest.raises(KeyboardInterrupt):
        do(broken)
    rest = do(lambda storage: apply(storage, everything, dry_run=False))
    assert (rest.new, rest.changed) == ({f"category:c{BATCH:04}"}, 0)
