"""What a feed does not say: whose stock it is, in which currency and language, and what day it is."""

from datetime import UTC, datetime

import msgspec

from sync.hub.feeds.feed import Settings
from sync.hub.storage.port import Storage
from sync.protocol.products import Store
from sync.protocol.scopes import CATALOGUE
from sync.shapes import ready

NEW_STORE = Store(code="main", name="Main store", currency="USD")
"""Where stock goes while the hub knows no store. USD is what Magento itself starts with."""

PAGE = 1000


async def known_stores(storage: Storage) -> dict[str, Store]:
    """Return the hub's stores by code, in order of their codes."""
    stores = {}
    after = 0
    while page := await storage.changes(CATALOGUE, after, PAGE):
        for stored in page:
            if stored.kind == "store" and stored.body is not None:
                stores[stored.id] = msgspec.json.decode(stored.body, type=ready(Store))
        after = page[-1].seq
    return dict(sorted(stores.items()))


def settle(stores: dict[str, Store], code: str, currency: str, language: str) -> Settings:
    """Return the settings of an import; '' leaves the choice to the hub.

    The store is the named one (a new one where the hub does not know it), else the one that an import before
    made for itself, else the hub's first, else a new one: stores that come later move no stock.
    """
    if code:
        store = stores.get(code) or msgspec.structs.replace(NEW_STORE, code=code, name=code.capitalize())
    else:
        store = stores.get(NEW_STORE.code) or next(iter(stores.values()), NEW_STORE)
    if store.code not in stores and currency:
        store = msgspec.structs.replace(store, currency=currency)
    return Settings(
        store=store,
        currency=currency or store.currency,
        language=language or store.language,
        today=datetime.now(UTC).date(),
    )


def defaults(settings: Settings) -> dict[str, str]:
    """Return what stands in for what a feed does not say, for the summary."""
    said = {
        "store": settings.store.code,
        "currency": settings.currency,
        "language": settings.language,
        "time zone": settings.store.timezone,
        "weights in": settings.weight_unit,
        "lengths in": settings.length_unit,
    }
    return {what: value for what, value in said.items() if value}
