"""Those who use this page: let in, given another role or new proofs, let go. For owners alone."""

from operator import attrgetter

from sync.hub.admin import people, records
from sync.hub.admin.markup import (
    Html,
    button,
    facts,
    field,
    folded,
    heading,
    join,
    link,
    select,
    state,
    table,
    tag,
    text,
)
from sync.hub.admin.pages import proofs
from sync.hub.admin.people import AdminError
from sync.hub.admin.records import Admin
from sync.hub.admin.rights import Right, Role
from sync.hub.admin.turn import Answer, Lead, NoSuch, Page, Served, Turn

HERE = "people"


async def show(turn: Turn) -> Answer:
    """`GET /admin/people`."""
    known = [one async for one in people.every(turn.hub.storage) if not one.left]
    heads = [turn.get(f"people.{one}") for one in ("name", "role", "store", "made", "standing")]
    rows = [_row(turn, one) for one in sorted(known, key=attrgetter("name"))]
    adding = turn.act(
        HERE,
        field(turn.get("people.name"), "name", maxlength="40", required="", autocomplete="off"),
        select(turn.get("people.role"), "role", _roles(turn)),
        select(turn.get("people.store_only"), "store", _stores(turn)),
        turn.fresh_code(),
        button(turn.get("people.add_go"), "add", "filled"),
    )
    body = join([table(heads, rows), heading(turn.get("people.add")), adding])
    return Page(turn.get("nav.people"), body, HERE)


async def add(turn: Turn) -> Answer:
    """`POST /admin/people`: let somebody in; their proofs are shown this once."""
    if turn.given("role") not in set(Role):
        raise NoSuch
    if not await turn.has_fresh_code():
        return Lead("people?lack=code")
    role = Role(turn.given("role"))
    try:
        made = await people.add(
            turn.hub.storage, turn.given("name"), role, turn.hub.now(), turn.given("store")
        )
    except AdminError as error:
        return Lead(f"people?lack={error.code}")
    await turn.note("admin_add", made.admin.id, store=made.admin.store, role=role)
    back = tag("p", link(turn.where(HERE), turn.get("back")))
    return Page(turn.get("proofs.title", made.admin.name), join([proofs.shown(turn, made), back]), HERE)


async def show_one(turn: Turn) -> Answer:
    """`GET /admin/people/{id}`."""
    admin = await _find(turn)
    known = facts(
        [
            (turn.get("people.role"), text(turn.get(f"role.{admin.role}"))),
            (turn.get("people.store"), text(_store(turn, admin))),
            (turn.get("people.made"), turn.moment(admin.made)),
            (turn.get("people.codes"), text(len(admin.codes))),
            (turn.get("people.seats"), text(len(admin.seats))),
            (turn.get("people.wrong"), text(admin.tries.count)),
        ]
    )
    back = tag("p", link(turn.where(HERE), turn.get("back")))
    return Page(admin.name, join([known, _acts(turn, admin), back]), HERE)


async def change(turn: Turn) -> Answer:
    """`POST /admin/people/{id}`."""
    admin, word, storage = await _find(turn), turn.given("do"), turn.hub.storage
    if word not in {"role", "reset", "leave", "unlock"}:
        raise NoSuch
    if not await turn.has_fresh_code():
        return Lead(f"people/{admin.id}?lack=code")
    try:
        if word == "reset":
            made = await people.reset(storage, admin)
            await turn.note("admin_reset", admin.id)
            back = tag("p", link(turn.where(HERE), turn.get("back")))
            return Page(turn.get("proofs.title", admin.name), join([proofs.shown(turn, made), back]), HERE)
        more = await _change(turn, admin, word)
    except AdminError as error:
        return Lead(f"people/{admin.id}?lack={error.code}")
    await turn.note(f"admin_{word}", admin.id, **more)
    return Lead(f"people?done=admin_{word}" if word == "leave" else f"people/{admin.id}?done=admin_{word}")


async def _change(turn: Turn, admin: Admin, word: str) -> dict[str, str]:
    storage = turn.hub.storage
    if word == "leave":
        await people.leave(storage, admin, turn.hub.now())
    elif word == "unlock":
        await people.unlock(storage, admin)
    else:
        if turn.given("role") not in set(Role):
            raise NoSuch
        await people.set_role(storage, admin, Role(turn.given("role")), turn.given("store"))
        return {"role": turn.given("role")}
    return {}


async def _find(turn: Turn) -> Admin:
    admin = await records.load(turn.hub.storage, turn.part("id"))
    if admin is None or admin.left:
        raise NoSuch
    return admin


def _roles(turn: Turn) -> dict[str, str]:
    return {role.value: turn.get(f"role.{role}") for role in Role}


def _stores(turn: Turn) -> dict[str, str]:
    catalogue = turn.hub.catalogue.get()
    return {"": "–", **({one.code: one.name for one in catalogue.stores()} if catalogue else {})}  # noqa: RUF001


def _store(turn: Turn, admin: Admin) -> str:
    return turn.hub.catalogue.store_name(admin.store) if admin.store else turn.get("people.every_store")


def _row(turn: Turn, admin: Admin) -> list[Html]:
    is_in = bool(admin.seats)
    return [
        link(turn.where(f"people/{admin.id}"), admin.name),
        text(turn.get(f"role.{admin.role}")),
        text(_store(turn, admin)),
        turn.moment(admin.made),
        state("good" if is_in else "out", turn.get("people.inside" if is_in else "people.outside")),
    ]


def _acts(turn: Turn, admin: Admin) -> Html:
    where = f"people/{admin.id}"
    role = turn.act(
        where,
        select(turn.get("people.role"), "role", _roles(turn), admin.role),
        select(turn.get("people.store_only"), "store", _stores(turn), admin.store),
        turn.fresh_code(),
        button(turn.get("people.role_go"), "role"),
    )
    parts = [folded(turn.get("people.role_change"), role)]
    for word, look in (("reset", ""), ("leave", "grave")):
        inside = join(
            [
                tag("p", text(turn.get(f"people.{word}_before", admin.name))),
                turn.act(where, turn.fresh_code(), button(turn.get(f"people.{word}_go"), word, look)),
            ]
        )
        parts.append(folded(turn.get(f"people.{word}"), inside))
    if admin.tries.count:
        unlock = turn.act(where, turn.fresh_code(), button(turn.get("people.unlock"), "unlock"))
        parts.insert(0, folded(turn.get("people.unlock"), unlock))
    return join(parts)


SERVED: tuple[Served, ...] = (
    (HERE, "GET", Right.PEOPLE, show),
    (HERE, "POST", Right.PEOPLE, add),
    ("people/{id}", "GET", Right.PEOPLE, show_one),
    ("people/{id}", "POST", Right.PEOPLE, change),
)
