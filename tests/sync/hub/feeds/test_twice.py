"""Whatever rows say, and however they contradict each other: all are accounted for, and twice is once."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

HEADER = ("id", "title", "item_group_id", "color", "size", "price", "availability", "quantity", "gtin")
cells = st.tuples(
    st.sampled_from("ABCD"),
    st.sampled_from(["", "Lamp", "Sofa"]),
    st.sampled_from(["", "A", "P", "Q"]),
    st.sampled_from(["", "Red", "red", "Blue"]),
    st.sampled_from(["", "S", "M"]),
    st.sampled_from(["", "5 EUR", "7.00 USD", "x"]),
    st.sampled_from(["", "in stock", "out of stock"]),
    st.sampled_from(["", "0", "3"]),
    st.sampled_from(["", "4006381333931", "4006381333932"]),
)


@pytest.mark.parametrize("options", [(), ("--source", "shop")])
@given(st.lists(cells, min_size=1, max_size=9))
@settings(max_examples=25, deadline=None)
def test_a_feed_is_taken_in_once(
    import_into: Any, options: tuple[str, ...], rows: list[tuple[str, ...]]
) -> None:
    with TemporaryDirectory() as folder:
        feed = Path(folder) / "feed.tsv"
        feed.write_text("".join("\t".join(row) + "\n" for row in (HEADER, *rows)))
        first = import_into(Path(folder) / "data", feed, *options)
        again = import_into(Path(folder) / "data", feed, *options)
    assert first["rows"] == again["rows"] == len(rows)
    assert (again["added"], again["changed"], again["removed"]) == (0, 0, 0)
    assert (again["refused"], again["notes"]) == (first["refused"], first["notes"])
    assert again["version"] == first["version"]
    assert first["variants"] == len({row[0] for row in rows})
