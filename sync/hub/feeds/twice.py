"""One SKU in two sources, under different products: it stands where the first of them put it.

The later source's row tells about it there, as a list of prices would; so no shopper finds one thing twice at
two prices. A source that had it in its own product already keeps it, whatever came later.
"""

import msgspec

from sync.hub.feeds.adopting import NATIVE
from sync.hub.feeds.known import Known
from sync.hub.feeds.members import Members
from sync.hub.feeds.parts import VariantPart
from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.staging import Staging
from sync.shapes import ready

TWICE = """
CREATE TABLE twice AS SELECT owner.n, owner.sku, owner.key, min(other.parent) AS product
  FROM owner JOIN other ON other.kind = 'variant' AND other.id = owner.sku AND other.parent <> other.id
  WHERE owner.key <> owner.sku AND owner.key NOT IN (SELECT key FROM adopted)
    AND NOT EXISTS (SELECT 1 FROM other AS same
      WHERE same.kind = 'variant' AND same.parent = owner.key AND same.id = owner.sku)
    AND NOT EXISTS (SELECT 1 FROM before
      WHERE before.kind = 'variant' AND before.parent = owner.key AND before.id = owner.sku)
  GROUP BY owner.sku
"""

EMPTY = """
SELECT key FROM family WHERE key = ? AND NOT EXISTS (SELECT 1 FROM part WHERE key = family.key AND variant)
"""

_decode = msgspec.msgpack.Decoder(ready(VariantPart)).decode


def settle_twice(staging: Staging, members: Members, known: Known, ledger: Ledger) -> None:
    """Give the variants that another source has in another product to that product, and note each."""
    kept = staging.connection
    members.index_elsewhere()
    kept.execute(TWICE)
    for n, sku, key, product in kept.execute("SELECT * FROM twice ORDER BY n").fetchall():
        if kept.execute(NATIVE, (product,)).fetchone() or not known.has(product):
            continue
        for (body,) in kept.execute(
            "SELECT body FROM part WHERE key = ? AND variant AND sku = ?", (key, sku)
        ):
            reason = f"another source has this SKU in product {product}; what is told of it is taken there"
            ledger.note(_decode(body).row, "sku", sku, reason)
        kept.execute("UPDATE part SET key = ? WHERE key = ? AND variant AND sku = ?", (product, key, sku))
        kept.execute("UPDATE owner SET key = ? WHERE sku = ?", (product, sku))
        kept.execute("INSERT OR IGNORE INTO adopted VALUES (?)", (product,))
        kept.execute("INSERT OR IGNORE INTO family VALUES (?, ?)", (-n, product))
        if kept.execute(EMPTY, (key,)).fetchone():  # all of it belongs to others
            kept.execute("DELETE FROM part WHERE key = ?", (key,))
            kept.execute("DELETE FROM family WHERE key = ?", (key,))
