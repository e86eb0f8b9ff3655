"""Visits that ended and of which no tablet has said that it wiped them."""

from collections import Counter
from datetime import timedelta

from sync.hub.admin import paging
from sync.hub.admin.markup import NOTHING, Html, join, link, paragraph, table, text
from sync.hub.admin.rights import Right
from sync.hub.admin.turn import Answer, Page, Served, Turn
from sync.hub.devices import every
from sync.hub.wipes import missing
from sync.protocol.devices import Device
from sync.protocol.sessions import Session

HERE = "wipes"
PAGE = 100

AFTER = timedelta(hours=1)
"""Since the end of a visit: a tablet that is connected says it within seconds."""


async def show(turn: Turn) -> Answer:
    """`GET /admin/wipes`."""
    devices = {one.id: one async for one in every(turn.hub.storage) if turn.guest.sees(one.store)}
    late: dict[str, list[Session]] = {}
    async for visit in missing(turn.hub.storage, turn.hub.clock(), AFTER):
        if visit.device in devices or turn.guest.admin.store == "":
            late.setdefault(visit.device, []).append(visit)
    about = paragraph(turn.get("wipes.text"))
    if not late:
        body = join([about, paragraph(turn.get("wipes.none"), "none")])
        return Page(turn.get("nav.wipes"), body, HERE)
    heads = [turn.get(f"wipes.{one}") for one in ("tablet", "store", "visits", "first", "why")]
    start, named = paging.number(turn, "from"), sorted(late.items())
    rows = [_row(turn, devices.get(name), name, visits) for name, visits in named[start : start + PAGE]]
    shown = table(heads, rows, frozenset({2})) if rows else NOTHING
    body = join([about, shown, paging.ways(turn, HERE, start, PAGE, len(named))])
    return Page(turn.get("nav.wipes"), body, HERE)


def _row(turn: Turn, device: Device | None, name: str, visits: list[Session]) -> list[Html]:
    reasons = Counter(visit.why or "unknown" for visit in visits)
    return [
        link(turn.where(f"devices/{name}"), device.name) if device else text(name[:8]),
        text(turn.hub.catalogue.store_name(device.store)) if device else text(""),
        text(len(visits)),
        turn.moment(min(visit.ended for visit in visits)),
        text(", ".join(_why(turn, why) for why in reasons)),
    ]


def _why(turn: Turn, why: str) -> str:
    return turn.get(f"why.{why}") if turn.words.raw(f"why.{why}") else why


SERVED: tuple[Served, ...] = ((HERE, "GET", Right.SEE_DEVICES, show),)
