"""Rules 5 and 13: bad operations beside good ones, and sides of different age."""

import msgspec

from sync.hub.conformance.finding import Check, require
from sync.hub.conformance.stage import Stage
from sync.hub.conformance.tablet import read
from sync.protocol.envelope import SCHEMA, SealedOp, SyncAnswer
from sync.protocol.list_verbs import AddLine, RenameList

PUT_OFF = {"rejected", "retry"}
"""Not done now. Whether a later try may help is the implementation's to say."""


async def _malformed_neighbours(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list()
    good = tablet.op(scope, AddLine(product="p", variant="v"))
    bad = [{"id": "nothing else"}, 7, None, "text", {**msgspec.to_builtins(good), "id": 9, "args": 1}]
    answer = read(await tablet.post(tablet.request(ops=[*bad, good])), SyncAnswer)
    results = [result.status for result in answer.results if result.id == good.id]
    require(results == ["applied"], f"between malformed operations a good one was {results}")
    refused = sum(result.status == "rejected" for result in answer.results)
    require(refused == len(bad), f"{refused} of {len(bad)} malformed operations got a refusal of their own")


async def _bad_seals(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list()
    good = tablet.op(scope, AddLine(product="p", variant="v"))
    sealed = tablet.seal(tablet.op(scope, RenameList(title="x")))
    bad = [
        SealedOp(id="garbage", device=tablet.device, sealed="AAAA"),
        SealedOp(id="no base64", device=tablet.device, sealed="é"),
        msgspec.structs.replace(sealed, id="another name"),
    ]
    results = {one.id: one.status for one in (await tablet.sync(good, sealed=bad)).results}
    require(results.pop(good.id, "") == "applied", "beside seals that cannot be opened a good one waits")
    require(set(results.values()) <= PUT_OFF, f"seals that cannot be opened were {results}")


async def _each_its_own(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list()
    other = await tablet.new_list()
    ops = [
        tablet.op(scope, {"verb": "Explode"}),
        tablet.op(scope, AddLine(product="p", variant="v")),
        tablet.op("nonsense", RenameList(title="x")),
        tablet.op("hub", RenameList(title="x")),
        tablet.op(other, RenameList(title="fine")),
    ]
    statuses = {one.id: one.status for one in (await tablet.sync(*ops)).results}
    seen = [statuses.get(op.id, "missing") for op in ops]
    expected = ["rejected", "applied", "rejected", "rejected", "applied"]
    require(seen == expected, f"one by one they were {seen}")


async def _newer(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list()
    result = await tablet.result(tablet.op(scope, RenameList(title="x"), schema=SCHEMA + 1))
    require(result.status in PUT_OFF, f"an operation of tomorrow was {result.status}")
    require("hub" in result.reason, f"the reason does not name the hub as the old side: {result.reason}")


async def _older(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list()
    result = await tablet.result(tablet.op(scope, RenameList(title="x"), schema=SCHEMA - 2))
    require(result.status in PUT_OFF, f"an operation two versions old was {result.status}")
    require(
        "device" in result.reason, f"the reason does not name the device as the old side: {result.reason}"
    )


async def _unknown_fields(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list()
    op = {**msgspec.to_builtins(tablet.op(scope, RenameList(title="known"))), "mood": "good"}
    answer = read(await tablet.post(tablet.request(ops=[op], weather={"sun": True})), SyncAnswer)
    statuses = [result.status for result in answer.results]
    require(statuses == ["applied"], f"with fields it does not know an operation was {statuses}")


CHECKS = (
    Check("5", "malformed operations never stop a good one, and each is refused", _malformed_neighbours),
    Check("5", "seals that cannot be opened never stop a good operation", _bad_seals),
    Check("5", "each operation of a request is decided by itself", _each_its_own),
    Check("13", "an operation of a newer schema is put off or refused, and the hub named as old", _newer),
    Check(
        "13", "one older than the version before is put off or refused, and the device named as old", _older
    ),
    Check("13", "fields nobody knows are no error", _unknown_fields),
)
