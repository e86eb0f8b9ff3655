"""The people of the stores: taken on, given a PIN or another role, let go."""

from collections.abc import Awaitable, Callable, Mapping
from operator import attrgetter

import msgspec

from sync.hub import lockout
from sync.hub.admin.markup import (
    Html,
    State,
    button,
    facts,
    field,
    folded,
    heading,
    join,
    link,
    paragraph,
    select,
    state,
    table,
    tag,
    text,
)
from sync.hub.admin.pages import asking
from sync.hub.admin.rights import Right
from sync.hub.admin.turn import Answer, Lead, NoSuch, Page, Served, Turn
from sync.hub.staff import records, roster
from sync.hub.staff.records import Record
from sync.hub.staff.roster import AssociateError, NewAssociate
from sync.protocol.staff import Name, Role
from sync.shapes import ready

HERE = "staff"
LANGUAGES = 8
"""Languages of one person at most, from the form."""

Step = Callable[[Turn, Record], Awaitable[object]]


async def show(turn: Turn) -> Answer:
    """`GET /admin/staff`."""
    store = turn.asked("store")
    everybody = [one async for one in roster.every(turn.hub.storage) if turn.guest.sees(one.store)]
    found = [one for one in everybody if store in {"", one.store} and not one.left]
    found.sort(key=attrgetter("store", "name"))
    ask = asking.for_store(turn, HERE, (one.store for one in everybody))
    heads = [turn.get(f"staff.{one}") for one in ("name", "store", "role", "languages", "standing")]
    rows = [_row(turn, one) for one in found]
    shown = table(heads, rows) if rows else paragraph(turn.get("staff.none"), "none")
    parts = [ask, shown, *([_add(turn)] if turn.may(Right.CHANGE_STAFF) else [])]
    return Page(turn.get("nav.staff"), join(parts), HERE)


async def add(turn: Turn) -> Answer:
    """`POST /admin/staff`: take somebody on; their PIN is shown this once."""
    store, role = turn.given("store"), turn.given("role")
    if store not in _stores(turn) or role not in set(Role):
        return Lead("staff?lack=store")
    languages = [one.strip() for one in turn.given("languages").split(",") if one.strip()][:LANGUAGES]
    if not all(one.isascii() and one.isalpha() for one in languages):
        return Lead("staff?lack=languages")
    try:
        name = msgspec.convert(turn.given("name"), ready(Name))
        pin = roster.draw_pin()
        new = NewAssociate(store, name, Role(role), languages)
        record = await roster.add(turn.hub.storage, new, pin, turn.hub.now())
    except msgspec.ValidationError:
        return Lead("staff?lack=name")
    except AssociateError:
        return Lead("staff?lack=taken")
    await turn.note("staff_add", record.id, store=record.store, role=record.role)
    return _pin(turn, record, pin)


async def show_one(turn: Turn) -> Answer:
    """`GET /admin/staff/{id}`."""
    record = await _find(turn)
    kind, words = _standing(record)
    known = facts(
        [
            (turn.get("staff.standing"), state(kind, turn.get(f"standing.{words}"))),
            (turn.get("staff.store"), text(turn.hub.catalogue.store_name(record.store))),
            (turn.get("staff.role"), text(turn.get(f"staff_role.{record.role}"))),
            (turn.get("staff.languages"), text(", ".join(record.languages))),
            (turn.get("staff.badge"), text(turn.get("yes" if record.badge else "no"))),
        ]
    )
    may = turn.may(Right.CHANGE_STAFF) and not record.left
    back = tag("p", link(turn.where(HERE), turn.get("back")))
    return Page(record.name, join([known, *([_acts(turn, record)] if may else []), back]), HERE)


async def change(turn: Turn) -> Answer:
    """`POST /admin/staff/{id}`."""
    record, word = await _find(turn), turn.given("do")
    if record.left:
        raise NoSuch
    if word == "pin":
        pin = roster.draw_pin()
        await roster.set_pin(turn.hub.storage, record, pin, turn.hub.now())
        await turn.note("staff_pin", record.id, store=record.store)
        return _pin(turn, record, pin)
    if word not in STEPS:
        raise NoSuch
    await STEPS[word](turn, record)
    more = {"role": turn.given("role")} if word == "role" else {}
    await turn.note(f"staff_{word}", record.id, store=record.store, **more)
    return Lead(f"staff/{record.id}?done=staff_{word}" if word != "leave" else "staff?done=staff_leave")


