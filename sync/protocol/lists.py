"""A shopper's list: the document, its verbs, and the one rule that tablet and hub both apply.

Arrival order at the hub decides. Quantities move by deltas that `apply` clamps and records, so that undo
inverts what really happened; a text edit carries the text it replaced and the later arrival stands.
A line is on the list while its quantity is above zero.
"""

from typing import Annotated, Literal

import msgspec

from sync.protocol import customers
from sync.protocol.errors import Rejected
from sync.protocol.ids import PLAIN, PLAIN_LINE, STORABLE, line_id

MAX_QUANTITY = 999
MAX_LINES = 500
MAX_HISTORY = 200
"""Changes kept for undo and for showing who did what; the oldest are let go."""

MAX_ACTORS = 200
"""Beyond this, who is named by no line and no kept change is forgotten: a link's holder can invent actors."""

Title = Annotated[str, msgspec.Meta(max_length=120, pattern=PLAIN_LINE)]
Note = Annotated[str, msgspec.Meta(max_length=500, pattern=PLAIN)]
Former = Annotated[str, msgspec.Meta(max_length=500)]
"""What a text was before: whatever stands there, so that it can always be mended."""

Key = Annotated[str, msgspec.Meta(min_length=1, max_length=128, pattern=STORABLE)]
Hash = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Tag = Annotated[str, msgspec.Meta(max_length=40, pattern=STORABLE)]
Options = Annotated[dict[Tag, Key], msgspec.Meta(max_length=12)]
Delta = Annotated[int, msgspec.Meta(ge=-MAX_QUANTITY, le=MAX_QUANTITY)]


