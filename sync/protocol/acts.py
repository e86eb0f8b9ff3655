"""An operation as a rule gets it: a verb with who does it, and when."""

from typing import Any

import msgspec

from sync.protocol.actors import Actor


class Act(msgspec.Struct, frozen=True):
    """`op` is the operation's id, `principal` who it acts as, `at` the maker's clock (it informs only).

    `now` is the hub's clock where the hub decides, the tablet's own where it looks ahead: ISO 8601 UTC.
    `device` is where it was made, in its life `incarnation`, as the one of number `order` there; '' and 0 for
    what the hub itself does, and where a tablet looks ahead.
    """

    op: str
    actor: Actor
    principal: str
    at: str
    now: str
    verb: Any
    device: str = ""
    incarnation: str = ""
    order: int = 0
