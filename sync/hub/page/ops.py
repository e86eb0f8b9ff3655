"""What a phone may do: a few verbs, sent as small JSON, turned into operations like a tablet's."""

import hashlib
import unicodedata
from typing import Annotated

import msgspec

from sync.protocol import moments
from sync.protocol.actors import Actor
from sync.protocol.call_verbs import (
    AgreeOffer,
    AskQuestion,
    CallHelp,
    CancelHelp,
    CancelRequest,
    RequestPreparation,
    TakeBackQuestion,
)
from sync.protocol.envelope import SCHEMA, Op
from sync.protocol.errors import Malformed
from sync.protocol.list_verbs import AdjustLine, MoveLine, RenameList, RevokeShare, SetNote, SetPriority, Undo
from sync.protocol.scopes import shopping_list
from sync.protocol.sessions import PHONE
from sync.shapes import ready

MAX_BYTES = 8192
"""A longer request is refused unread: the longest note in the widest script stays below."""

MAX_NAME = 40
INCARNATION = "page"
UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
"""Unicode categories that have no place in a name: controls, direction marks, private and unassigned."""

Uuid = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]
Visitor = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9_-]{16,64}$")]
Moment = Annotated[str, msgspec.Meta(max_length=40)]


class CloseLink(msgspec.Struct, frozen=True, tag="CloseLink", tag_field="verb"):
    """Close the link the page was opened with; the page itself does not know its hash."""


Change = (
    AdjustLine
    | SetNote
    | SetPriority
    | MoveLine
    | RenameList
    | Undo
    | CloseLink
    | AskQuestion
    | TakeBackQuestion
    | AgreeOffer
    | RequestPreparation
    | CancelRequest
    | CallHelp
    | CancelHelp
)
"""What somebody with a link does: to the list, and with the store about it."""


class PhoneOp(msgspec.Struct, frozen=True):
    """One change as the page sends it.

    `id` is a UUIDv7 made once and sent again until answered; `visitor` a random id that stays on the phone;
    `name` what others shall call them, '' for a number; `at` the phone's clock (informs, never decides);
    `base` the `seq` of the view that was seen.
    """

    id: Uuid
    visitor: Visitor
    at: Moment
    args: Change
    name: Annotated[str, msgspec.Meta(max_length=MAX_NAME)] = ""
    base: Annotated[int, msgspec.Meta(ge=0)] = 0


def decode(body: bytes) -> PhoneOp:
    """Read what a page sent.

    Raises:
        Malformed: It names no real moment.
        msgspec.DecodeError: It is no JSON, or (ValidationError) no change that a phone may make.
    """
    sent = msgspec.json.decode(body, type=ready(PhoneOp))
    try:
        moments.parse(sent.at)
    except ValueError as error:
        raise Malformed(str(error)) from error
    return sent


def actor_id(visitor: str, list_id: str) -> str:
    """Return who a visitor is on one list.

    Hashed with the list, so that others who read the list can neither act as this phone nor recognise it on
    another list.
    """
    digest = hashlib.sha256(f"{visitor}\0{list_id}".encode()).hexdigest()
    return f"{PHONE}:{digest[:32]}"


def actor(sent: PhoneOp, list_id: str) -> Actor:
    """Return who makes a change, under the name they gave."""
    return Actor(id=actor_id(sent.visitor, list_id), kind="phone", name=clean_name(sent.name))


def clean_name(name: str) -> str:
    """Return a name without invisible characters and doubled blanks."""
    seen = "".join(each for each in name if unicodedata.category(each) not in UNSEEN)
    return " ".join(seen.split())


def operation(sent: PhoneOp, list_id: str, share: str) -> Op:
    """Return the operation that a change stands for.

    Args:
        sent: What the page sent.
        list_id: The list its link opens.
        share: SHA-256 of the link's token (hex), for closing it.
    """
    verb = RevokeShare(share=share) if isinstance(sent.args, CloseLink) else sent.args
    principal = actor_id(sent.visitor, list_id)
    return Op(
        id=sent.id,
        device=PHONE,
        incarnation=INCARNATION,
        order=0,
        principal=principal,
        scope=shopping_list(list_id),
        at=sent.at,
        args=msgspec.to_builtins(verb),
        base=sent.base,
        schema=SCHEMA,
    )
