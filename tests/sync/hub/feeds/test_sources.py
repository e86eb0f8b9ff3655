"""Feeds with a name: what vanishes from one goes, and nothing else does."""

import argparse
import asyncio
import csv
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest

from sync.catalogue.read import Catalogue
from sync.hub.feeds import apply as applying
from sync.hub.feeds import command, sources
from sync.hub.storage.port import Decision, Key, Loaded, Storage, Write
from sync.hub.storage.sqlite import SqliteStorage
from sync.protocol.stock import Hold, StockLevel

T = TypeVar("T")


@pytest.fixture
def ten(shop: Any) -> Any:
    """A shirt in two sizes and nine single things."""
    shop.parent("A1", ("S", "Red"), ("M", "Red"))
    shop.variant("A1", "S", "Red")
    shop.variant("A1", "M", "Red")
    for number in range(1, 10):
        shop.simple(f"G{number}")
    shop.write()
    return shop


@pytest.fixture
def held(tmp_path: Path) -> Callable[[], dict[str, list[str]]]:
    """Return products with their variants, as the published catalogue has them."""

    def read() -> dict[str, list[str]]:
        catalogue = Catalogue.open_current(tmp_path / "data")
        assert catalogue is not None
        found = {each.id: [variant.id for variant in each.variants] for each in catalogue.products()}
        catalogue.close()
        return found

    return read


@pytest.fixture
def ask(tmp_path: Path) -> Callable[[Callable[[Storage], Awaitable[T]]], T]:
    def run(work: Callable[[Storage], Awaitable[T]]) -> T:
        async def opened() -> T:
            storage = SqliteStorage(tmp_path / "data" / "hub.db")
            try:
                return await work(storage)
            finally:
                await storage.close()

        return asyncio.run(opened())

    return run


def leave_out(shop: Any, *skus: str) -> None:
    shop.products = [row for row in shop.products if row["sku"] not in skus]
    shop.write()


def status(path: Path, data: Path, *options: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args([str(path), "--data", str(data), *options]))


def stock_table(path: Path, *rows: tuple[str, str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("store_code", "id", "quantity"), *rows])
    return path


def test_what_vanished_is_gone_with_its_stock(ten: Any, import_feed: Any, held: Any, ask: Any) -> None:
    assert import_feed(ten.folder, "--source", "shop")["removed"] == 0
    leave_out(ten, "G9")
    assert import_feed(ten.folder, "--source", "shop")["removed"] == 1
    assert "G9" not in held()
    assert len(held()) == 9
    assert ask(lambda storage: storage.load("stock:main", Key("stock", "G9"))) is None
    assert ask(lambda storage: storage.load("stock:main", Key("stock", "G8")))
    again = import_feed(ten.folder, "--source", "shop")
    assert (again["removed"], again["changed"], again["added"]) == (0, 0, 0)


def test_what_is_kept_for_somebody_stays_although_its_source_lost_it(
    ten: Any, import_feed: Any, ask: Any
) -> None:
    import_feed(ten.folder, "--source", "shop")
    key = Key("stock", "G9")

    def keep(loaded: Loaded) -> Decision:
        level = msgspec.json.decode(loaded.documents[key].body or b"", type=StockLevel)
        kept = msgspec.structs.replace(level, holds={"order": Hold(1)})
        return Decision([Write(*key, msgspec.json.encode(kept))])

    ask(lambda storage: storage.commit("stock:main", [key], [], keep))
    leave_out(ten, "G9")
    assert import_feed(ten.folder, "--source", "shop")["removed"] == 1
    level = ask(lambda storage: storage.load("stock:main", key))
    assert b'"order"' in level.body


def test_a_variant_that_vanished_leaves_its_product(ten: Any, import_feed: Any, held: Any) -> None:
    import_feed(ten.folder, "--source", "shop")
    ten.products[0]["configurable_variations"] = "sku=A1-S-Red,size=S,color=Red"
    leave_out(ten, "A1-M-Red")
    summary = import_feed(ten.folder, "--source", "shop")
    assert (summary["removed"], summary["changed"]) == (1, 1)
    assert held()["A1"] == ["A1-S-Red"]


