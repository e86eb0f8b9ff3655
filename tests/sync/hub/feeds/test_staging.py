from sync.hub.feeds.parts import ProductPart, StockPart, VariantPart
from sync.hub.feeds.rows import Ledger, Row
from sync.hub.feeds.staging import Staging


def product(row: int, key: str = "P1", **said: object) -> ProductPart:
    return ProductPart(Row("f.csv", row), key, **said)  # type: ignore[arg-type]


def variant(row: int, sku: str, key: str = "P1") -> VariantPart:
    return VariantPart(Row("f.csv", row), sku, key=key)


def staged(*parts: ProductPart | VariantPart | StockPart) -> Staging:
    staging = Staging()
    for part in parts:
        staging.put(part, "2026-01-01T00:00:00Z")
    staging.seal(Ledger())
    return staging


def test_a_row_that_only_repeats_its_product_is_kept_by_its_row_alone() -> None:
    text = {"en": "Warm. " * 100}
    first = product(2, description=text)
    staging = staged(
        first,
        variant(2, "A"),
        product(3, description=text),
        variant(3, "B"),
        product(4, description=text, extra={"brand": "Vela"}),
        variant(4, "C"),
        product(5, "P2", description=text),
        variant(5, "D", "P2"),
    )

    one, two = staging.families()

    assert one.products == [first, product(3), product(4, description=text, extra={"brand": "Vela"})]
    assert two.products == [product(5, "P2", description=text)]
    assert list(one.variants) == ["A", "B", "C"]
