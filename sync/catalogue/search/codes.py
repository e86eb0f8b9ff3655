"""Products by a SKU or a GTIN of which only a part was typed."""

import re
import sqlite3

from sync.catalogue.schema import fold_sku, gtin_key, sku_key
from sync.catalogue.search import bits, keys
from sync.catalogue.search.sets import AT_ONCE, LAST, Sets

MOST = 200
"""Codes that begin alike and are looked at."""

GTIN_DIGITS = 14
LENGTHS = (14, 13, 12, 8)
"""Digits of GTINs as they are printed; in the catalogue zeros fill them up to 14."""

SHORTEST = 4
"""Digits that are taken for part of a GTIN."""

JOINTS = ("", "-", ".", "/")
"""What may stand between two signs of a SKU that were typed one after the other."""

WAYS = 16
"""Beginnings that are followed at once when a SKU is typed without its joints."""

SPACING = re.compile(r"[\s-]+")
MIXED = re.compile(r"(?=.*\d)(?=.*[^\W\d_]).{3,}")


def products(connection: sqlite3.Connection, sets: Sets, text: str) -> int:
    """Return the products that a text is a code of, or the beginning or the end of one.

    A text without a digit is too likely a word: see `beginning`.
    """
    if not any(character.isdecimal() for character in text):
        return 0
    digits = SPACING.sub("", text)
    found = beginning(connection, sets, text) or _unjoined(connection, sets, text)
    if digits.isascii() and digits.isdecimal() and SHORTEST <= len(digits) <= GTIN_DIGITS:
        found |= _gtins(connection, sets, digits)
    return found


def word(connection: sqlite3.Connection, sets: Sets, text: str) -> int:
    """Return the products with a SKU that begins with a word of letters and digits: `mh01 black`."""
    return beginning(connection, sets, text) if MIXED.fullmatch(text) else 0


def beginning(connection: sqlite3.Connection, sets: Sets, text: str) -> int:
    """Return the products with a SKU that begins so."""
    key = sku_key(text)
    return _range(connection, sets, key) if fold_sku(text) else 0


def _unjoined(connection: sqlite3.Connection, sets: Sets, text: str) -> int:
    """Return the products with a SKU that begins so but for its dashes: `mh01xs` for `MH01-XS-Black`."""
    signs = [sign for sign in fold_sku(text) if sign not in JOINTS]
    if len(signs) < SHORTEST:
        return 0
    starts = [sku_key("")]
    for sign in signs:
        ways = (start + joint + sign for start in starts for joint in JOINTS)
        starts = [way for way in ways if _leads_on(connection, way)][:WAYS]
    found = 0
    for start in starts:
        found |= _range(connection, sets, start)
    return found


def _leads_on(connection: sqlite3.Connection, key: str) -> bool:
    rows = connection.execute("SELECT 1 FROM code WHERE key >= ? AND key < ? LIMIT 1", (key, key + LAST))
    return rows.fetchone() is not None


def _gtins(connection: sqlite3.Connection, sets: Sets, digits: str) -> int:
    found = 0
    for length in LENGTHS:
        if len(digits) <= length:
            found |= _range(connection, sets, gtin_key("0" * (GTIN_DIGITS - length) + digits))
    return found | _ends(connection, sets, digits)


def _range(connection: sqlite3.Connection, sets: Sets, key: str) -> int:
    rows = connection.execute(
        "SELECT DISTINCT product FROM code WHERE key >= ? AND key < ? LIMIT ?", (key, key + LAST, MOST)
    )
    return sets.numbers([product for (product,) in rows])


def _ends(connection: sqlite3.Connection, sets: Sets, digits: str) -> int:
    """Return the products with a GTIN that ends so."""
    close = list(bits.positions(sets.get(keys.GTIN_END + digits[-keys.END :])))[:AT_ONCE]
    ids = [identifier for identifier, _ in sets.goods(close).values()]
    marks = ",".join("?" * len(ids))
    rows = connection.execute(
        f"SELECT DISTINCT product FROM code WHERE product IN ({marks}) AND key LIKE ?",  # noqa: S608 - marks alone
        [*ids, f"gtin:%{digits}"],
    )
    return sets.numbers([product for (product,) in rows])
