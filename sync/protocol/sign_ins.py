"""A shopper signs in: on their own phone, or with a code that is mailed to them.

The hub is between, as in RFC 8628. A tablet begins, asks how it stands, and accepts: only then is the visit
the customer's. No secret of an account is ever typed at a tablet, and none comes there. `proof` is the secret
of the visit that signs in.
"""

from typing import Annotated, Literal

import msgspec

from sync.protocol.ids import STORABLE

BEGIN_SECONDS = 120
"""How long a code waits for a phone, and what was confirmed for the word "yes, that is me"."""

TYPE_SECONDS = 600
"""How long a code that was mailed can be typed: mails take their time."""

INTERVAL_SECONDS = 2
"""How often is asked; who asks more often is told to slow down."""

SIGNED_IN_SECONDS = 2 * 3600
"""The longest that a visit is a customer's, whatever its tablet does."""

MAX_TRIES = 5
"""Wrong codes after which a sign-in is over."""

MAIL_DIGITS = 6

Proof = Annotated[str, msgspec.Meta(min_length=1, max_length=128)]
Language = Annotated[str, msgspec.Meta(max_length=40, pattern=STORABLE)]
Way = Literal["phone", "email"]

State = Literal["pending", "seen", "confirmed", "refused", "expired"]
"""Nobody came yet; a phone has opened it; an account was proven; it is over: by a wrong number, too many
wrong codes or somebody's word, or by its time."""


class BeginSignIn(msgspec.Struct, frozen=True, omit_defaults=True):
    """`POST /v1/sign-ins`. `language` is the shopper's; `email` is where a code goes, for the way `email`."""

    proof: Proof
    language: Language = ""
    way: Way = "phone"
    email: Annotated[str, msgspec.Meta(max_length=254, pattern=STORABLE)] = ""


class SignInBegun(msgspec.Struct, frozen=True, omit_defaults=True):
    """How it goes on: `url` is for the QR, or `code` is typed at `domain`; the phone asks for `number`.

    They are '' where a code was mailed. Good for `expires_in` seconds; ask every `interval` seconds.
    """

    id: str
    domain: str
    expires_in: int
    interval: int
    url: str = ""
    code: str = ""
    number: str = ""


class AskSignIn(msgspec.Struct, frozen=True, omit_defaults=True):
    """`POST /v1/sign-ins/{id}`: how does it stand? `code` are the mailed digits, as typed."""

    proof: Proof
    code: Annotated[str, msgspec.Meta(max_length=20)] = ""


class SignInState(msgspec.Struct, frozen=True, omit_defaults=True):
    """How it stands, and for how many seconds. `hello` is whose account was proven, masked: "A***"."""

    state: State
    hello: str = ""
    expires_in: int = 0


class AcceptSignIn(msgspec.Struct, frozen=True):
    """`POST /v1/sign-ins/{id}/accept`: the shopper said yes, that is me."""

    proof: Proof


class SignedInShopper(msgspec.Struct, frozen=True, omit_defaults=True):
    """Whose the visit is from now on, for `seconds` at the longest; `lists` are the customer's own."""

    customer: str
    hello: str
    seconds: int
    first_name: str = ""
    lists: list[str] = []


class AbortSignIn(msgspec.Struct, frozen=True):
    """`POST /v1/sign-ins/{id}/abort`: not me, or not now."""

    proof: Proof
