"""Which format each file of an import is in, by what is inside it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sync.hub.feeds.anytable.reader import FORMAT as ANYTABLE
from sync.hub.feeds.anytable.reader import can_be_mapped, helpless
from sync.hub.feeds.feed import FeedError
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.formats import Format
from sync.hub.feeds.google.reader import FORMAT as GOOGLE
from sync.hub.feeds.jsonld.reader import FORMAT as JSONLD
from sync.hub.feeds.magento.reader import FORMAT as MAGENTO
from sync.hub.feeds.openfoodfacts.reader import FORMAT as OPENFOODFACTS
from sync.hub.feeds.plain.reader import FORMAT as PLAIN
from sync.hub.feeds.reviews.reader import FORMAT as REVIEWS
from sync.hub.feeds.saleor.reader import FORMAT as SALEOR
from sync.hub.feeds.shopfolder.reader import FORMAT as SHOPFOLDER
from sync.hub.feeds.shopify.reader import FORMAT as SHOPIFY
from sync.hub.feeds.woocommerce.reader import FORMAT as WOOCOMMERCE

FORMATS: tuple[Format, ...] = (
    SHOPFOLDER,
    SALEOR,
    JSONLD,
    GOOGLE,
    SHOPIFY,
    WOOCOMMERCE,
    MAGENTO,
    OPENFOODFACTS,
    REVIEWS,
    PLAIN,
    ANYTABLE,
)
"""Asked in this order, the most telling first; each sees what those before it left."""


class UnrecognisedError(FeedError):
    """No reader knows any of the files."""


class Claim(NamedTuple):
    """The files that are in one format."""

    format: Format
    files: Sequence[FeedFile]


class Recognised(NamedTuple):
    """Who reads which files; `rest` are in no format that can be read."""

    claims: list[Claim]
    rest: list[FeedFile]


def recognise(files: Iterable[FeedFile], wanted: str = "", *, mapped: bool = False) -> Recognised:
    """Share the files out among the formats, or to the one that is `wanted` by its name.

    When columns are `mapped` by hand, tables that nobody knows are read all the same.

    Raises:
        UnrecognisedError: Nobody knows any of them.
    """
    rest = list(files)
    names = ", ".join(file.name for file in rest[:3]) or "the folder"
    claims = []
    for known in FORMATS:
        if wanted in {"", known.name}:
            claimed = known.claim(rest)
            if claimed:
                claims.append(Claim(known, claimed))
                rest = [file for file in rest if file not in claimed]
    tables = [file for file in rest if can_be_mapped(file)]
    if mapped and tables and not claims:
        return Recognised([Claim(ANYTABLE, tables)], [file for file in rest if file not in tables])
    if not claims and tables and wanted in {"", ANYTABLE.name}:
        raise UnrecognisedError(helpless(tables[0]))
    if not claims:
        formats = wanted or ", ".join(known.name for known in FORMATS)
        raise UnrecognisedError(f"{names} is in no format that can be read ({formats})")
    return Recognised(claims, rest)
