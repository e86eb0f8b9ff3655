"""Rule 3: a copied data folder is noticed as soon as both have spoken."""

import copy
import secrets

from sync.hub.conformance.finding import Check, require
from sync.hub.conformance.stage import Stage
from sync.hub.conformance.tablet import Tablet
from sync.protocol.devices import ACTIVE
from sync.protocol.list_verbs import RenameList

RULE = "3"


def _copy(stage: Stage) -> Tablet:
    """Return what a copy of the tablet's folder is at its first start: all but the newest run."""
    tablet = stage.tablet
    return Tablet(
        stage.client(),
        key=tablet.key,
        device=tablet.device,
        store=tablet.store,
        hub_key=tablet.hub_key,
        incarnation=tablet.incarnation,
        runs=[secrets.token_hex(8)],
        visit=copy.copy(tablet.visit),
    )


async def _next_start(stage: Stage) -> None:
    tablet = stage.tablet
    before = tablet.incarnation
    tablet.runs = [*tablet.runs, secrets.token_hex(8)]
    answer = await tablet.sign_in()
    require(answer.standing == ACTIVE, f"a tablet started anew is {answer.standing}")
    require(tablet.incarnation == before, "a tablet started anew became another incarnation")


async def _noticed(stage: Stage) -> None:
    tablet, twin = stage.tablet, _copy(stage)
    scope = await tablet.new_list(lines=1)
    answer = await twin.sign_in()
    require(twin.incarnation != tablet.incarnation, "a copy goes on as the same incarnation")
    require(answer.standing != ACTIVE, f"a copy is {answer.standing} before staff confirmed it")
    read = await twin.sync(cursors={scope: 0, "catalogue": 0})
    told = [*read.changes, *read.heads, *read.checksums, *read.leases]
    require(not told, f"a copy reads before staff confirmed it: {len(told)} things")
    await tablet.sign_in()
    document = await tablet.read_list(scope)
    require(document.lines, "the first tablet stopped working")


async def _not_a_duplicate(stage: Stage) -> None:
    tablet, twin = stage.tablet, _copy(stage)
    await twin.sign_in()
    scope = await tablet.new_list()
    twin.order = tablet.order
    first = await tablet.apply(scope, RenameList(title="the tablet's"))
    same_order = twin.op(scope, RenameList(title="the copy's"))
    require(first.order == same_order.order, "the check itself is wrong")
    result = await twin.result(same_order)
    require(result.status == "retry", f"the copy's own next operation was {result.status} {result.reason}")


CHECKS = (
    Check(RULE, "the next start of a tablet is the same tablet", _next_start),
    Check(RULE, "a copy gets an incarnation of its own and reads nothing until it is confirmed", _noticed),
    Check(RULE, "a copy's own next operation waits, and is never taken for the tablet's", _not_a_duplicate),
)
