"""One visit at a tablet, and the proof that an operation was made in it.

The tablet draws a random secret when a shopper begins; the session's id is the secret's hash. Whoever knows
the secret acts for the session, also offline and also after the visit: it travels inside sealed operations.
"""

import hashlib
import secrets
from typing import Annotated, NamedTuple

import msgspec

from sync.protocol.errors import Malformed
from sync.protocol.ids import STORABLE

LEASE_SECONDS = 12 * 3600
"""How long a visit stays on a tablet that hears nothing of the hub; each word of the hub begins it anew."""

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=128, pattern=STORABLE)]
Count = Annotated[int, msgspec.Meta(ge=0, lt=2**31)]

GUEST = "guest"
STAFF = "staff"
PHONE = "phone"
DEVICE = "device"


class NewSession(NamedTuple):
    """What a tablet keeps while a shopper is there."""

    id: str
    secret: str

    @property
    def principal(self) -> str:
        """Who the operations of this visit act as."""
        return f"{GUEST}:{self.id}"


class EndSession(msgspec.Struct, frozen=True, tag="EndSession", tag_field="verb"):
    """The visit is over: the device may no longer read what belongs to it.

    `why` is finish, idle, crash or sign_out.
    """

    why: str = ""


class Wiped(msgspec.Struct, frozen=True, omit_defaults=True):
    """The receipt of a wipe: nothing of a visit is left on its tablet that can be read there.

    `why` the visit ended, `at` when it was wiped by the tablet's clock, and how much went: documents,
    operations in plain, refusals that were to be shown. It tells of nobody.
    """

    visit: Name
    why: Annotated[str, msgspec.Meta(max_length=40)]
    at: Annotated[str, msgspec.Meta(max_length=40)]
    documents: Count = 0
    operations: Count = 0
    refusals: Count = 0


class Place(NamedTuple):
    """Where an operation stands among those of its device: the number `order` of a life of it."""

    incarnation: str = ""
    order: int = 0


class Session(msgspec.Struct, frozen=True, omit_defaults=True):
    """The hub's record of a visit: kind `session`. Times are the hub's, ISO 8601 UTC.

    One of an associate names them, their role and the store; it is good until `until`. One of a shopper who
    signed in is `customer`'s until then; `first_name` stays at the hub and goes with the visit's end. `last`
    is where the operation that ended it stands: a tablet does nothing in a session after that. `incarnation`
    is the life of the tablet in which the shopper signed in. `wiped` is the
    tablet's word that nothing of it is left there.
    """

    id: str
    device: str
    begun: str
    ended: str = ""
    why: str = ""
    associate: str = ""
    name: str = ""
    role: str = ""
    store: str = ""
    until: str = ""
    last: Place = Place()
    customer: str = ""
    incarnation: str = ""
    first_name: str = ""
    wiped: Wiped | None = None

    def is_over_at(self, place: Place) -> bool:
        """Say whether something was made after the session had ended on its tablet."""
        known = bool(self.ended and self.last.order) and self.last.incarnation == place.incarnation
        return known and place.order > self.last.order

    def is_customers(self, now: str) -> bool:
        """Say whether the visit is a customer's at a moment of the hub's."""
        return bool(self.customer) and not self.ended and now < self.until


def begin() -> NewSession:
    """Draw a fresh session: 256 random bits."""
    secret = secrets.token_urlsafe(32)
    return NewSession(session_id(secret), secret)


def session_id(secret: str) -> str:
    """Return the id that belongs to a secret (first 128 bits of its SHA-256, hex)."""
    return hashlib.sha256(secret.encode()).hexdigest()[:32]


def principal_of(secret: str) -> str:
    """Return the principal that a secret proves."""
    return f"{GUEST}:{session_id(secret)}"


def proves(secret: str, principal: str) -> bool:
    """Say whether a secret proves a principal: a shopper's visit or an associate's session."""
    kind, _, identifier = principal.partition(":")
    return kind in {GUEST, STAFF} and bool(secret) and session_id(secret) == identifier


def split_principal(principal: str) -> tuple[str, str]:
    """Take `guest:<session>`, `staff:<session>`, `phone:<visitor>` or `device:<id>` apart.

    Raises:
        Malformed: It is none of these.
    """
    kind, _, identifier = principal.partition(":")
    if kind not in {GUEST, STAFF, PHONE, DEVICE} or not identifier:
        message = "unknown kind of principal"
        raise Malformed(message)
    return kind, identifier


def end(session: Session, verb: EndSession, now: str, last: Place = Place()) -> Session:  # noqa: B008 - a value
    """Return the session as it stands after its end, which the operation at `last` was.

    Ending it again changes nothing.
    """
    if session.ended:
        return session
    return msgspec.structs.replace(session, ended=now, why=verb.why, last=last, first_name="")
