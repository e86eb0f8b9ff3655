"""The verbs of a list. A text edit carries the text it replaced."""

from typing import Annotated, Literal, get_args

import msgspec

from sync.protocol.ids import STORABLE
from sync.protocol.lists import MAX_QUANTITY
from sync.protocol.plain import PLAIN, PLAIN_LINE

Title = Annotated[str, msgspec.Meta(max_length=120, pattern=PLAIN_LINE)]
Note = Annotated[str, msgspec.Meta(max_length=500, pattern=PLAIN)]
Former = Annotated[str, msgspec.Meta(max_length=500)]
"""What a text was before: whatever stands there, so that it can always be mended."""

Key = Annotated[str, msgspec.Meta(min_length=1, max_length=128, pattern=STORABLE)]
Hash = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Tag = Annotated[str, msgspec.Meta(max_length=40, pattern=STORABLE)]
Options = Annotated[dict[Tag, Key], msgspec.Meta(max_length=12)]
Delta = Annotated[int, msgspec.Meta(ge=-MAX_QUANTITY, le=MAX_QUANTITY)]


class CreateList(msgspec.Struct, frozen=True, tag="CreateList", tag_field="verb"):
    """Start a list. Doing it again changes nothing."""

    title: Title = ""
    language: Tag = ""
    store: Tag = ""


class RenameList(msgspec.Struct, frozen=True, tag="RenameList", tag_field="verb"):
    """Give the list another title; `base` is the title that was seen."""

    title: Title
    base: Former = ""


class AddLine(msgspec.Struct, frozen=True, tag="AddLine", tag_field="verb"):
    """Put a variant on the list, or more of it."""

    product: Key
    variant: Key
    options: Options = {}
    quantity: Annotated[int, msgspec.Meta(ge=1, le=MAX_QUANTITY)] = 1


class AdjustLine(msgspec.Struct, frozen=True, tag="AdjustLine", tag_field="verb"):
    """Move a quantity. Removing is minus the quantity that was seen, so an unseen add survives."""

    line: Key
    delta: Delta


class SetNote(msgspec.Struct, frozen=True, tag="SetNote", tag_field="verb"):
    """Write a note on a line; `base` is the note that was seen."""

    line: Key
    note: Note
    base: Former = ""


Priority = Literal["", "must", "nice", "maybe"]
"""How much somebody wants a thing: must have it, would be nice, perhaps; '' where nobody said."""


def known_priority(text: str) -> Priority:
    """Return what a list says of a line, '' where nobody here knows it."""
    return next((one for one in get_args(Priority) if one == text), "")


class SetPriority(msgspec.Struct, frozen=True, omit_defaults=True, tag="SetPriority", tag_field="verb"):
    """Say how much a line is wanted; `base` is what was seen."""

    line: Key
    priority: Priority
    base: Former = ""


class Undo(msgspec.Struct, frozen=True, tag="Undo", tag_field="verb"):
    """Take one earlier change back by inverting what it really did."""

    op: Key


class ShareList(msgspec.Struct, frozen=True, tag="ShareList", tag_field="verb"):
    """Open a share link, known to the hub only by the SHA-256 of its token."""

    share: Hash


class RevokeShare(msgspec.Struct, frozen=True, tag="RevokeShare", tag_field="verb"):
    """Close a share link for good."""

    share: Hash


class AttachList(msgspec.Struct, frozen=True, tag="AttachList", tag_field="verb"):
    """Give a guest's list to a customer. Doing it again changes nothing."""

    customer: Key


class MoveLine(msgspec.Struct, frozen=True, omit_defaults=True, tag="MoveLine", tag_field="verb"):
    """Put a line in front of another one, or ('' or one that is not there) at the end."""

    line: Key
    before: Annotated[str, msgspec.Meta(max_length=128, pattern=STORABLE)] = ""


Verb = (
    CreateList
    | RenameList
    | AddLine
    | AdjustLine
    | SetNote
    | SetPriority
    | MoveLine
    | Undo
    | ShareList
    | RevokeShare
    | AttachList
)
