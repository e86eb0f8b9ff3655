"""Staying signed in: a cookie that is drawn at the sign-in, turned every few minutes, and over in hours.

What a browser brings before the sign-in never becomes the proof of one. A secret that was turned away counts
a moment longer, for what the browser sent meanwhile; whoever comes with it later has a copy, and then the
sign-in is over for both.
"""

import hmac
import secrets
from datetime import timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

from sync.hub.admin import records
from sync.hub.admin.records import KIND, Admin, Seat
from sync.hub.admin.rights import Right, may
from sync.hub.context import Hub
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import scopes
from sync.protocol.ids import new_id

COOKIE = "vetrina-admin"
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=8)
TURN = timedelta(minutes=10)
GRACE = timedelta(seconds=60)
SEEN = timedelta(minutes=1)
"""Being there is written down no more often than this."""

MOST_SEATS = 5
"""Of one person; the one that was used longest ago makes room."""

PARTS = 3


class Guest(NamedTuple):
    """Somebody who is signed in: their record, their seat, and what their cookie becomes ('' = it stays)."""

    admin: Admin
    seat: str
    cookie: str = ""

    def may(self, right: Right) -> bool:
        """Say whether they have a right."""
        return may(self.admin.role, right)

    def sees(self, store: str) -> bool:
        """Say whether a store is one of those that they see."""
        return self.admin.store in {"", store}


def begin(hub: Hub, admin: Admin) -> tuple[Admin, Guest]:
    """Return a record with one more seat, and who sits there; nothing is written."""
    name, secret, now = new_id(), secrets.token_urlsafe(32), hub.now()
    seat = Seat(hashed(hub, name, secret), now, now, now)
    others = {key: one for key, one in admin.seats.items() if _is_good(hub, one)}
    while len(others) >= MOST_SEATS:
        others.pop(min(others, key=lambda key: others[key].seen))
    after = replace(admin, seats={**others, name: seat})
    return after, Guest(after, name, f"{admin.id}.{name}.{secret}")


async def guest_of(hub: Hub, http: Request) -> Guest | None:
    """Return who sends a request, None for nobody who is signed in."""
    parts = http.cookies.get(cookie_name(hub), "").split(".")
    if len(parts) != PARTS or not all(part.isascii() and part.isprintable() and part for part in parts):
        return None
    identifier, name, secret = parts
    fresh, came = secrets.token_urlsafe(32), hashed(hub, name, secret)
    turned = False

    def step(known: Admin | None) -> Admin | None:
        nonlocal turned
        turned = False
        seat = known.seats.get(name) if known else None
        if known is None or seat is None:
            return known
        others = {key: one for key, one in known.seats.items() if key != name}
        if known.left or not _is_good(hub, seat) or not _is_proven(hub, seat, came):
            return replace(known, seats=others)
        after = seat
        if hub.later(-SEEN) >= seat.seen:
            after = replace(after, seen=hub.now())
        if hmac.compare_digest(seat.secret, came) and hub.later(-TURN) >= seat.turned:
            turned = True
            after = replace(after, secret=hashed(hub, name, fresh), before=came, turned=hub.now())
        return replace(known, seats={**others, name: after}) if after != seat else known

    place = Key(KIND, identifier)
    known = await documents.change(hub.storage, scopes.admin(identifier), place, Admin, step)
    if known is None or name not in known.seats:
        return None
    return Guest(known, name, f"{identifier}.{name}.{fresh}" if turned else "")


async def end(hub: Hub, guest: Guest) -> None:
    """Sign somebody out."""

    def step(known: Admin | None) -> Admin | None:
        return known and replace(known, seats={k: one for k, one in known.seats.items() if k != guest.seat})

    place = Key(KIND, guest.admin.id)
    await documents.change(hub.storage, scopes.admin(guest.admin.id), place, Admin, step)


def token(hub: Hub, guest: Guest) -> str:
    """Return what every form of a seat carries, and no other page can know."""
    return records.keyed(hub.keys.token, "form", guest.admin.id, guest.seat)[:32]


def is_from_a_form(hub: Hub, guest: Guest, sent: str) -> bool:
    """Say whether a form was one of this seat's."""
    return hmac.compare_digest(token(hub, guest).encode(), sent.encode())


def keep(hub: Hub, response: Response, cookie: str) -> None:
    """Let the browser have its cookie: for this hub alone, out of reach of scripts and of other sites."""
    response.set_cookie(
        cookie_name(hub),
        cookie,
        max_age=int(LONGEST.total_seconds()),
        path="/",
        secure=_is_secure(hub),
        httponly=True,
        samesite="strict",
    )


def drop(hub: Hub, response: Response) -> None:
    """Take the cookie back."""
    response.delete_cookie(
        cookie_name(hub), path="/", secure=_is_secure(hub), httponly=True, samesite="strict"
    )


def cookie_name(hub: Hub) -> str:
    """Return the cookie's name; with TLS one that no neighbouring domain can plant (RFC 6265bis, 4.1.3.2)."""
    return f"__Host-{COOKIE}" if _is_secure(hub) else COOKIE


def hashed(hub: Hub, name: str, secret: str) -> str:
    """Return what is kept of a seat's secret."""
    return records.keyed(hub.keys.token, "seat", name, secret)


def _is_secure(hub: Hub) -> bool:
    return urlsplit(hub.config.public_url).scheme == "https"


def _is_good(hub: Hub, seat: Seat) -> bool:
    return seat.begun > hub.later(-LONGEST) and seat.seen > hub.later(-IDLE)


def _is_proven(hub: Hub, seat: Seat, came: str) -> bool:
    if hmac.compare_digest(seat.secret, came):
        return True
    is_before = bool(seat.before) and hmac.compare_digest(seat.before, came)
    return is_before and seat.turned > hub.later(-GRACE)
