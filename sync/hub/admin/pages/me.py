"""One's own account: another password, new recovery codes."""

from sync.hub.admin import people
from sync.hub.admin.markup import button, facts, field, folded, join, text
from sync.hub.admin.pages import proofs
from sync.hub.admin.people import AdminError, Made, Proofs
from sync.hub.admin.turn import Answer, Lead, Page, Served, Turn


async def show(turn: Turn) -> Answer:
    """`GET /admin/me`."""
    admin = turn.guest.admin
    known = facts(
        [
            (turn.get("people.role"), text(turn.get(f"role.{admin.role}"))),
            (turn.get("people.codes"), text(len(admin.codes))),
            (turn.get("people.seats"), text(len(admin.seats))),
        ]
    )
    password = turn.act(
        "me",
        field(
            turn.get("me.password"),
            "password",
            hint=turn.get("me.password_hint"),
            type="password",
            autocomplete="new-password",
            minlength=str(people.LEAST_PASSWORD),
            maxlength=str(people.MOST_PASSWORD),
            required="",
        ),
        turn.fresh_code(),
        button(turn.get("me.password_go"), "password", "filled"),
    )
    codes = turn.act("me", turn.fresh_code(), button(turn.get("me.codes_go"), "codes", "filled"))
    parts = [known, folded(turn.get("me.password"), password), folded(turn.get("me.codes"), codes)]
    return Page(admin.name, join(parts), "me")


async def change(turn: Turn) -> Answer:
    """`POST /admin/me`."""
    admin, word = turn.guest.admin, turn.given("do")
    if not await turn.has_fresh_code():
        return Lead("me?lack=code")
    if word == "password":
        try:
            await people.set_password(turn.hub.storage, admin, turn.form.get("password", ""), turn.guest.seat)
        except AdminError as error:
            return Lead(f"me?lack={error.code}")
        await turn.note("own_password", admin.id)
        return Lead("me?done=own_password")
    drawn = people.draw().codes
    after = await people.set_codes(turn.hub.storage, admin, drawn)
    await turn.note("own_codes", admin.id)
    made = Made(after, Proofs("", after.factor, drawn))
    return Page(turn.get("me.codes"), proofs.codes(turn, made), "me")


SERVED: tuple[Served, ...] = (("me", "GET", None, show), ("me", "POST", None, change))
