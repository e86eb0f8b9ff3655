"""The rules of merging: arrival order, deltas, clamps, undo, text edits with their base."""

import msgspec

from sync.hub.conformance.finding import Check, require
from sync.hub.conformance.stage import Stage
from sync.protocol.ids import line_id
from sync.protocol.list_verbs import AddLine, AdjustLine, CreateList, RenameList, SetNote, Undo
from sync.protocol.lists import MAX_QUANTITY
from sync.protocol.scopes import parse

RULE = "merging"


def _line(scope: str, variant: str = "v0") -> str:
    return line_id(parse(scope).id, variant, {})


async def _one_line(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list()
    add = AddLine(product="p0", variant="v0", quantity=2)
    await tablet.apply(scope, add)
    await tablet.apply(scope, msgspec.structs.replace(add, quantity=3))
    lines = (await tablet.read_list(scope)).lines
    require(len(lines) == 1, f"two adds of one variant made {len(lines)} lines")
    require(lines[0].id == _line(scope), "a line's id does not derive from list, variant and options")
    require(lines[0].quantity == 5, f"2 and 3 made {lines[0].quantity}")  # noqa: PLR2004 - see above


async def _unseen_add(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list(lines=1)
    await tablet.apply(scope, AddLine(product="p0", variant="v0"))  # somebody adds one more, unseen
    await tablet.apply(scope, AdjustLine(line=_line(scope), delta=-1))  # ... who saw one removes one
    quantity = (await tablet.read_list(scope)).lines[0].quantity
    require(quantity == 1, f"an unseen add was lost: quantity {quantity}")


async def _clamps(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list(lines=1)
    down = await tablet.apply(scope, AdjustLine(line=_line(scope), delta=-5))
    document = await tablet.read_list(scope)
    require(document.lines[0].quantity == 0, f"below zero: {document.lines[0].quantity}")
    effective = [entry.delta for entry in document.history if entry.op == down.id]
    require(effective == [-1], f"one minus five is recorded as {effective}, it took away 1")
    for _ in range(2):
        await tablet.apply(scope, AdjustLine(line=_line(scope), delta=MAX_QUANTITY))
    quantity = (await tablet.read_list(scope)).lines[0].quantity
    require(quantity == MAX_QUANTITY, f"above the most: {quantity}")


async def _undo(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list(lines=1)
    down = await tablet.apply(scope, AdjustLine(line=_line(scope), delta=-5))
    undone = await tablet.apply(scope, Undo(op=down.id))
    quantity = (await tablet.read_list(scope)).lines[0].quantity
    require(quantity == 1, f"undoing what took away 1 left {quantity}")
    await tablet.apply(scope, Undo(op=undone.id))
    quantity = (await tablet.read_list(scope)).lines[0].quantity
    require(quantity == 0, f"undoing the undo left {quantity}")
    again = await tablet.result(tablet.op(scope, Undo(op=down.id)))
    require(again.status == "rejected", f"undone twice: {again.status}")


async def _later_stands(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list(lines=1)
    first = await tablet.apply(scope, SetNote(line=_line(scope), note="first", base=""))
    second = await tablet.apply(scope, SetNote(line=_line(scope), note="second", base=""))
    document = await tablet.read_list(scope)
    require(document.lines[0].note == "second", f"the later edit does not stand: {document.lines[0].note}")
    told = {entry.op: (entry.before, entry.after) for entry in document.history}
    expected = {first.id: ("", "first"), second.id: ("first", "second")}
    kept = {op: told.get(op) for op in expected}
    require(kept == expected, f"the history does not show both edits: {kept}")


async def _clock_decides_nothing(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list()
    await tablet.apply(scope, RenameList(title="first"), at="2040-01-01T00:00:00Z")
    await tablet.apply(scope, RenameList(title="second"), at="1970-01-01T00:00:00Z")
    title = (await tablet.read_list(scope)).title
    require(title == "second", "the later arrival gave way to an earlier one with a later clock")


async def _twice_created(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list(lines=1)
    await tablet.apply(scope, CreateList(title="another"))
    document = await tablet.read_list(scope)
    require(document.title == "Conformance" and document.lines, "creating a list again emptied it")


CHECKS = (
    Check(RULE, "two adds of one variant are one line", _one_line),
    Check(RULE, "removing what was seen spares an add that was not", _unseen_add),
    Check(
        RULE, "quantities stop at zero and at the most, and the delta that took effect is recorded", _clamps
    ),
    Check(RULE, "undo inverts the delta that took effect, once, and can be undone", _undo),
    Check(RULE, "of two edits the later stands, and the history shows both", _later_stands),
    Check(RULE, "no clock decides", _clock_decides_nothing),
    Check(RULE, "creating a list again changes nothing", _twice_created),
)
