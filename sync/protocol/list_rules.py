"""What becomes of a list: the one rule that tablet and hub both apply.

Arrival order at the hub decides. Quantities move by deltas that `apply` clamps and records, so that undo
inverts what really happened; of two text edits the later arrival stands.
"""

import msgspec

from sync.protocol import customers, question_rules
from sync.protocol.actors import Actor
from sync.protocol.errors import Rejected
from sync.protocol.ids import line_id
from sync.protocol.list_verbs import (
    AddLine,
    AdjustLine,
    AttachList,
    CreateList,
    MoveLine,
    RenameList,
    RevokeShare,
    SetNote,
    SetPriority,
    ShareList,
    Undo,
    Verb,
)
from sync.protocol.lists import (
    MAX_HISTORY,
    MAX_LINES,
    MAX_QUANTITY,
    Entry,
    Line,
    ShoppingList,
    introduce,
    known_line,
    put_line,
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
        Rejected: `no_list`, `no_line`, `list_full`, `nothing_to_undo`, `no_share`, `not_yours`, `erased`;
            of a question that is taken back once more `no_question`, `answered`, `too_many_questions`.
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
    document: ShoppingList, act: Act, verb: AddLine | AdjustLine | SetNote | SetPriority | MoveLine
) -> ShoppingList:
    match verb:
        case AddLine():
            return _add(document, act, verb)
        case AdjustLine():
            return _move(document, act, known_line(document, verb.line), verb.delta)
        case SetNote():
            return _set_note(document, act, verb)
        case SetPriority(line=line, priority=priority):
            return _rank(document, act, known_line(document, line), priority)
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


def _rank(document: ShoppingList, act: Act, line: Line, priority: str) -> ShoppingList:
    entry = _entry(act, line=line.id, before=line.priority, after=priority)
    ranked = put_line(document, msgspec.structs.replace(line, priority=priority))
    return _record(ranked, msgspec.structs.replace(entry, ranked=True))


def _undo(document: ShoppingList, act: Act, verb: Undo) -> ShoppingList:
    entry = next((entry for entry in document.history if entry.op == verb.op), None)
    if entry is None or entry.undone:
        raise Rejected("nothing_to_undo")
    history = [msgspec.structs.replace(e, undone=True) if e.op == verb.op else e for e in document.history]
    document = msgspec.structs.replace(document, history=history)
    # What to invert shows in the entry itself: an undo is an entry like any other and can be undone as well.
    if entry.asked:
        again = question_rules.take_back if entry.after else question_rules.ask_again
        return again(document, entry.asked, _entry(act))
    if not entry.line:
        return _rename(document, act, RenameList(title=entry.before, base=entry.after))
    line = known_line(document, entry.line)
    if entry.moved:
        return _put_before(document, act, MoveLine(line=line.id, before=entry.before))
    if entry.ranked:
        return _rank(document, act, line, entry.before)
    if entry.before != entry.after:
        return _set_note(document, act, SetNote(line=line.id, note=entry.before, base=entry.after))
    return _move(document, act, line, -entry.delta)


def _move(document: ShoppingList, act: Act, line: Line, delta: int) -> ShoppingList:
    """Change a quantity, clamped, and record the delta that took effect."""
    quantity = min(MAX_QUANTITY, max(0, line.quantity + delta))
    entry = _entry(act, line=line.id, delta=quantity - line.quantity)
    return _record(put_line(document, msgspec.structs.replace(line, quantity=quantity)), entry)


def _entry(act: Act, *, line: str = "", delta: int = 0, before: str = "", after: str = "") -> Entry:
    verb = type(act.verb).__name__
    return Entry(
        op=act.op, verb=verb, by=act.actor.id, at=act.at, line=line, delta=delta, before=before, after=after
    )


def _record(document: ShoppingList, entry: Entry) -> ShoppingList:
    return msgspec.structs.replace(document, history=[*document.history, entry][-MAX_HISTORY:])
