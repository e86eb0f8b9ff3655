"""The stores, with what stands in each: where somebody begins who looks after all of them."""

from collections import Counter
from urllib.parse import urlencode

from sync.hub.admin.markup import Html, join, link, paragraph, state, table, text
from sync.hub.admin.pages.devices import stands
from sync.hub.admin.rights import Right
from sync.hub.admin.turn import Answer, Page, Served, Turn
from sync.hub.devices import every
from sync.protocol.products import Store


def known(turn: Turn) -> dict[str, Store]:
    """Return the stores of the catalogue that somebody sees, by code."""
    catalogue = turn.hub.catalogue.get()
    found = catalogue.stores() if catalogue else []
    return {one.code: one for one in found if turn.guest.sees(one.code)}


def named(turn: Turn, code: str) -> str:
    """Return what people call a store."""
    return turn.hub.catalogue.store_name(code)


async def show(turn: Turn) -> Answer:
    """`GET /admin/stores`."""
    devices = [one async for one in every(turn.hub.storage) if turn.guest.sees(one.store)]
    counted: dict[str, Counter[str]] = {}
    for one in devices:
        counted.setdefault(one.store, Counter())[stands(one)] += 1
    stores = known(turn)
    codes = [*stores, *sorted(counted.keys() - stores.keys())]
    if not codes:
        return Page(turn.get("nav.stores"), paragraph(turn.get("stores.none"), "none"), "stores")
    heads = [turn.get(f"stores.{one}") for one in ("name", "city", "active", "attention")]
    rows = [_row(turn, code, stores.get(code), counted.get(code, Counter())) for code in codes]
    return Page(turn.get("nav.stores"), table(heads, rows, frozenset({2})), "stores")


def _row(turn: Turn, code: str, store: Store | None, devices: Counter[str]) -> list[Html]:
    where = f"{turn.where('devices')}?{urlencode({'store': code})}"
    wait = [
        state("wait" if name == "waiting" else "bad", turn.get(f"stores.{name}", count=devices[name]))
        for name in ("waiting", "lost")
        if devices[name]
    ]
    return [
        link(where, named(turn, code)),
        text(store.city if store else ""),
        text(devices["active"]),
        join(wait, Html(" ")),
    ]


SERVED: tuple[Served, ...] = (("stores", "GET", Right.SEE_DEVICES, show),)
