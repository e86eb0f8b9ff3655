"""What clients send: the bodies of the profile API. What is not known here is refused, never passed over."""

from typing import Annotated

import msgspec

from sync.protocol import customers, fits
from sync.protocol.customers import Name, Place, Value, Wording
from sync.protocol.list_verbs import (
    AddLine,
    AdjustLine,
    Note,
    RenameList,
    RevokeShare,
    SetNote,
    ShareList,
    Title,
    Undo,
)
from sync.protocol.lists import MAX_LINES, MAX_QUANTITY
from sync.protocol.persons import ContactText, Text
from sync.protocol.plain import IN_NO_LINE, PLAIN_LINE

MAX_OPS = 100
"""Operations in one request."""

UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

Uuid = Annotated[str, msgspec.Meta(pattern=f"^{UUID}$")]
Moment = Annotated[str, msgspec.Meta(max_length=40, pattern=PLAIN_LINE)]
Tag = Annotated[str, msgspec.Meta(max_length=40, pattern=PLAIN_LINE)]
Reference = Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=PLAIN_LINE)]
Link = Annotated[str, msgspec.Meta(min_length=16, max_length=300, pattern=PLAIN_LINE)]
Quantity = Annotated[int, msgspec.Meta(ge=0, le=MAX_QUANTITY)]
Seen = Annotated[int, msgspec.Meta(ge=0)]
_WORD = f"[^:{IN_NO_LINE}]{{1,40}}"
ConsentName = Annotated[str, msgspec.Meta(pattern=rf"^{_WORD}:{_WORD}$(?!\n)")]
Unset = msgspec.UnsetType
UNSET = msgspec.UNSET


class NewCustomer(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Who shall be known. `reference` is the sender's own name for the account, kept as a hash alone."""

    reference: Reference
    language: Tag = ""
    store: Tag = ""


class ConsentPatch(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What the customer said about one purpose on one channel, to which wording, and where."""

    given: bool
    wording: Wording
    place: Place = ""


class CustomerPatch(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A merge patch (RFC 7396) of a customer: what is absent stays, null forgets.

    `consents` maps `<purpose>:<channel>`; a consent is never forgotten, only withdrawn.
    """

    language: Tag | Unset | None = UNSET
    store: Tag | Unset | None = UNSET
    sizes: dict[Name, Value | None] | Unset = UNSET
    preferences: dict[Name, Value | None] | Unset = UNSET
    consents: dict[ConsentName, ConsentPatch] | Unset = UNSET


class PersonPatch(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A merge patch (RFC 7396) of a person: what is absent stays, null forgets."""

    names: dict[Name, Text | None] | Unset = UNSET
    contacts: dict[Name, ContactText | None] | Unset = UNSET


class LinePatch(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A merge patch of one line: its quantity as it shall be, its note."""

    quantity: Quantity | Unset = UNSET
    note: Note | Unset | None = UNSET


class ListPatch(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A merge patch (RFC 7396) of a list: `lines` by id, null takes one off. New ones come by operations."""

    title: Title | Unset | None = UNSET
    lines: Annotated[dict[str, LinePatch | None], msgspec.Meta(max_length=MAX_LINES)] | Unset = UNSET


class NewList(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A list to begin for a customer."""

    title: Title = ""
    language: Tag = ""
    store: Tag = ""


class Attachment(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A guest's list to give to a customer: `link` is the open share link they came with, or its token."""

    link: Link


class ListOp(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One operation on a list, made once and sent again until answered.

    `id` is a UUID (version 7, best) drawn by the sender; `at` the sender's clock (informs, never decides);
    `base` the sequence number of the list that was seen.
    """

    id: Uuid
    args: AddLine | AdjustLine | SetNote | RenameList | Undo | ShareList | RevokeShare
    at: Moment = ""
    base: Seen = 0


class ListOps(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Operations on one list, in order. Each has its own result; a refused one never stops the others."""

    ops: Annotated[list[ListOp], msgspec.Meta(min_length=1, max_length=MAX_OPS)]


class CustomerOp(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One operation on a customer; `at` is when it was said, which a consent is dated with."""

    id: Uuid
    args: (
        customers.SetLanguage
        | customers.SetStore
        | customers.SetSize
        | customers.SetPreference
        | customers.GiveConsent
        | customers.WithdrawConsent
        | customers.GiveCard
        | fits.SayFit
        | fits.ForgetFit
    )
    at: Moment = ""


class CustomerOps(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Operations on one customer, in order. Each has its own result."""

    ops: Annotated[list[CustomerOp], msgspec.Meta(min_length=1, max_length=MAX_OPS)]
