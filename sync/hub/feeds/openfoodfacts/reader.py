"""Open Food Facts' export (one product a line, some two hundred columns), read into parts.

Source: https://static.openfoodfacts.org/data/data-fields.txt. There are no prices and no stock in it.
"""

import re
from collections.abc import Iterator, Sequence

from sync.hub.feeds.cells import Cells, kept, read_cells
from sync.hub.feeds.feed import Settings
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.formats import Format
from sync.hub.feeds.parts import Part, PictureRef, ProductPart, VariantPart
from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.text import plain
from sync.hub.feeds.values import parse_decimal

NAME = "openfoodfacts"
SIGNS = frozenset({"code", "product_name", "creator", "last_modified_t", "states"})
UNKNOWN = frozenset({"", "null", "unknown", "undefined"})
FOREIGN = re.compile(r"^[a-z]{2}:")
"""`fr:` before a word that has no translation."""
LEVELS = 3
"""A list of categories goes from the broad to the narrow; so many of them make a shelf."""
READ = re.compile(
    r"^(code|product_name|generic_name|brands|quantity|ingredients_text|categories|categories_en"
    r"|pnns_groups_[12]|unique_scans_n|image_url|labels_en|labels|allergens_en|allergens)$"
)
LEFT_OUT = re.compile(
    r"^(url|creator|owner|states.*|.*_tags|.*_t|.*_datetime|.*_by|image_.*|main_category.*|completeness"
    r"|(brands|countries|origins|packaging|traces|additives|food_groups)_en|abbreviated_product_name"
    r"|.*_from-fat_100g|.*-analysis.*)$"
)
"""Bookkeeping of the project, and columns that say again what another says."""


def claim(files: Sequence[FeedFile]) -> list[FeedFile]:
    """Return the files with Open Food Facts' columns."""
    return [file for file in files if file.table and set(file.table.header) >= SIGNS]


def read(files: Sequence[FeedFile], settings: Settings, ledger: Ledger) -> Iterator[Part]:
    """Yield what the files say."""
    for file in files:
        for cells in read_cells(file, str, settings, ledger):
            yield from _parts(cells)


FORMAT = Format(NAME, claim, read)


def _parts(cells: Cells) -> Iterator[Part]:
    code = cells.code("code")
    if not code:
        cells.refuse("code", cells.get("code"), "no usable code names the product")
        return
    gtin = cells.gtin("code")
    name = cells.text("product_name") or cells.text("generic_name") or cells.text("brands")
    lead = cells.text("generic_name")
    lines = [_listed(cells, "quantity"), _listed(cells, "brands"), _listed(cells, "labels_en", "labels")]
    scans = cells.parsed("unique_scans_n", parse_decimal)
    picture = cells.get("image_url")
    yield ProductPart(
        cells.row,
        code,
        name=cells.texts(name),
        lead=cells.texts(lead if lead != name else ""),
        description=cells.texts(cells.text("ingredients_text")),
        details=[cells.texts(line) for line in lines if line and line != name],
        shelf=_shelf(cells),
        pictures=[PictureRef(ref=picture)] if picture else [],
        popularity=None if scans is None else float(scans),
        extra=_extra(cells),
    )
    yield VariantPart(cells.row, code, gtin=gtin, extra={} if gtin else kept([("gtin", code)]))


def _shelf(cells: Cells) -> list[str]:
    groups = [cells.text("pnns_groups_1"), cells.text("pnns_groups_2")]
    if all(group.casefold() not in UNKNOWN for group in groups):
        return list(dict.fromkeys(groups))
    names = cells.first("categories_en", "categories").split(",")
    known = [plain(FOREIGN.sub("", name.strip())) for name in names]
    return [name for name in known if name.casefold() not in UNKNOWN][:LEVELS]


def _listed(cells: Cells, *columns: str) -> str:
    names = (FOREIGN.sub("", name.strip()) for name in cells.first(*columns).split(","))
    return ", ".join(dict.fromkeys(name for name in map(plain, names) if name.casefold() not in UNKNOWN))


def _extra(cells: Cells) -> dict[str, str]:
    own = kept(
        [("brand", _listed(cells, "brands")), ("allergens", _listed(cells, "allergens_en", "allergens"))]
    )
    others = {
        name: text for name, text in cells.unread(READ, LEFT_OUT).items() if text.casefold() not in UNKNOWN
    }
    return own | others