def test_without_a_name_nothing_goes(ten: Any, import_feed: Any, held: Any) -> None:
    import_feed(ten.folder)
    ten.products[0]["configurable_variations"] = "sku=A1-S-Red,size=S,color=Red"
    leave_out(ten, "A1-M-Red", "G9")
    assert import_feed(ten.folder)["removed"] == 0
    assert held()["A1"] == ["A1-S-Red", "A1-M-Red"]
    assert "G9" in held()
    assert import_feed(ten.folder)["changed"] == 0


def test_what_was_there_without_a_name_stays(ten: Any, import_feed: Any, held: Any) -> None:
    import_feed(ten.folder)
    leave_out(ten, "G9")
    assert import_feed(ten.folder, "--source", "shop")["removed"] == 0
    assert "G9" in held()


def test_what_another_source_brings_too_stays(ten: Any, import_feed: Any, held: Any) -> None:
    import_feed(ten.folder, "--source", "shop")
    import_feed(ten.folder, "--source", "other")
    leave_out(ten, "G9")
    assert import_feed(ten.folder, "--source", "shop")["removed"] == 0
    assert "G9" in held()
    assert import_feed(ten.folder, "--source", "other")["removed"] == 1
    assert "G9" not in held()


def test_a_moved_and_renamed_file_is_the_same_source(
    ten: Any, import_feed: Any, held: Any, tmp_path: Path
) -> None:
    import_feed(ten.folder, "--source", "shop")
    leave_out(ten, "G9")
    moved = shutil.copy2(ten.folder / "products.csv", tmp_path / "export of today.csv")
    assert import_feed(Path(moved), "--source", "shop")["removed"] == 1
    assert len(held()) == 9


def test_more_than_a_fifth_is_refused_unless_it_is_meant(
    ten: Any, import_feed: Any, held: Any, tmp_path: Path, capsys: Any
) -> None:
    import_feed(ten.folder, "--source", "shop")
    version = import_feed(ten.folder, "--source", "shop")["version"]
    ten.products[3]["price"] = "99"
    leave_out(ten, "G7", "G8", "G9")
    for options in ((), ("--dry-run",)):
        assert status(ten.folder, tmp_path / "data", "--source", "shop", *options) == 2
        said = capsys.readouterr().err
        assert "3 of the 10 products that shop brought" in said
        assert "--allow-removal" in said
    assert len(held()) == 10
    assert import_feed(ten.folder, "--source", "shop", "--dry-run", "--allow-removal")["removed"] == 3
    assert len(held()) == 10
    done = import_feed(ten.folder, "--source", "shop", "--allow-removal")
    assert done["removed"] == 3
    assert done["version"] > version
    assert len(held()) == 7


def test_a_feed_without_anything_never_empties_the_shop(
    ten: Any, import_feed: Any, held: Any, tmp_path: Path, capsys: Any
) -> None:
    import_feed(ten.folder, "--source", "shop")
    ten.products = []
    ten.write()
    assert status(ten.folder, tmp_path / "data", "--source", "shop", "--allow-removal") == 2
    assert "nothing was changed" in capsys.readouterr().err
    assert len(held()) == 10


def test_a_variant_that_went_to_another_product_is_not_counted_as_removed(
    shop: Any, import_feed: Any, held: Any
) -> None:
    for number in range(3):
        shop.simple(f"G{number}")
    import_feed(shop.write(), "--source", "shop")
    shop.parent("P", ("S", "Red"), configurable_variations="sku=G0,size=S|sku=G1,size=M|sku=G2,size=L")
    import_feed(shop.write(), "--source", "shop")
    assert held() == {"P": ["G0", "G1", "G2"]}


def test_stock_and_products_come_side_by_side(
    ten: Any, import_feed: Any, held: Any, ask: Any, tmp_path: Path
) -> None:
    for row in ten.products:
        row.pop("qty", None)
    import_feed(ten.write(), "--source", "shop")
    counts = stock_table(tmp_path / "stock.csv", ("main", "G1", "7"), ("roma", "G1", "2"))
    summary = import_feed(counts, "--source", "till")
    assert (summary["added"], summary["stock"], summary["removed"]) == (2, 2, 0)
    assert import_feed(ten.folder, "--source", "shop")["removed"] == 0
    level = ask(lambda storage: storage.load("stock:main", Key("stock", "G1")))
    assert b'"on_hand":7' in level.body
    assert len(held()) == 10