async def _role(turn: Turn, record: Record) -> None:
    if turn.given("role") not in set(Role):
        raise NoSuch
    await roster.set_role(turn.hub.storage, record, Role(turn.given("role")), turn.hub.now())


async def _unlock(turn: Turn, record: Record) -> None:
    await roster.unlock(turn.hub.storage, record, turn.hub.now())


async def _leave(turn: Turn, record: Record) -> None:
    await roster.leave(turn.hub.storage, record, turn.hub.now())


STEPS: Mapping[str, Step] = {"role": _role, "unlock": _unlock, "leave": _leave}


async def _find(turn: Turn) -> Record:
    record = await records.load(turn.hub.storage, turn.part("id"))
    if record is None or not turn.guest.sees(record.store):
        raise NoSuch
    return record


def _stores(turn: Turn) -> dict[str, str]:
    catalogue = turn.hub.catalogue.get()
    return {one.code: one.name for one in catalogue.stores()} if catalogue else {}


def _roles(turn: Turn) -> dict[str, str]:
    return {role.value: turn.get(f"staff_role.{role}") for role in Role}


def _standing(record: Record) -> tuple[State, str]:
    if record.left:
        return "out", "left"
    if record.tries.count >= lockout.LOCKED_AFTER:
        return "bad", "locked"
    return ("good", "works") if record.pin else ("wait", "no_pin")


def _row(turn: Turn, record: Record) -> list[Html]:
    kind, words = _standing(record)
    return [
        link(turn.where(f"staff/{record.id}"), record.name),
        text(turn.hub.catalogue.store_name(record.store)),
        text(turn.get(f"staff_role.{record.role}")),
        text(", ".join(record.languages)),
        state(kind, turn.get(f"standing.{words}")),
    ]


def _add(turn: Turn) -> Html:
    stores = _stores(turn)
    if not stores:
        return join([heading(turn.get("staff.add")), paragraph(turn.get("enrol.no_store"))])
    form = turn.act(
        HERE,
        field(turn.get("staff.name"), "name", maxlength="40", required="", autocomplete="off"),
        select(turn.get("staff.store"), "store", stores, turn.asked("store")),
        select(turn.get("staff.role"), "role", _roles(turn)),
        field(
            turn.get("staff.languages"), "languages", placeholder="it, en", maxlength="40", autocomplete="off"
        ),
        button(turn.get("staff.add_go"), "add", "filled"),
    )
    return join([heading(turn.get("staff.add")), form])


def _acts(turn: Turn, record: Record) -> Html:
    where = f"staff/{record.id}"
    pin = join(
        [paragraph(turn.get("staff.pin_before")), turn.act(where, button(turn.get("staff.pin_go"), "pin"))]
    )
    role = turn.act(
        where,
        select(turn.get("staff.role"), "role", _roles(turn), record.role),
        button(turn.get("staff.role_go"), "role"),
    )
    gone = join(
        [
            paragraph(turn.get("staff.leave_before", record.name)),
            turn.act(where, button(turn.get("staff.leave_go"), "leave", "grave")),
        ]
    )
    parts = [
        folded(turn.get("staff.pin"), pin),
        folded(turn.get("staff.role_change"), role),
        folded(turn.get("staff.leave"), gone),
    ]
    if record.tries.count:
        parts.insert(0, turn.act(where, button(turn.get("staff.unlock"), "unlock", "filled")))
    return join(parts)


def _pin(turn: Turn, record: Record, pin: str) -> Page:
    """Show a PIN, this once: the answer to a form, which nothing keeps."""
    shown = tag("div", tag("p", text(pin), class_="secret"), class_="proofs")
    back = tag("p", link(turn.where(f"staff/{record.id}"), turn.get("back")))
    return Page(
        turn.get("staff.pin_title", record.name),
        join([paragraph(turn.get("staff.pin_text")), shown, back]),
        HERE,
    )


SERVED: tuple[Served, ...] = (
    (HERE, "GET", Right.SEE_STAFF, show),
    (HERE, "POST", Right.CHANGE_STAFF, add),
    ("staff/{id}", "GET", Right.SEE_STAFF, show_one),
    ("staff/{id}", "POST", Right.CHANGE_STAFF, change),
)
