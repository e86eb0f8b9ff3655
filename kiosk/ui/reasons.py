"""Why something was done with an order, in words."""

from kiosk.ui.words import Words
from sync.protocol.orders.reasons import in_words


def reason_words(words: Words, reason: str, remark: str = "") -> str:
    """Say a reason, and what was said beside it; a code of a newer version is told without knowing it."""
    texts = words.texts
    return in_words(
        reason, remark, lambda code: texts.raw(f"order.why_{code}"), texts.get("order.why_unknown")
    )
