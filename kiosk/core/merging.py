"""A guest's list joins those of a customer: line by line, as one durable act, and back again.

A line that is moved keeps its quantity, its note and how much it is wanted; where the same thing is there
already, both quantities add up. A list that joins whole stays the same list, with its links and orders.
"""

from collections.abc import Collection
from typing import NamedTuple

import msgspec

from sync.protocol import scopes
from sync.protocol.customers import LinkList
from sync.protocol.ids import line_id, new_id
from sync.protocol.list_verbs import (
    AddLine,
    AdjustLine,
    AttachList,
    CreateList,
    SetNote,
    SetPriority,
    Undo,
    known_priority,
)
from sync.protocol.lists import Line, ShoppingList
from sync.shapes import ready

Act = tuple[str, msgspec.Struct]
"""A scope, and what is done there."""

LONGEST_NOTE = 500


class Row(NamedTuple):
    """A line of the guest's list, and how many of the same are on the list that it would join."""

    line: Line
    there: int


class Plan(NamedTuple):
    """What a merge does: its acts, and the list (id) that holds the lines then; `whole` where it joined."""

    acts: list[Act]
    target: str
    whole: bool


def rows(guest: ShoppingList, target: ShoppingList | None) -> list[Row]:
    """Return what there is to merge; `target` None stands for a list of its own."""
    return [Row(line, _there(line, target)) for line in guest.present]


def _there(line: Line, target: ShoppingList | None) -> int:
    same = target.line(line_id(target.id, line.variant, line.options)) if target else None
    return same.quantity if same else 0


def plan(
    guest: ShoppingList, customer: str, target: ShoppingList | None, chosen: Collection[str], title: str = ""
) -> Plan:
    """Return what brings the chosen lines (ids) of a guest's list to a customer.

    Without a `target` they become a list of the customer's own; where all are chosen the guest's list does
    itself. `title` is what a new list is called.
    """
    lines = [line for line in guest.present if line.id in chosen]
    if target is None and len(lines) == len(guest.present):
        attach = (scopes.shopping_list(guest.id), AttachList(customer))
        return Plan([attach, _link(customer, guest.id)], guest.id, whole=True)
    begun: list[Act] = []
    if target is None:
        identifier, begun = begin_list(customer, CreateList(title, guest.language, guest.store))
        target = ShoppingList(identifier, "", title)
    moves = [act for line in lines for act in _move(line, guest, target)]
    return Plan(begun + moves, target.id, whole=False)


def begin_list(customer: str, create: CreateList) -> tuple[str, list[Act]]:
    """Return a new list's id, and what makes it a customer's own."""
    identifier = new_id()
    scope = scopes.shopping_list(identifier)
    return identifier, [(scope, create), (scope, AttachList(customer)), _link(customer, identifier)]


def part(joined: ShoppingList, title: str = "") -> list[Act]:
    """Return what takes the lines of a list that joined whole back to a guest's list of their own."""
    guest = ShoppingList(new_id(), "", title)
    create: Act = (scopes.shopping_list(guest.id), CreateList(title, joined.language, joined.store))
    return [create, *(act for line in joined.present for act in _move(line, joined, guest))]


def carry(line: Line, source: ShoppingList, target: ShoppingList, *, keep: bool) -> list[Act]:
    """Return what brings a line to another list, or (`keep`) puts the same there too."""
    acts = _move(line, source, target)
    there, identifier = scopes.shopping_list(target.id), line_id(target.id, line.variant, line.options)
    known, wanted = target.line(identifier), known_priority(line.priority)
    ranked = [(there, SetPriority(identifier, wanted))] if wanted and not (known and known.priority) else []
    return [*(acts[:-1] if keep else acts), *ranked]


def undo(done: list[tuple[str, str]]) -> list[Act]:
    """Return what takes back changes of lines, given as scope and operation, the last of them first."""
    return [(scope, Undo(op)) for scope, op in reversed(done)]


def is_undoable(verb: msgspec.Struct) -> bool:
    """Say whether a list can take back an act of a merge."""
    return isinstance(verb, AddLine | AdjustLine | SetNote | SetPriority)


def _link(customer: str, identifier: str) -> Act:
    return scopes.customer(customer), LinkList(identifier)


def _move(line: Line, source: ShoppingList, target: ShoppingList) -> list[Act]:
    identifier = line_id(target.id, line.variant, line.options)
    there, here = scopes.shopping_list(target.id), scopes.shopping_list(source.id)
    acts: list[Act] = [(there, AddLine(line.product, line.variant, dict(line.options), line.quantity))]
    known = target.line(identifier)
    before = known.note if known else ""
    note = line.note if not before or line.note in before else f"{before}\n{line.note}"
    if line.note and note != before and len(note) <= LONGEST_NOTE:
        acts.append((there, SetNote(identifier, note, before)))
    if line.priority and not (known and known.priority):
        acts.append(
            (there, msgspec.convert({"line": identifier, "priority": line.priority}, ready(SetPriority)))
        )
    return [*acts, (here, AdjustLine(line.id, -line.quantity))]
