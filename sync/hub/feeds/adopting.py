"""Lists that tell of single variants which belong to products of other feeds: prices by SKU, stock by GTIN.

A row that stands alone in its feed, and whose SKU (or GTIN, where it has no SKU) the hub knows as a variant
of another product, tells about that variant and makes no product of its own. A source that brought the
variant in that product itself and does not any more has taken it out.
"""

import msgspec

from sync.hub.feeds.known import Known
from sync.hub.feeds.members import Members
from sync.hub.feeds.parts import VariantPart
from sync.hub.feeds.rows import Ledger, Row
from sync.hub.feeds.staging import Staging
from sync.shapes import ready

SINGLES = """
CREATE TABLE single AS SELECT owner.sku, part.gtin FROM owner JOIN part USING (n)
  WHERE owner.key = owner.sku AND NOT EXISTS (
    SELECT 1 FROM part AS other WHERE other.key = owner.key AND other.variant AND other.sku <> owner.sku)
"""
NATIVE = "SELECT 1 FROM family WHERE key = ? AND key NOT IN (SELECT key FROM adopted)"


class Adoption:
    """Gives the variants that stand alone in a sealed feed to where they belong."""

    def __init__(self, staging: Staging, members: Members, known: Known) -> None:
        """Take what the feed says, what sources bring, and what the hub has."""
        self._staging = staging
        self._kept = staging.connection
        self._members = members
        self._known = known

    def run(self, ledger: Ledger) -> None:
        """Do it, and tell how many there were; their products are `Family.adopted` then."""
        self._kept.execute(SINGLES)
        count = 0
        for sku, gtin in self._kept.execute("SELECT sku, gtin FROM single"):
            variant = (self._by_gtin(gtin) if gtin == sku else "") or sku
            key = self._key_here(variant) if variant != sku else ""
            product = key or self._product_of(variant)
            if product:
                self._move(sku, variant, product, adopted=not key)
                count += not key
        if count:
            reason = (
                f"{count} of the variants belong to products of other feeds; what is told of them is taken"
            )
            ledger.note(Row("", 0), "", "", reason)

    def _by_gtin(self, gtin: str) -> str:
        """Return the SKU of the other variant that has this GTIN, in this feed or in the hub; '' for none."""
        match = self._known.by_gtin(gtin)
        return self._staging.sku_of(gtin, but=gtin) or (match.variant if match else "")

    def _key_here(self, variant: str) -> str:
        """Return the product that a variant has in this feed, '' for none."""
        found = self._kept.execute("SELECT key FROM owner WHERE sku = ?", (variant,)).fetchone()
        native = found and self._kept.execute(NATIVE, found).fetchone()
        return str(found[0]) if native else ""

    def _product_of(self, variant: str) -> str:
        """Return the product of another feed that a variant belongs to; '' when it shall stand alone."""
        product = self._known.product_of(variant)
        if not product or product == variant:
            elsewhere = self._members.family_elsewhere(variant)
            product = elsewhere if elsewhere and self._known.has(elsewhere) else product
        native = self._kept.execute(NATIVE, (product,)).fetchone()
        return "" if native or self._members.left(product, variant) else product

    def _move(self, sku: str, variant: str, product: str, *, adopted: bool) -> None:
        do = self._kept.execute
        if variant != sku:
            self._rename(sku, variant)
        do("UPDATE part SET key = ? WHERE key = ?", (product, sku))
        do("UPDATE OR IGNORE family SET key = ? WHERE key = ?", (product, sku))
        do("DELETE FROM family WHERE key = ?", (sku,))
        do("INSERT OR IGNORE INTO owner SELECT ?, ?, n FROM owner WHERE sku = ?", (variant, product, sku))
        do("UPDATE owner SET key = ? WHERE sku IN (?, ?)", (product, sku, variant))
        if adopted:
            do("INSERT OR IGNORE INTO adopted VALUES (?)", (product,))

    def _rename(self, gtin: str, sku: str) -> None:
        """Call what went by a GTIN by its SKU."""
        do = self._kept.execute
        for n, body in do("SELECT n, body FROM part WHERE key = ? AND variant", (gtin,)).fetchall():
            part = msgspec.structs.replace(msgspec.msgpack.decode(body, type=ready(VariantPart)), sku=sku)
            do("UPDATE part SET sku = ?, body = ? WHERE n = ?", (sku, msgspec.msgpack.encode(part), n))
        do("CREATE INDEX IF NOT EXISTS level_sku ON level (sku)")
        do("UPDATE OR IGNORE level SET sku = ? WHERE sku = ?", (sku, gtin))
        do("DELETE FROM level WHERE sku = ?", (gtin,))


def adopt(staging: Staging, members: Members, known: Known, ledger: Ledger) -> None:
    """Give variants that stand alone in this feed to the products they belong to."""
    if known:
        Adoption(staging, members, known).run(ledger)
