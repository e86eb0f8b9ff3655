"""Who did what, the latest first."""

from sync.hub.admin import audit, paging
from sync.hub.admin.audit import Entry
from sync.hub.admin.markup import NOTHING, Html, join, link, paragraph, table, tag, text
from sync.hub.admin.rights import Right
from sync.hub.admin.turn import Answer, Page, Served, Turn

PAGE = 50


async def show(turn: Turn) -> Answer:
    """`GET /admin/log`."""
    before = paging.number(turn, "before")
    found = await audit.newest(turn.hub.storage, before, PAGE)
    broken = await audit.check(turn.hub.storage) if not before else 0
    warning = (
        tag("p", text(turn.get("log.broken", broken)), class_="lack", role="alert") if broken else NOTHING
    )
    heads = [turn.get(f"log.{one}") for one in ("when", "who", "act", "about", "more")]
    rows = [_row(turn, entry) for _, entry in found]
    shown = table(heads, rows) if rows else paragraph(turn.get("log.none"), "none")
    last = found[-1][0] if found else 0
    older = link(f"{turn.where('log')}?before={last}", turn.get("older")) if last > 1 else NOTHING
    body = join([warning, paragraph(turn.get("log.text")), shown, tag("p", older, class_="pages")])
    return Page(turn.get("nav.log"), body, "log")


def _row(turn: Turn, entry: Entry) -> list[Html]:
    store = turn.hub.catalogue.store_name(entry.store) if entry.store else ""
    more = [
        store,
        *(f"{_named(turn, 'more', key)}: {_value(turn, value)}" for key, value in entry.more.items()),
    ]
    return [
        turn.moment(entry.at),
        text(entry.name) if entry.name else tag("span", text(turn.get("log.command")), class_="whole"),
        text(_named(turn, "act", entry.act)),
        tag("code", text(entry.about[:8])) if entry.about else NOTHING,
        text(", ".join(part for part in more if part)),
    ]


def _named(turn: Turn, kind: str, code: str) -> str:
    """Return the words for a code; a newer hub on the same store may have written one without any here."""
    return turn.get(f"{kind}.{code}") if turn.words.raw(f"{kind}.{code}") else code


def _value(turn: Turn, value: str) -> str:
    """Return a value as people read it: roles have names."""
    for kind in ("role", "staff_role"):
        if turn.words.raw(f"{kind}.{value}"):
            return turn.get(f"{kind}.{value}")
    return value


SERVED: tuple[Served, ...] = (("log", "GET", Right.PEOPLE, show),)
