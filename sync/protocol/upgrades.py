"""Versions of the operations' arguments: how what an older tablet made is read today.

An operation never changes once it is made: its fingerprint is taken over it as it was. Who decides about it,
or shows it, upgrades a copy first, step by step. A hub takes the present version and the one before, so
tablets can be updated after it, one by one; a newer one waits on its tablet until the hub is updated.
"""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from sync.protocol.envelope import SCHEMA, Op
from sync.protocol.errors import Rejected

HUB_TOO_OLD = "hub_too_old"
DEVICE_TOO_OLD = "device_too_old"

Step = Callable[[dict[str, Any]], dict[str, Any]]
"""Turns the arguments of one version into those of the next; it leaves what it is given alone."""

# 1 → 2: new verbs (requests, questions, orders, stock); what the first version says it says still.

STEPS: Sequence[Step] = (dict,)
"""The n-th step leads from version n to n + 1. Append only: one for each time `SCHEMA` goes up."""


def upgrade(op: Op) -> Op:
    """Return an operation with its arguments in the words of today.

    Raises:
        Rejected: `hub_too_old` for a newer operation than this side knows, `device_too_old` for one that is
            older than the version before.
    """
    if op.schema > SCHEMA:
        raise Rejected(HUB_TOO_OLD)
    if op.schema < max(1, SCHEMA - 1):
        raise Rejected(DEVICE_TOO_OLD)
    args = op.args
    for step in STEPS[op.schema - 1 :]:
        args = step(args)
    return op if args is op.args else msgspec.structs.replace(op, args=args, schema=SCHEMA)
