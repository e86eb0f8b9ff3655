"""A brake on claim codes that are tried: whoever has a tablet in hand guesses a few a minute, and no more.

A desk knows the hash of an order's code and asks the hub with no wrong one; so what comes wrong was typed at
a look-up, or sent by something else than a desk. An operation that meets the brake comes again after it.
"""

from collections.abc import Iterable

from sync.hub.context import Hub
from sync.protocol import own_codes
from sync.protocol.devices import Device
from sync.protocol.envelope import Op, Result
from sync.protocol.errors import Rejected
from sync.protocol.orders import HandOver

TOO_MANY = "too_many_codes"
WRONG = "wrong_code"


def count(hub: Hub, device: Device, op: Op) -> None:
    """Count a code before it is looked at: many at once are no more tries than one after the other.

    Raises:
        Rejected: `too_many_codes`; it is not looked at.
    """
    if not _has_code(op):
        return
    if hub.throttles.claims.wait_seconds(device.id):
        raise Rejected(TOO_MANY)
    hub.throttles.claims.count(device.id)


def forgive(hub: Hub, device: Device, ops: Iterable[Op], results: Iterable[Result]) -> None:
    """Take back what was counted for codes that were not wrong."""
    wrong = {result.id for result in results if result.reason == WRONG}
    for op in ops:
        if _has_code(op) and op.id not in wrong:
            hub.throttles.claims.uncount(device.id)


def is_claim(text: str) -> bool:
    """Say whether a text that is looked up is a claim code."""
    own = own_codes.read(text)
    return own is not None and own.kind == "order"


def _has_code(op: Op) -> bool:
    return op.args.get("verb") == HandOver.__name__ and bool(op.args.get("code"))
