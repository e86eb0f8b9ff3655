"""Local inventory (Google's local inventory data specification): what single stores have of a product."""

from collections.abc import Iterator

from sync.hub.feeds.availability import parse_availability
from sync.hub.feeds.cells import Cells
from sync.hub.feeds.feed import Settings
from sync.hub.feeds.google.items import GoogleItem
from sync.hub.feeds.parts import Part, StockPart
from sync.hub.feeds.rows import Ledger, Row

AISLES = ("in_store_product_location", "instore_product_location", "aisle")


def inventory_parts(item: GoogleItem, settings: Settings, ledger: Ledger) -> Iterator[Part]:
    """Yield the stock an item tells; it is refused when it names no product."""
    cells = Cells(item.row, item.cells, settings, ledger)
    sku, gtin, store = cells.code("id"), cells.gtin("gtin"), cells.text("store_code")
    if not sku and not gtin:
        cells.refuse("id", cells.get("id"), "no product is named")
        return
    quantity = cells.quantity("quantity")
    status = cells.parsed("availability", parse_availability, "stock left unknown") or ""
    if quantity is None and not status:
        if not cells.first("quantity", "availability"):
            cells.note("quantity", "", "it says nothing about stock")
        return
    if not store:
        cells.note("store_code", "", f"no store is named; it is taken for {settings.store.code}")
    yield StockPart(
        item.row,
        sku=sku,
        gtin="" if sku else gtin,
        store=store,
        quantity=quantity,
        status=status,
        aisle=next(filter(None, map(cells.text, AISLES)), ""),
    )


def tell_of_prices(item: GoogleItem, told: set[str], ledger: Ledger) -> None:
    """Tell once a file that prices of single stores are not taken over."""
    if item.row.file not in told and item.cells.get("price"):
        told.add(item.row.file)
        ledger.note(
            Row(item.row.file, 0),
            "price",
            item.cells["price"],
            "prices of single stores are not taken over: the catalogue holds one price for all stores",
        )
