"""Making a fresh tablet known to a hub: what was typed or scanned, and in which words it failed."""

from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from kiosk.core.scanners.layouts import MISMATCHES, is_typed, restore
from sync.client import enrolment
from sync.client.errors import ClientError, HubError, IdentityError, NoRoom, Offline, Unreached
from sync.client.identity import Identity
from sync.client.way import STRAIGHT, Way
from sync.protocol import invitations
from sync.protocol.devices import TYPED_SIGNS, clean_code
from sync.protocol.invitations import Batch, Invitation, InvitationError, NewerInvitation, OlderInvitation

AIM, AIM_LENGTH = "]", 3
"""How a scanner begins that says which symbology it read, and how long that is."""

MINUTE = 60

REFUSED = {
    "code_refused": "wrong_code",
    "code_used": "used_code",
    "code_expired": "expired_code",
    "hub_too_old": "hub_old",
    "tablet_too_old": "tablet_old",
}
"""What a hub's refusal is called in the texts."""

OF_FILE = {"used_code": "file_used", "expired_code": "file_old", "wrong_code": "file_unknown"}
"""Likewise, where the code came from a store's file."""


class Fault(NamedTuple):
    """Why a tablet is not known yet: a key of the texts (`pairing.<key>`), and what is filled in."""

    key: str
    value: str = ""


class Pairing:
    """A fresh tablet before its hub. What asks the hub waits for it: do that in the background."""

    def __init__(self, data: Path, hub: str = "", name: str = "", way: Way = STRAIGHT) -> None:
        """`data` is the tablet's folder, `hub` the address that it was set up with, '' where nobody has.

        `name` is what the tablet calls itself where its code names none. Any hub is reached by `way`.
        """
        self._data = data
        self._set_up = _address(hub)
        self._name = name
        self.way = way
        self.hub = self._set_up
        """The address that is asked; '' while nobody has said one."""

    @property
    def fixed(self) -> bool:
        """Whether whoever set the tablet up has said which hub it is for: then nobody here says another."""
        return bool(self._set_up)

    def key(self) -> str:
        """Return the public key that the tablet will be known by.

        Raises:
            IdentityError: It cannot be kept.
        """
        return enrolment.pending_key(self._data)

    def go_to(self, address: str) -> Fault | None:
        """Take an address that was typed; return what is wrong with it."""
        try:
            self.hub = invitations.address(address)
        except InvitationError:
            return Fault("bad_address", address.strip())
        return None

    def read(self, text: str) -> str | Fault:
        """Take what was scanned; return the code in it, or what is wrong. An address in it is taken over."""
        found = read_scan(text)
        if not isinstance(found, Invitation):
            return found
        if self.fixed and found.url != self._set_up:
            return Fault("other_hub", host(found.url))
        self.hub = found.url
        return found.token

    def enter(self, code: str) -> Identity | Fault:
        """Ask the hub to let this tablet in, with a code that is good once."""
        try:
            return enrolment.enrol(self._data, self.hub, code, self._name, self.way)
        except ClientError as error:
            return fault_of(error, self.hub)

    def enter_from(self, batch: Batch) -> Identity | Fault:
        """Ask the hub likewise, with an entry of a store's file that is free."""
        if self.fixed and batch.url != self._set_up:
            return Fault("other_hub", host(batch.url))
        self.hub = batch.url
        try:
            return enrolment.enrol_from(self._data, batch, self._name, self.way)
        except ClientError as error:
            fault = fault_of(error, batch.url)
            return Fault(OF_FILE.get(fault.key, fault.key), fault.value)


def read_scan(text: str) -> Invitation | str | Fault:
    """Return what was scanned: an invitation, or the code of one alone; else what is wrong with it.

    A keyboard scanner that types for another country garbles an invitation: it is turned back.
    """
    text = text.strip()
    if text.startswith(AIM):
        text = text[AIM_LENGTH:]
    meant = [text, *(restore(text, one) for one in MISMATCHES if is_typed(text, one))]
    for one in meant:
        try:
            return invitations.read(one)
        except NewerInvitation:
            return Fault("tablet_old")
        except OlderInvitation:
            return Fault("hub_old")
        except InvitationError:
            continue
    return code if is_typed_code(text) and (code := clean_code(text)) else Fault("no_invitation")


def is_typed_code(text: str) -> bool:
    """Whether a text is a code and nothing else: its signs, with blanks or dashes between."""
    signs = "".join(text.upper().replace("-", "").split())
    return len(signs) == TYPED_SIGNS and clean_code(signs) == signs


def fault_of(error: ClientError, hub: str) -> Fault:
    """Return what an error means to who sets a tablet up."""
    if isinstance(error, Unreached):
        if error.cause == "address":
            return Fault("bad_address", host(hub))
        return Fault(error.cause, _minutes(error.skew) if error.cause == "clock" else host(hub))
    if isinstance(error, IdentityError | NoRoom):
        return Fault("disk")
    if isinstance(error, Offline) and error.retry_after:
        return Fault("wait", f"{error.retry_after:.0f}")
    if isinstance(error, HubError) and error.code in REFUSED:
        return Fault(REFUSED[error.code])
    return Fault("trouble", host(hub))


def host(address: str) -> str:
    """Return what of an address people know: without the scheme that all have.

    >>> host("https://hub.example:8743"), host("http://hub.example")
    ('hub.example:8743', 'http://hub.example')
    """
    parts = urlsplit(address)
    return address if parts.scheme == "http" else f"{parts.netloc}{parts.path}"


def _minutes(seconds: float) -> str:
    """Return by how many minutes a clock is wrong; '-' before those of one that is behind."""
    return f"{round(seconds / MINUTE):d}"


def _address(text: str) -> str:
    try:
        return invitations.address(text) if text else ""
    except InvitationError:
        return ""
