"""What stands when the hub has a document already."""

from typing import Any

import msgspec

from sync.hub.feeds.documents import Document
from sync.hub.feeds.merging import merged
from sync.hub.storage.port import Key
from sync.protocol.money import Price
from sync.protocol.products import Category, OptionAxis, OptionValue, Product, Store, Variant
from sync.protocol.stock import Hold, Move, StockLevel

EN = {"en": "Shirt"}
SIZE = OptionAxis("size", {"en": "Size"}, [OptionValue("s", {"en": "S"}), OptionValue("m", {"en": "M"})])


def variant(sku: str, size: str = "", **fields: Any) -> Variant:
    return Variant(sku, sku, {"size": size} if size else {}, fields.pop("prices", {}), **fields)


def brought(new: msgspec.Struct, old: msgspec.Struct, kind: str = "product", **told: Any) -> Any:
    document = Document("catalogue", Key(kind, "P"), msgspec.json.encode(new), {}, **told)
    return msgspec.json.decode(merged(document, msgspec.json.encode(old)), type=type(new))


def test_a_variant_stays_with_its_choice_until_its_source_lost_it() -> None:
    old = Product("P", EN, [variant("A", "s"), variant("B", "m")], options=[SIZE])
    new = Product("P", EN, [variant("A", "s")], options=[OptionAxis("size", SIZE.name, SIZE.values[:1])])
    stayed = brought(new, old)
    assert [each.id for each in stayed.variants] == ["A", "B"]
    assert stayed.options == [SIZE]
    gone = brought(new, old, gone=frozenset({"B"}))
    assert gone == new


def test_the_same_choice_under_another_sku_takes_the_place() -> None:
    old = Product("P", EN, [variant("A", "s")], options=[SIZE])
    new = Product("P", EN, [variant("A2", "s")], options=[SIZE])
    assert [each.id for each in brought(new, old).variants] == ["A2"]


def test_what_another_source_brings_too_is_completed_and_else_replaced() -> None:
    yen = variant("A", prices={"JPY": Price(900)}, gtin="00012345678905")
    euro = variant("A", prices={"EUR": Price(500)})
    old = Product("P", {"ja": "シャツ"}, [yen], category="shirts", extra={"a": "1", "b": "2"})
    new = Product("P", EN, [euro], extra={"a": "3"})
    assert brought(new, old) == new
    both = brought(new, old, shared=True)
    assert both.name == {"ja": "シャツ", "en": "Shirt"}
    assert (both.category, both.extra) == ("shirts", {"a": "3", "b": "2"})
    [only] = both.variants
    assert only.prices == {"JPY": Price(900), "EUR": Price(500)}
    assert (only.gtin, only.options) == ("00012345678905", {})


def test_stores_and_categories_are_completed_too() -> None:
    old = Store("P", "Roma", city="Roma", latitude=41.9, timezone="Europe/Rome")
    new = Store("P", "Roma Centro", address="Via del Corso 1")
    assert brought(new, old, "store") == new
    whole = brought(new, old, "store", shared=True)
    assert (whole.name, whole.city, whole.address) == ("Roma Centro", "Roma", "Via del Corso 1")
    assert whole.timezone == "Europe/Rome"
    named = brought(Category("P", EN), Category("P", {"it": "Camicie"}, "top"), "category", shared=True)
    assert named == Category("P", {"it": "Camicie", "en": "Shirt"}, "top")


def level(on_hand: int | None, as_of: str, **more: Any) -> StockLevel:
    return StockLevel("P", on_hand, as_of, **more)


SOLD = Move("sale", "sale", -1, "2026-11-26T09:30:00Z", 4)
KEPT = level(4, "2026-11-26T08:00:00Z", aisle="7", moves=[SOLD], holds={"order": Hold(2)}, shorts=1)


def test_what_was_sold_after_a_feed_was_written_is_sold_when_it_is_read() -> None:
    told = brought(level(9, "2026-11-26T09:00:00Z"), KEPT, "stock")
    assert (told.on_hand, told.as_of, told.aisle, told.shorts) == (8, "2026-11-26T09:00:00Z", "7", 0)
    assert told.holds == KEPT.holds
    assert [(move.kind, move.delta) for move in told.moves] == [("count", 4), ("sale", -1)]
    assert brought(level(9, "2026-11-26T09:00:00Z"), told, "stock") == told, "the same file again"
    assert brought(level(9, "2026-11-26T10:00:00Z"), KEPT, "stock").on_hand == 9


def test_what_is_kept_for_somebody_stays_kept_where_a_feed_has_no_figures_any_more() -> None:
    said = level(None, "2026-11-28T08:00:00Z", status="in_stock")
    told = brought(said, KEPT, "stock")
    assert (told.on_hand, told.status, told.holds) == (None, "in_stock", KEPT.holds)
    assert brought(said, told, "stock") == told
