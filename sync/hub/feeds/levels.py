"""Stock as documents: whose it is, which variant, and the stores that nobody told more about."""

from collections.abc import Collection, Iterator, Mapping

import msgspec

from sync.hub.feeds.documents import Document
from sync.hub.feeds.feed import Settings
from sync.hub.feeds.known import Known
from sync.hub.feeds.options import slug
from sync.hub.feeds.rows import Ledger, Row
from sync.hub.feeds.staging import Staging
from sync.hub.storage.port import Key
from sync.protocol import scopes
from sync.protocol.products import Store
from sync.protocol.stock import StockLevel


def name_variants(staging: Staging, known: Known, ledger: Ledger) -> None:
    """Find the variants of levels that name a GTIN alone: in this feed, else in the hub's catalogue."""
    for part in staging.by_gtin():
        match = known.by_gtin(part.gtin)
        sku = staging.sku_of(part.gtin) or (match.variant if match else "")
        if sku:
            staging.put_level(part, sku)
        else:
            ledger.refuse(part.row, "gtin", part.gtin, "no variant has this GTIN")


def place_levels(staging: Staging, known: Mapping[str, Store]) -> None:
    """Give levels to the stores that are meant: by code or name, whatever the case; feeds' and the hub's.

    So it is with a store that a feed only knows by its name, whose code was made of that.
    """
    told = {store.code: store for store, _ in staging.stores()}
    made = {code for code, store in told.items() if code == slug(store.name) and code not in known}
    stores = {**{code: store for code, store in told.items() if code not in made}, **known}
    names: dict[str, set[str]] = {}
    for code, store in stores.items():
        for name in {slug(code), slug(store.name)}:
            names.setdefault(name, set()).add(code)
    for code in made | set(staging.level_stores()) - stores.keys() - {""}:
        meant = names.get(slug(code), set())
        if len(meant) == 1:
            staging.move_levels(code, meant.pop())


def bare_stores(
    staging: Staging,
    known: Collection[str],
    settings: Settings,
    ledger: Ledger,
    currencies: Collection[str] = (),
) -> list[Store]:
    """Return a store for each code that levels name and neither feed nor hub (`known`) tells about.

    The store of the settings is one of them while there is no other. Where there is no store at all yet, one
    that is made up here sells in the one currency of all prices (`currencies`), if there is one: beside told
    stores it would become the default of theirs at the next import.
    """
    told = {store.code for store, _ in staging.stores()}
    pattern = settings.store
    if not known and not told and len(currencies) == 1:
        pattern = msgspec.structs.replace(pattern, currency=next(iter(currencies)))
    named = dict.fromkeys(code or settings.store.code for code in staging.level_stores())
    if not told and not known:
        named.setdefault(settings.store.code)
    stores = []
    for code in named:
        if code in told or code in known:
            continue
        if code == settings.store.code:
            stores.append(pattern)
            continue
        ledger.note(Row("", 0), "store", code, "stock names this store and nobody tells more about it")
        stores.append(
            Store(
                code=code,
                name=code,
                currency=pattern.currency,
                language=pattern.language,
                timezone=pattern.timezone,
            )
        )
    return stores


def levels(staging: Staging, settings: Settings) -> Iterator[Document]:
    """Yield the levels' documents, store by store."""
    for store, sku, part in staging.levels():
        scope = scopes.stock(store or settings.store.code)
        level = StockLevel(sku, part.quantity, part.as_of, part.aisle, part.status)
        entity = f"{scope}:{sku}"
        yield Document(scope, Key("stock", sku), msgspec.json.encode(level), {entity: part.row})
