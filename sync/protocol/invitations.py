r"""What a fresh tablet is told to become known: the text of a QR code, or a file for a whole store.

Both say where the hub is and what opens its door once. `handshake_version` comes first of all: who is older
than an invitation says so, instead of not understanding it.
"""

from typing import Annotated, Final, TypeVar
from urllib.parse import urlsplit

import msgspec

from sync.protocol.devices import HANDSHAKE_VERSION, OLDEST_HANDSHAKE
from sync.protocol.errors import UNREADABLE
from sync.shapes import ready

MOST_ENTRIES: Final = 1_000
"""Tablets that one file is for: more than any store has."""

LONGEST_TEXT: Final = 64 * 1024
"""Signs of a file of so many entries, with room; nothing longer is read."""

FILE_NAME: Final = "vetrina-enrolment.json"
"""What a file for a whole store is called on a stick."""

T = TypeVar("T", bound=msgspec.Struct)

Token = Annotated[str, msgspec.Meta(min_length=4, max_length=128)]


class InvitationError(Exception):
    """This is no invitation."""


class NewerInvitation(InvitationError):  # noqa: N818 - named after what was found
    """It was made by a newer hub: this tablet's program is too old."""


class OlderInvitation(InvitationError):  # noqa: N818 - likewise
    """It was made by a hub that is too old."""


class Invitation(msgspec.Struct, frozen=True):
    """For one tablet: the hub's address, and a code that is good once."""

    handshake_version: int
    url: str
    token: Token


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One tablet of a batch: its code, and what it will be called."""

    token: Token
    name: Annotated[str, msgspec.Meta(max_length=40)] = ""


class Batch(msgspec.Struct, frozen=True):
    """For all tablets of a store: each takes one entry that no other has taken. `expires` is ISO 8601 UTC."""

    handshake_version: int
    url: str
    store: str
    expires: str
    entries: Annotated[list[Entry], msgspec.Meta(min_length=1, max_length=MOST_ENTRIES)]


class _Versioned(msgspec.Struct, frozen=True):
    handshake_version: int


def invite(url: str, token: str) -> Invitation:
    """Return an invitation of this version.

    Raises:
        InvitationError: The address is none.
    """
    return Invitation(HANDSHAKE_VERSION, address(url), token)


def write(invitation: Invitation | Batch) -> str:
    """Return an invitation as text: what stands in its QR code, or in its file."""
    return msgspec.json.encode(invitation).decode()


def read(text: str | bytes) -> Invitation:
    """Return what a QR code says.

    Raises:
        InvitationError: It is none, or of another version (see the children).

    >>> read('{"handshake_version":1,"url":"https://hub.example/","token":"ABCD-EFGH"}').url
    'https://hub.example'
    """
    return _checked(text, Invitation)


def read_batch(text: str | bytes) -> Batch:
    """Return what a file for a whole store says.

    Raises:
        InvitationError: As for `read`.
    """
    return _checked(text, Batch)


def _checked(text: str | bytes, kind: type[T]) -> T:
    if len(text) > LONGEST_TEXT:
        raise InvitationError("too long for an invitation")
    try:
        version = msgspec.json.decode(text, type=ready(_Versioned)).handshake_version
    except UNREADABLE as error:
        raise InvitationError("this is no invitation") from error
    if version > HANDSHAKE_VERSION:
        raise NewerInvitation(f"made by a newer hub (version {version})")
    if version < OLDEST_HANDSHAKE:
        raise OlderInvitation(f"made by an older hub (version {version})")
    try:
        found: T = msgspec.json.decode(text, type=ready(kind))
    except UNREADABLE as error:
        raise InvitationError("this is no invitation") from error
    return msgspec.structs.replace(found, url=address(getattr(found, "url")))  # noqa: B009 - both kinds have it


def address(text: str) -> str:
    """Return a hub's address as it is asked: with its scheme, without a path. HTTPS need not be typed.

    Raises:
        InvitationError: It is none.

    >>> address(" Hub.Example:8743/ ")
    'https://hub.example:8743'
    >>> address("http://127.0.0.1:8743")
    'http://127.0.0.1:8743'
    """
    typed = "".join(text.split())
    try:
        parts = urlsplit(typed if "://" in typed else f"https://{typed}")
        port = parts.port
    except ValueError as error:
        raise InvitationError("this is no address") from error
    if parts.scheme.lower() not in {"https", "http"} or not parts.hostname or parts.username is not None:
        raise InvitationError("this is no address")
    if parts.query or parts.fragment or any(sign in parts.hostname for sign in "/\\ \"'<>"):
        raise InvitationError("this is no address")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    path = parts.path.rstrip("/")
    return f"{parts.scheme.lower()}://{host}{f':{port}' if port is not None else ''}{path}"
