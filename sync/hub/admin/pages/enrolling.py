"""Codes for new tablets: one at a time, or a file for all tablets of a store."""

from starlette.responses import Response

from sync.hub.admin.markup import (
    Html,
    button,
    facts,
    field,
    folded,
    heading,
    join,
    link,
    paragraph,
    select,
    square,
    tag,
    text,
)
from sync.hub.admin.turn import Answer, Lead, Page, Turn
from sync.hub.bodies import JSON
from sync.hub.enrolment import hand_out, hand_out_batch
from sync.protocol import invitations, symbols

HERE = "devices"
MOST_NAME = 40


async def enrol(turn: Turn) -> Answer:
    """`POST /admin/devices`: hand out a code for one more tablet; it is shown this once."""
    store, name = turn.given("store"), turn.given("name")
    if store not in stores(turn):
        return Lead("devices?lack=store")
    if len(name) > MOST_NAME or not name.isprintable():
        return Lead("devices?lack=name")
    if turn.given("do") == "file" and not turn.hub.config.pages_address:
        return await _file(turn, store, name)
    code, enrolment = await hand_out(turn.hub.storage, store, name, turn.hub.clock())
    await turn.note("code", store=store)
    told = paragraph(turn.get("enrol.text", turn.hub.catalogue.store_name(store)))
    until = facts([(turn.get("enrol.until"), turn.moment(enrolment.expires))])
    back = tag("p", link(turn.where(HERE), turn.get("back")))
    return Page(turn.get("enrol.title"), join([told, _invitation(turn, code), until, back]), HERE)


async def _file(turn: Turn, store: str, name: str) -> Answer:
    """Return the file for some tablets of a store, as it is put on a stick."""
    many = turn.given("tablets")
    if not (many.isascii() and many.isdecimal() and 1 <= int(many[:9]) <= invitations.MOST_ENTRIES):
        return Lead("devices?lack=tablets")
    names = [f"{name} {number}" if name else "" for number in range(1, int(many) + 1)]
    if any(len(one) > MOST_NAME for one in names):
        return Lead("devices?lack=name")
    hub = turn.hub
    batch = await hand_out_batch(hub.storage, store, names, hub.config.public_url, hub.clock())
    await turn.note("code", store=store, tablets=many)
    named = f'attachment; filename="{invitations.FILE_NAME}"'
    body = f"{invitations.write(batch)}\n".encode()
    return Response(body, media_type=JSON, headers={"Content-Disposition": named})


def _invitation(turn: Turn, code: str) -> Html:
    """Return a code as it is typed, and as the square that a fresh tablet scans, with the hub's address."""
    typed = tag("p", text(code), class_="secret")
    config = turn.hub.config
    if config.pages_address:
        # What links begin with is where the phone pages alone are.
        return tag("div", typed, class_="proofs")
    said = invitations.write(invitations.invite(config.public_url, code))
    drawn = square(symbols.qr(said), turn.get("enrol.square"))
    beside = tag("div", join([typed, paragraph(turn.get("enrol.scan"))]))
    return tag("div", join([drawn, beside]), class_="proofs")


def form(turn: Turn) -> Html:
    """Return what asks for a code, or for the file of a whole store."""
    known = stores(turn)
    if not known:
        return join([heading(turn.get("enrol.heading")), paragraph(turn.get("enrol.no_store"))])
    return join(
        [
            heading(turn.get("enrol.heading")),
            paragraph(turn.get("enrol.about")),
            turn.act(
                HERE,
                select(turn.get("devices.store"), "store", known, turn.asked("store")),
                field(turn.get("enrol.name"), "name", maxlength=str(MOST_NAME)),
                button(turn.get("enrol.go"), "enrol", "filled"),
            ),
            folded(turn.get("enrol.file"), _file_form(turn, known)),
        ]
    )


def _file_form(turn: Turn, known: dict[str, str]) -> Html:
    asked = turn.act(
        HERE,
        select(turn.get("devices.store"), "store", known, turn.asked("store")),
        field(turn.get("enrol.tablets"), "tablets", inputmode="numeric", maxlength="4", required=""),
        field(turn.get("enrol.names"), "name", maxlength="35"),
        button(turn.get("enrol.file_go"), "file"),
    )
    return join([paragraph(turn.get("enrol.file_about")), asked])


def stores(turn: Turn) -> dict[str, str]:
    """Return the stores that a tablet can be enrolled for, with their names."""
    catalogue = turn.hub.catalogue.get()
    return {one.code: one.name for one in catalogue.stores()} if catalogue else {}
