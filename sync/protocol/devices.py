"""Enrolment and tokens: how a tablet becomes known and proves to be itself.

An *incarnation* is one life of a tablet's data folder, a *run* one start of its program. A copied or restored
folder tells runs that the hub's newest is not among: so it is noticed as soon as both have spoken
(see `sync/decisions/0004-runs-and-incarnations.md`).
"""

import hashlib
from typing import Annotated, Final, Literal

import msgspec

from sync.protocol.ids import STORABLE

ASSERTION_ALGORITHM = "Ed25519"
"""How devices sign (RFC 9864; the older name of the same thing, EdDSA, is deprecated)."""

AUDIENCE = "vetrina-hub"
"""Whom assertions are for."""

HANDSHAKE_VERSION: Final = 1
"""How a tablet becomes known: raised when the call, or what an invitation says, changes so that an older one
would not understand it."""

OLDEST_HANDSHAKE: Final = 1
"""The oldest that is still understood."""

FIRST_HANDSHAKE: Final = 1
"""What a tablet speaks that does not say."""

CODE_SIGNS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""What codes are made of: 32 signs without 0 O 1 I, which people mistake for each other."""

TYPED_SIGNS: Final = 8
"""Signs of a code that people type: 40 random bits. With the brake on guessing and a short life that is
plenty."""

GROUP: Final = 4
"""So many stand together where people read them."""


PublicKey = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]=?$")]
"""An Ed25519 public key: 32 bytes as base64url (RFC 4648; the last sign carries four bits)."""


class EnrolRequest(msgspec.Struct, frozen=True, omit_defaults=True):
    """A single-use code and the public half of the key that the device made (Ed25519, base64url).

    A folder that was enrolled before names the device it was in `former`, so that what it still holds can be
    delivered; `former_proof` is the former key's signature over `former_message` (base64url). `handshake` is
    the version that the tablet speaks.
    """

    code: Annotated[str, msgspec.Meta(min_length=4, max_length=128)]
    public_key: PublicKey
    name: Annotated[str, msgspec.Meta(max_length=40)] = ""
    former: Annotated[str, msgspec.Meta(max_length=128, pattern=STORABLE)] = ""
    former_proof: Annotated[str, msgspec.Meta(max_length=128)] = ""
    handshake: Annotated[int, msgspec.Meta(ge=0, le=1_000)] = FIRST_HANDSHAKE


def fingerprint(public_key: str) -> str:
    """Return the few signs by which people tell that a key at the hub is the one of the tablet before them.

    They are 40 bits of the key's hash: they tell tablets apart, and prove nothing.

    >>> fingerprint("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
    '6RFN-4ZBP'
    """
    number = int.from_bytes(hashlib.sha256(public_key.rstrip("=").encode()).digest()[:5], "big")
    signs = "".join(CODE_SIGNS[number >> 5 * place & 31] for place in reversed(range(TYPED_SIGNS)))
    return grouped(signs)


def grouped(code: str) -> str:
    """Return a code as people read it.

    >>> grouped("ABCDEFGH")
    'ABCD-EFGH'
    """
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def clean_code(text: str) -> str:
    """Return the signs of a code as it was typed or read: capitals, without what stands between.

    >>> clean_code(" abcd - efgh ")
    'ABCDEFGH'
    """
    return "".join(sign for sign in text.upper() if sign in CODE_SIGNS)


def former_message(public_key: str) -> bytes:
    """Return what the former key of a folder signs to hand its work over to a new key."""
    return f"vetrina: enrolled anew as {public_key}".encode()


class EnrolAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the device needs to work: who it is, where it stands, and the hub's sealing key (base64).

    `settings_key` is what the hub signs settings from afar with (Ed25519, base64url).
    """

    device: str
    store: str
    name: str
    hub_key: str
    public_url: str
    brand: str = ""
    settings_key: str = ""


ACTIVE: Final = "active"
UNCONFIRMED: Final = "unconfirmed"
RETIRED: Final = "retired"
LOST: Final = "lost"

Standing = Literal["active", "unconfirmed", "retired"]
"""What the hub lets a tablet do: all; or only deliver what waits, because it seems to be a copy that staff
have to confirm, or because it was taken out of service."""

Status = Literal["active", "retired", "lost"]
"""What staff said of a device."""

MAX_RUNS = 16
"""Runs in one request: the last that the hub acknowledged and the newest since."""

RUN_BYTES = 8
"""64 random bits name a run, and an incarnation: a device has few of them, and they travel often."""

RunId = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class TokenRequest(msgspec.Struct, frozen=True, omit_defaults=True):
    """A JWT signed with the device's key: `iss`, `sub` the device, `aud` `AUDIENCE`, `exp` in minutes.

    `incarnation` is who the tablet takes itself for; `runs` are its runs from the last one that the hub
    acknowledged to the present one. Both are left out by tablets of the version before. `next_key` is the
    public key that it will sign with from now on, where the hub has asked for another; `next_proof` the
    present key's signature over `next_message` (base64url).
    """

    device: Annotated[str, msgspec.Meta(max_length=128, pattern=STORABLE)]
    assertion: Annotated[str, msgspec.Meta(max_length=4096)]
    incarnation: Annotated[str, msgspec.Meta(max_length=64)] = ""
    runs: Annotated[list[RunId], msgspec.Meta(max_length=MAX_RUNS)] = []
    next_key: Annotated[str, msgspec.Meta(pattern="^([A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]=?)?$")] = ""
    next_proof: Annotated[str, msgspec.Meta(max_length=128)] = ""


def next_message(public_key: str) -> bytes:
    """Return what the present key of a tablet signs to hand over to the next one."""
    return f"vetrina: rolled to {public_key}".encode()


class TokenAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """A bearer token, good for `expires_in` seconds.

    `public_url` is where shoppers' phones reach the hub now; '' when the hub does not say. `incarnation` is
    who the tablet is from now on, '' for who it said it was. `settings_key` is for a tablet that was enrolled
    before hubs signed settings: who has one keeps it. With `roll` the hub asks for another key.
    """

    token: str
    expires_in: int
    public_url: str = ""
    incarnation: str = ""
    standing: Standing = "active"
    settings_key: str = ""
    roll: bool = False


class Life(msgspec.Struct, frozen=True, omit_defaults=True):
    """One incarnation of a device: the newest `run` that spoke as it, and whether staff know it.

    `epoch` is the hub's when that run spoke: what a restored hub remembers of runs is out of date and proves
    nothing. `since` is ISO 8601 UTC.
    """

    run: str
    since: str
    epoch: str
    confirmed: bool = True


class Device(msgspec.Struct, frozen=True, omit_defaults=True):
    """The hub's record of a tablet: kind `device`. Times are ISO 8601 UTC.

    `status_since` is when staff last changed `status`; `lives` are its incarnations, the first one first;
    `former` the devices that its folder was before it was enrolled anew; `erasures` the orders of erasure
    that it still has to carry out, with the incarnations that have. `roll` is when staff asked for another
    key, '' while nobody does, and `next_key` the one that the tablet has named and not signed with yet.
    """

    id: str
    store: str
    name: str
    public_key: str
    enrolled: str
    status: Status = "active"
    status_since: str = ""
    lives: dict[str, Life] = {}
    former: list[str] = []
    erasures: dict[str, list[str]] = {}
    roll: str = ""
    next_key: str = ""

    def made(self, device: str) -> bool:
        """Say whether what names a device was made on this tablet, by its present name or a former one."""
        return device == self.id or device in self.former

    def standing(self, incarnation: str) -> Standing:
        """Say what an incarnation may do; a tablet that names none is trusted while none is known."""
        if self.status == RETIRED:
            return "retired"
        life = self.lives.get(incarnation)
        known = life.confirmed if life else not self.lives
        return "active" if known else "unconfirmed"


class Enrolment(msgspec.Struct, frozen=True, omit_defaults=True):
    """A code that was handed out: kind `enrolment`. `device` is who used it, '' while it waits.

    `name` is what the tablet shall be called, '' to let it say so itself.
    """

    store: str
    expires: str
    device: str = ""
    name: str = ""
