"""The search that stands above long tables: of one store, or of all that somebody sees."""

from collections.abc import Iterable

from sync.hub.admin.markup import Html, search_form, select, tag, text
from sync.hub.admin.turn import Turn


def for_store(turn: Turn, here: str, codes: Iterable[str], *before: Html) -> Html:
    """Return a form that asks a page (its path below the root) for one of the stores, after other fields."""
    names = {code: turn.hub.catalogue.store_name(code) for code in sorted(set(codes))}
    stores = {"": turn.get("devices.everywhere"), **names}
    choice = select(turn.get("devices.store"), "store", stores, turn.asked("store"))
    go = tag("button", text(turn.get("devices.find")), class_="act")
    return search_form(turn.where(here), *before, choice, go)
