"""Why something was done with an order, in words."""

from kiosk.ui.words import Words
from sync.protocol.orders import is_code
from sync.protocol.orders.reasons import OTHER


def reason_words(words: Words, reason: str, remark: str = "") -> str:
    """Say a reason, and what was said beside it: a code in words, a text of the time before as it is.

    A code of a newer version is told without knowing it.
    """
    known = words.texts.raw(f"order.why_{reason}") if reason else ""
    if known is None:
        known = words.texts.get("order.why_unknown") if is_code(reason) else reason
    if reason == OTHER and remark:
        return remark
    return ": ".join(part for part in (known, remark) if part)
