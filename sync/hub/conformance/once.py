"""Rule 2: an operation takes effect once, and its first result is its result for ever."""

import asyncio

from sync.hub.conformance.finding import Check, require
from sync.hub.conformance.stage import Stage
from sync.protocol.list_verbs import AddLine, AdjustLine, RenameList

RULE = "2"
AT_ONCE = 4


async def _again(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list()
    op = tablet.op(scope, AddLine(product="p", variant="v", quantity=2))
    first = await tablet.result(op)
    await tablet.apply(scope, RenameList(title="in between"))
    second = await tablet.result(op)
    require(first == second, f"first {first}, then {second}")
    quantity = (await tablet.read_list(scope)).lines[0].quantity
    require(quantity == 2, f"it took effect again: quantity {quantity}")  # noqa: PLR2004 - as added


async def _rejected_again(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list()
    op = tablet.op(scope, AdjustLine(line="nowhere", delta=1))
    first, second = await tablet.result(op), await tablet.result(op)
    require(first.status == "rejected" and first == second, f"first {first}, then {second}")


async def _other_content(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list()
    op = await tablet.apply(scope, RenameList(title="first"))
    other = tablet.op(scope, RenameList(title="second"), id=op.id, order=op.order, at=op.at)
    result = await tablet.result(other)
    require(result.status == "conflict", f"the same id with other content was {result.status}")
    title = (await tablet.read_list(scope)).title
    require(title == "first", f"the other content took effect: {title}")


async def _sealed_is_plain(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list()
    op = tablet.op(scope, AddLine(product="p", variant="v"))
    plain = await tablet.result(op)
    results = (await tablet.sync(sealed=[tablet.seal(op)])).results
    require(results == [plain], f"plain {plain}, sealed {results}")
    quantity = (await tablet.read_list(scope)).lines[0].quantity
    require(quantity == 1, f"the sealed copy took effect too: quantity {quantity}")


async def _at_once(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list()
    op = tablet.op(scope, AddLine(product="p", variant="v"))

    async def send() -> None:
        result = await tablet.result(op)
        require(result.status in {"applied", "retry"}, f"one of several at once was {result.status}")
        if result.status == "applied":
            lines = (await tablet.read_list(scope)).lines
            require(lines, "it was called applied before it took effect")

    await asyncio.gather(*(send() for _ in range(AT_ONCE)))
    quantity = (await tablet.read_list(scope)).lines[0].quantity
    require(quantity == 1, f"sent {AT_ONCE} times at once, took effect {quantity} times")


CHECKS = (
    Check(RULE, "the same operation again gets its first result and changes nothing", _again),
    Check(RULE, "a refusal is repeated too", _rejected_again),
    Check(RULE, "the same id with other content is a conflict and changes nothing", _other_content),
    Check(RULE, "the sealed copy is the same operation", _sealed_is_plain),
    Check(
        RULE, "sent several times at once it takes effect once, and is never called applied before", _at_once
    ),
)
