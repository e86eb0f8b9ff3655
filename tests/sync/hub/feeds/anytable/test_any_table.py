"""Tables made of the trade's own words in any mixture: whatever comes, every row is accounted for."""

import tempfile
from datetime import date
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.hub.feeds.anytable.reader import claim, read
from sync.hub.feeds.anytable.synonyms import KINDS
from sync.hub.feeds.feed import Settings
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.parts import StorePart
from sync.hub.feeds.rows import Ledger
from sync.protocol.products import Store

NAMES = sorted({name for kind in KINDS.values() for names in kind.values() for name in names.split("|")})
STARTS = (
    ["sku", "name"],
    ["id", "lat", "lon"],
    ["sku", "stock"],
    ["id", "name", "parent"],
    ["ean", "prezzo"],
)
CELLS = [
    "",
    "1",
    "A",
    "B-2",
    "12,50",
    "x y",
    "4006381333931",
    "1.23E+12",
    "<b>",
    '"',
    "é\x00",
    "😀",
    "a|b",
    "nan",
    "inf",
    "1e400",
    "45.1",
    "Mon 9-5",
    "2026-13-40",
    "EUR",
    "١٢",
    "½",
    "0" * 70,
    "9" * 400,
    "=1+1",
    "NULL",
    "#N/A",
    '47 1/2"',
    "5x5x5 cm",
    "-1",
    "9999999999999",
    "Europe/Rome",
    "Europe",
]
headers = st.builds(list.__add__, st.sampled_from(STARTS), st.lists(st.sampled_from(NAMES), max_size=6))
rows = st.lists(st.lists(st.sampled_from(CELLS), max_size=9), max_size=8)
SETTINGS = Settings(Store("main", "Main"), "EUR", "en", date(2026, 11, 26))


@settings(deadline=None)
@given(headers, rows, st.sampled_from(",;\t|"), st.sampled_from(["utf-8", "utf-16", "cp1252", "cp932"]))
def test_any_mixture_of_columns_and_cells(header, cells, delimiter: str, encoding: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.csv"
        lines = (delimiter.join(row) for row in [header, *cells])
        path.write_bytes("\n".join(lines).encode(encoding, "replace"))
        ledger = Ledger()
        parts = list(read(claim([FeedFile(path)]), SETTINGS, ledger)) if claim([FeedFile(path)]) else []
    refused = {found.row for found in ledger.walk() if found.outcome == "refused"}
    assert ledger.refused == len(refused) <= ledger.rows
    assert not refused & {part.row for part in parts}
    assert len({part.row for part in parts} | refused) <= ledger.rows
    for part in parts:
        msgspec.json.encode(part)
        if isinstance(part, StorePart):
            assert part.store.latitude is None or abs(part.store.latitude) <= 90