class Actor(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who did something: a kiosk, a phone, an associate. `place` is the store's name.

    `number` tells phones without a name apart (`phone 2`); the document gives it on first sight.
    """

    id: str
    kind: Literal["kiosk", "phone", "associate", "shop"]
    name: str = ""
    place: str = ""
    number: int = 0


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One product on the list; `by` is who added it first (an actor's id), `bought` pieces were paid for.

    `back` is what returns took off that, by the mark of each: one that was a mistake gives it again.
    """

    id: str
    product: str
    variant: str
    quantity: int
    options: dict[str, str] = {}
    note: str = ""
    by: str = ""
    at: str = ""
    bought: int = 0
    back: dict[str, int] = {}


class OrderMark(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the list says of an order made from it, or from somebody who has it: a copy of the order's state.

    `state` is the order's, or `asked` while the store has not heard of it. `by` is the first name of who has
    it, `version` counts the order's changes: an older one never stands over a newer. `offers` are substitutes
    that wait for the shopper's word: the order's line to the variant offered. `asked` is `cancel` from the
    shopper's word on until the store has heard it. `reason` is a code and `remark`
    what the store said beside it.
    """

    id: str
    state: str
    kind: str = "request"
    number: str = ""
    store: str = ""
    at: str = ""
    by: str = ""
    promise: str = ""
    place: str = ""
    reason: str = ""
    version: int = 0
    lines: dict[str, str] = {}
    offers: dict[str, "Offer"] = {}
    asked: str = ""
    remark: str = ""


class Offer(msgspec.Struct, frozen=True, omit_defaults=True):
    """A substitute as the shopper sees it: `instead` is the variant that is missing."""

    product: str
    variant: str
    quantity: int
    instead: str
    options: dict[str, str] = {}


class HelpMark(msgspec.Struct, frozen=True, omit_defaults=True):
    """The call for a person from this list: `asked`, `waiting`, `coming`, `done`, `withdrawn`.

    `by` is the first name of who comes, `store` where: '' while no store has heard of it.
    """

    id: str
    state: str
    at: str
    topic: str = ""
    by: str = ""
    version: int = 0
    store: str = ""


class Question(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something asked about a line ('' = about the list), and its answer; `by`, `answered_by` are actors."""

    id: str
    text: str
    by: str
    at: str
    line: str = ""
    answer: str = ""
    answered_by: str = ""
    answered_at: str = ""


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One change as it took effect: `delta` for quantities, `before`/`after` for texts.

    Where `moved` is set, they are the lines that it stood in front of ('' = it was the last).
    """

    op: str
    verb: str
    by: str
    at: str
    line: str = ""
    delta: int = 0
    before: str = ""
    after: str = ""
    moved: bool = False
    undone: bool = False


class ShoppingList(msgspec.Struct, frozen=True, omit_defaults=True):
    """The document of kind `list`. `owner` is the principal who made it, or the customer it was given to.

    `guests` are the visits that a customer's list was begun in: they go on with it while they last. `shares`
    maps the SHA-256 of a share link's token to whether the link is open. `changed` is the hub's day (ISO
    8601) of the last change; only the hub writes it. An erased list keeps the id alone.
    """

    id: str
    owner: str
    title: str = ""
    language: str = ""
    store: str = ""
    lines: list[Line] = []
    actors: dict[str, Actor] = {}
    history: list[Entry] = []
    shares: dict[str, bool] = {}
    guests: list[str] = []
    changed: str = ""
    orders: dict[str, OrderMark] = {}
    help: HelpMark | None = None
    questions: list[Question] = []
    erased: bool = False

    def line(self, identifier: str) -> Line | None:
        """Return the line with this id, also when its quantity is zero."""
        return next((line for line in self.lines if line.id == identifier), None)

    def is_of(self, customer: str) -> bool:
        """Say whether the list belongs to a customer, and not to a guest or somebody else."""
        return self.owner == customers.principal(customer)

    @property
    def present(self) -> list[Line]:
        """The lines a person sees: those with a quantity above zero."""
        return [line for line in self.lines if line.quantity > 0]

    @property
    def pieces(self) -> int:
        """How many pieces are on the list."""
        return sum(line.quantity for line in self.lines)


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
    | MoveLine
    | Undo
    | ShareList
    | RevokeShare
    | AttachList
)


class Act(msgspec.Struct, frozen=True):
    """A verb with who does it: `op` is the operation's id, `at` the maker's clock (it informs only)."""

    op: str
    actor: Actor
    at: str
    verb: Verb


def apply(document: ShoppingList | None, act: Act, *, list_id: str, owner: str) -> ShoppingList:
    """Return the list after `act`.

    Args:
        document: The list before, None when there is none yet.
        act: What is done, by whom.
        list_id: The list's id; line ids derive from it.
        owner: The principal who makes the list when `act` creates it.

    Raises:
        Rejected: `no_list`, `no_line`, `list_full`, `nothing_to_undo`, `no_share`, `not_yours`, `erased`.
    """
    if document is None:
        if not isinstance(act.verb, CreateList):
            raise Rejected("no_list")
        document = ShoppingList(id=list_id, owner=owner)
        return _create(document, act, act.verb)
    if document.erased:
        raise Rejected("erased")
    return _change(introduce(document, act.actor), act)


def _change(document: ShoppingList, act: Act) -> ShoppingList:
    match act.verb:
        case CreateList():
            return document
        case RenameList() as verb:
            return _rename(document, act, verb)
        case Undo() as verb:
            return _undo(document, act, verb)
        case ShareList() | RevokeShare() as verb:
            return _change_shares(document, verb)
        case AttachList(customer=customer):
            return _attach(document, customers.principal(customer))
        case verb:
            return _change_lines(document, act, verb)


def _change_lines(
    document: ShoppingList, act: Act, verb: AddLine | AdjustLine | SetNote | MoveLine
) -> ShoppingList:
    match verb:
        case AddLine():
            return _add(document, act, verb)
        case AdjustLine():
            return _move(document, act, known_line(document, verb.line), verb.delta)
        case SetNote():
            return _set_note(document, act, verb)
        case MoveLine():
            return _put_before(document, act, verb)


def _put_before(document: ShoppingList, act: Act, verb: MoveLine) -> ShoppingList:
    line = known_line(document, verb.line)
    stood = document.lines.index(line)
    follower = document.lines[stood + 1].id if stood + 1 < len(document.lines) else ""
    others = [other for other in document.lines if other.id != line.id]
    at = next((number for number, other in enumerate(others) if other.id == verb.before), len(others))
    entry = _entry(act, line=line.id, before=follower, after=verb.before)
    moved = msgspec.structs.replace(document, lines=[*others[:at], line, *others[at:]])
    return _record(moved, msgspec.structs.replace(entry, moved=True))


def _change_shares(document: ShoppingList, verb: ShareList | RevokeShare) -> ShoppingList:
    if isinstance(verb, ShareList):
        # A link that was closed stays closed, whatever arrives later.
        shares = {verb.share: True, **document.shares}
    elif verb.share in document.shares:
        shares = {**document.shares, verb.share: False}
    else:
        raise Rejected("no_share")
    return msgspec.structs.replace(document, shares=shares)


def _attach(document: ShoppingList, owner: str) -> ShoppingList:
    if document.owner == owner:
        return document
    if customers.is_customer(document.owner):
        raise Rejected("not_yours")
    return msgspec.structs.replace(document, owner=owner, guests=[*document.guests, document.owner])


def introduce(document: ShoppingList, actor: Actor) -> ShoppingList:
    """Remember who acts; a phone gets the next number when it is first seen."""
    known = document.actors.get(actor.id)
    number = known.number if known else 0
    if not number and actor.kind == "phone":
        number = 1 + max((other.number for other in document.actors.values()), default=0)
    actor = msgspec.structs.replace(actor, number=number)
    if actor == known:
        return document
    actors = document.actors if known or len(document.actors) < MAX_ACTORS else _named(document)
    return msgspec.structs.replace(document, actors={**actors, actor.id: actor})


def _named(document: ShoppingList) -> dict[str, Actor]:
    """Return the actors whom a line or a change names."""
    named = {line.by for line in document.lines} | {entry.by for entry in document.history}
    return {identifier: actor for identifier, actor in document.actors.items() if identifier in named}


def _create(document: ShoppingList, act: Act, verb: CreateList) -> ShoppingList:
    document = introduce(document, act.actor)
    return msgspec.structs.replace(document, title=verb.title, language=verb.language, store=verb.store)


def _rename(document: ShoppingList, act: Act, verb: RenameList) -> ShoppingList:
    entry = _entry(act, before=document.title, after=verb.title)
    return _record(msgspec.structs.replace(document, title=verb.title), entry)


def _add(document: ShoppingList, act: Act, verb: AddLine) -> ShoppingList:
    identifier = line_id(document.id, verb.variant, verb.options)
    line = document.line(identifier)
    if line is None:
        if len(document.lines) >= MAX_LINES:
            raise Rejected("list_full")
        line = Line(
            id=identifier, product=verb.product, variant=verb.variant, quantity=0, options=verb.options
        )
        document = msgspec.structs.replace(document, lines=[*document.lines, line])
    if line.quantity == 0:
        line = msgspec.structs.replace(line, by=act.actor.id, at=act.at)
    return _move(document, act, line, verb.quantity)


def _set_note(document: ShoppingList, act: Act, verb: SetNote) -> ShoppingList:
    line = known_line(document, verb.line)
    entry = _entry(act, line=line.id, before=line.note, after=verb.note)
    return _record(put_line(document, msgspec.structs.replace(line, note=verb.note)), entry)


def _undo(document: ShoppingList, act: Act, verb: Undo) -> ShoppingList:
    entry = next((entry for entry in document.history if entry.op == verb.op), None)
    if entry is None or entry.undone:
        raise Rejected("nothing_to_undo")
    history = [msgspec.structs.replace(e, undone=True) if e.op == verb.op else e for e in document.history]
    document = msgspec.structs.replace(document, history=history)
    # What to invert shows in the entry itself: an undo is an entry like any other and can be undone as well.
    if not entry.line:
        return _rename(document, act, RenameList(title=entry.before, base=entry.after))
    line = known_line(document, entry.line)
    if entry.moved:
        return _put_before(document, act, MoveLine(line=line.id, before=entry.before))
    if entry.before != entry.after:
        return _set_note(document, act, SetNote(line=line.id, note=entry.before, base=entry.after))
    return _move(document, act, line, -entry.delta)


def known_line(document: ShoppingList, identifier: str) -> Line:
    """Return a line of the list.

    Raises:
        Rejected: `no_line`.
    """
    line = document.line(identifier)
    if line is None:
        raise Rejected("no_line")
    return line


def _move(document: ShoppingList, act: Act, line: Line, delta: int) -> ShoppingList:
    """Change a quantity, clamped, and record the delta that took effect."""
    quantity = min(MAX_QUANTITY, max(0, line.quantity + delta))
    entry = _entry(act, line=line.id, delta=quantity - line.quantity)
    return _record(put_line(document, msgspec.structs.replace(line, quantity=quantity)), entry)


def put_line(document: ShoppingList, line: Line) -> ShoppingList:
    """Return the list with a line in the place of the one with its id."""
    lines = [line if other.id == line.id else other for other in document.lines]
    return msgspec.structs.replace(document, lines=lines)


def _entry(act: Act, *, line: str = "", delta: int = 0, before: str = "", after: str = "") -> Entry:
    verb = type(act.verb).__name__
    return Entry(
        op=act.op, verb=verb, by=act.actor.id, at=act.at, line=line, delta=delta, before=before, after=after
    )


def _record(document: ShoppingList, entry: Entry) -> ShoppingList:
    return msgspec.structs.replace(document, history=[*document.history, entry][-MAX_HISTORY:])
