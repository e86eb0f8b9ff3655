"""Enrolment and tokens: how a tablet becomes known and proves to be itself."""

from typing import Annotated

import msgspec

ASSERTION_ALGORITHM = "Ed25519"
"""How devices sign (RFC 9864; the older name of the same thing, EdDSA, is deprecated)."""

AUDIENCE = "vetrina-hub"
"""Whom assertions are for."""


class EnrolRequest(msgspec.Struct, frozen=True, omit_defaults=True):
    """A single-use code and the public half of the key that the device made (Ed25519, base64url)."""

    code: Annotated[str, msgspec.Meta(min_length=4, max_length=128)]
    public_key: Annotated[str, msgspec.Meta(min_length=40, max_length=64)]
    name: Annotated[str, msgspec.Meta(max_length=40)] = ""


class EnrolAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the device needs to work: who it is, where it stands, and the hub's sealing key (base64)."""

    device: str
    store: str
    name: str
    hub_key: str
    public_url: str
    brand: str = ""


class TokenRequest(msgspec.Struct, frozen=True):
    """A JWT signed with the device's key: `iss`, `sub` the device, `aud` `AUDIENCE`, `exp` in minutes."""

    device: Annotated[str, msgspec.Meta(max_length=128)]
    assertion: Annotated[str, msgspec.Meta(max_length=4096)]


class TokenAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """A bearer token, good for `expires_in` seconds.

    `public_url` is where shoppers' phones reach the hub now; '' when the hub does not say.
    """

    token: str
    expires_in: int
    public_url: str = ""


class Device(msgspec.Struct, frozen=True, omit_defaults=True):
    """The hub's record of a tablet: kind `device`. Times are ISO 8601 UTC."""

    id: str
    store: str
    name: str
    public_key: str
    enrolled: str


class Enrolment(msgspec.Struct, frozen=True, omit_defaults=True):
    """A code that was handed out: kind `enrolment`. `device` is who used it, '' while it waits.

    `name` is what the tablet shall be called, '' to let it say so itself.
    """

    store: str
    expires: str
    device: str = ""
    name: str = ""
