"""Whatever happens to a table on its way: rows are read or refused, and every one is accounted for."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sync.hub.feeds.archives import EMPTY_ZIP, GZIP, ZIP
from sync.hub.feeds.magento.reader import FORMAT

HEADER = [
    "sku",
    "product_type",
    "name",
    "price",
    "visibility",
    "qty",
    "additional_attributes",
    "configurable_variations",
]

skus = st.sampled_from(["A", "A-S-Red", "A-M-Red", "B", "B-S-Red", "", "1E+9", "é"])
cells = st.fixed_dictionaries(
    {
        "sku": skus,
        "product_type": st.sampled_from(["simple", "configurable", "bundle", ""]),
        "name": st.sampled_from(["Shirt", "Shirt-S-Red", "", "&nbsp;", "a\nb"]),
        "price": st.sampled_from(["20", "20,50", "", "abc", "-1", "NaN"]),
        "visibility": st.sampled_from(["1", "4", "Not Visible Individually"]),
        "qty": st.sampled_from(["5", "", "x"]),
        "additional_attributes": st.sampled_from(
            ["size=S,color=Red", "size=M,color=Red", "", "=,=", "size="]
        ),
        "configurable_variations": st.sampled_from(
            [
                "",
                "sku=A-S-Red,size=S,color=Red|sku=A-M-Red,size=M,color=Red",
                "sku=A|sku=B-S-Red",
                "|||",
                "size=S",
            ]
        ),
    }
)
tables = st.lists(cells, max_size=12)


def encode(rows: list[dict[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, HEADER)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def account(content: bytes, put_together: Any) -> Any:
    """Read a table as a feed into an empty hub."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "products.csv").write_bytes(content)
        return put_together(FORMAT, Path(folder))


@given(rows=tables)
@settings(max_examples=150)
def test_every_row_that_was_written_is_accounted_for(rows: list[dict[str, str]], put_together: Any) -> None:
    found = account(encode(rows), put_together)
    ledger = found.ledger
    assert ledger.rows == len(rows)
    merged = ledger.rows - ledger.credited - ledger.refused
    assert merged >= 0
    variants = {variant.sku for product in found.products.values() for variant in product.variants}
    parents = sum(
        row["product_type"] == "configurable" or bool(row["configurable_variations"]) for row in rows
    )
    assert len(variants) <= ledger.credited <= len(variants) + parents
    usable = {
        row["sku"] for row in rows if row["sku"] not in {"", "1E+9"} and row["product_type"] != "bundle"
    }
    assert variants <= usable
    assert sum(len(product.variants) for product in found.products.values()) == len(variants)


@given(rows=tables, wounds=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), max_size=6))
@settings(max_examples=150)
def test_damaged_bytes_never_stop_the_reader(
    rows: list[dict[str, str]], wounds: list[tuple[float, bytes]], put_together: Any
) -> None:
    content = encode(rows)
    for where, wound in wounds:
        place = int(where * len(content))
        content = content[:place] + wound + content[place + len(wound) :]
    assume(not content.startswith((GZIP, ZIP, EMPTY_ZIP)))  # as an archive it is refused as a whole
    ledger = account(content, put_together).ledger
    assert 0 <= ledger.credited <= ledger.rows - ledger.refused