def test_an_import_that_is_broken_off_owns_what_it_wrote_and_what_it_had(
    ten: Any, import_feed: Any, held: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import_feed(ten.folder, "--source", "shop")
    ten.simple("NEW")
    leave_out(ten, "G9")

    async def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("sync.hub.feeds.importing.bury", killed)
        with pytest.raises(KeyboardInterrupt):
            status(ten.folder, tmp_path / "data", "--source", "shop")
    leave_out(ten, "NEW")
    assert import_feed(ten.folder, "--source", "shop")["removed"] == 2
    assert not {"NEW", "G9"} & set(held())


def test_many_members_stand_in_many_documents_and_few_changes_change_few(
    shop: Any, import_feed: Any, ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "BUCKET", 4)
    monkeypatch.setattr(sources, "PAGE", 3)
    monkeypatch.setattr(applying, "BATCH", 7)
    for number in range(40):
        shop.simple(f"G{number}")
    import_feed(shop.write(), "--source", "shop")
    scope = sources.scope_of("shop")

    def written() -> int:
        return ask(lambda storage: storage.heads([scope]))[scope].seq

    first = written()
    assert first > 16
    leave_out(shop, "G7")
    assert import_feed(shop.folder, "--source", "shop")["removed"] == 1
    assert 1 <= written() - first <= 3
    shop.products = shop.products[:5]
    shop.write()
    assert import_feed(shop.folder, "--source", "shop", "--allow-removal")["removed"] == 34
    living = [each for each in ask(lambda storage: storage.changes(scope, 0, 1000)) if each.body]
    assert len(living) < 10
    assert import_feed(shop.folder, "--source", "shop")["removed"] == 0


REVIEW = {"rating_code": "Rating", "title": "Good", "review": "Text.", "reviewer": "Ann", "email": ""}


def test_reviews_reach_products_of_another_feed_and_stay_with_them(
    ten: Any, import_feed: Any, tmp_path: Path
) -> None:
    def rated() -> dict[str, int]:
        catalogue = Catalogue.open_current(tmp_path / "data")
        assert catalogue is not None
        found = {each.id: each.rating.total for each in catalogue.products() if each.rating.total}
        catalogue.close()
        return found

    import_feed(ten.folder, "--source", "shop")
    reviews = tmp_path / "reviews"
    reviews.mkdir()
    told = [("G1", "5"), ("A1-S-Red", "4"), ("A1", "3"), ("A1-M-Red", "3"), ("NOBODY", "5")]
    ten.table("../reviews.csv", *(REVIEW | {"sku": sku, "rating_value": stars} for sku, stars in told))
    (ten.folder.parent / "reviews.csv").rename(reviews / "reviews.csv")

    first = import_feed(reviews, "--source", "reviews")

    assert (first["rows"], first["added"], first["refused"], first["changed"]) == (5, 4, 1, 2)
    assert (first["reviews"], first["products"]) == (4, 0)
    assert rated() == {"G1": 1, "A1": 3}
    again = import_feed(reviews, "--source", "reviews")
    assert (again["added"], again["changed"], again["merged"]) == (0, 0, 4)
    ten.products[3]["price"] = "25"
    ten.write()
    assert import_feed(ten.folder, "--source", "shop")["changed"] == 1
    assert rated() == {"G1": 1, "A1": 3}
    leave_out(ten, "G1")
    assert import_feed(ten.folder, "--source", "shop")["removed"] == 1
    assert import_feed(reviews, "--source", "reviews")["refused"] == 2
    assert rated() == {"A1": 3}


def test_a_store_that_is_made_up_beside_told_ones_changes_none_of_them(
    tmp_path: Path, import_feed: Any
) -> None:
    feed = tmp_path / "feed"
    feed.mkdir()
    (feed / "stores.csv").write_text("code,name,address,city\nto,Torino,Via Po 1,Torino\n")
    (feed / "products.csv").write_text("sku,name,price,currency,stock\nA,Cup,9.90,EUR,4\n")
    assert import_feed(feed, "--store", "main")["stores"] == 1
    again = import_feed(feed, "--store", "main")
    assert (again["added"], again["changed"]) == (0, 0)
