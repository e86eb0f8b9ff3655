"""Whatever happens to a table on its way: rows are read or refused, and every one is accounted for."""

import csv
import io
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.hub.feeds.feed import Settings
from sync.hub.feeds.magento import reader
from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.whole import brought_by
from sync.protocol.products import Store

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
SETTINGS = Settings(Store("main", "Main store"), "EUR", "en", date(2026, 11, 22))

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


def account(content: bytes) -> tuple[Ledger, set[str]]:
    """Read a table as a feed; return the ledger and everything the feed would bring into an empty hub."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "products.csv"
        path.write_bytes(content)
        ledger = Ledger()
        if not reader.recognises(path):
            return ledger, set()
        return ledger, brought_by(reader.read(path, SETTINGS, ledger))


@given(tables)
@settings(max_examples=150)
def test_every_row_that_was_written_is_accounted_for(rows: list[dict[str, str]]) -> None:
    ledger, brought = account(encode(rows))
    assert ledger.rows == len(rows)
    added, merged = ledger.added(brought), ledger.merged(brought)
    assert min(added, merged, ledger.refused) >= 0
    assert added + merged + ledger.refused == len(rows)
    variants = sum(entity.startswith("variant:") for entity in brought)
    parents = sum(
        row["product_type"] == "configurable" or bool(row["configurable_variations"]) for row in rows
    )
    assert variants <= added <= variants + parents
    assert ledger.added(set()) == 0


@given(tables, st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), max_size=6))
@settings(max_examples=150)
def test_damaged_bytes_never_stop_the_reader(
    rows: list[dict[str, str]], wounds: list[tuple[float, bytes]]
) -> None:
    content = encode(rows)
    for where, wound in wounds:
        place = int(where * len(content))
        content = content[:place] + wound + content[place + len(wound) :]
    ledger, brought = account(content)
    assert ledger.added(brought) + ledger.merged(brought) + ledger.refused == ledger.rows
    assert min(ledger.added(brought), ledger.merged(brought)) >= 0
