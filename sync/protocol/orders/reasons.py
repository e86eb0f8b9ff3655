"""Why an order waits, is refused, is given up or goes out without its code: stable codes.

Each reader puts them into words of its own language. What an associate adds in words of their own is a note.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Literal, get_args

HoldReason = Literal["shopper_later", "goods_come", "two_people", "question", "other"]
RejectReason = Literal["sold_out", "damaged_all", "too_late", "too_many_open", "no_store", "other"]
CancelReason = Literal["shopper", "left", "shopper_no", "twice", "wrong_order", "other"]
"""`shopper` is the shopper's own word, `left` says that their visit ended without one; the
others are an associate's or the shop's."""
HandOverReason = Literal["known", "papers", "phone_empty", "paid_at_till", "other"]
"""Without the claim code: a manager answers for it, or (`paid_at_till`) the till has seen who paid."""

OTHER = "other"
CODES: Mapping[str, tuple[str, ...]] = {
    "HoldOrder": get_args(HoldReason),
    "RejectOrder": get_args(RejectReason),
    "CancelOrder": get_args(CancelReason),
    "HandOver": get_args(HandOverReason),
}
"""The codes of each verb that says why."""

_CODE = re.compile(r"[a-z][a-z0-9_]{0,79}")
MAX_NOTE = 500


def is_code(text: str) -> bool:
    """Say whether a reason is a code, of today or of a newer version, and no text of the time before.

    >>> is_code("goods_come"), is_code("The goods are still on their way")
    (True, False)
    """
    return _CODE.fullmatch(text) is not None


def in_codes(args: dict[str, Any]) -> dict[str, Any]:
    """Return a verb's arguments with a code for its reason: what was said in words becomes the note.

    Tablets once sent the sentence that the shopper reads. Left as they are: today's arguments, and a code
    that nobody knows, which the verb refuses.
    """
    reason = args.get("reason")
    if args.get("verb") not in CODES or not isinstance(reason, str) or not reason or is_code(reason):
        return args
    return {**args, "reason": OTHER, "note": reason[:MAX_NOTE]}


def stands_in(note: str, reason: str) -> bool:
    """Say whether a note says by itself why: where none of the codes fits.

    >>> stands_in("The lift is broken", "other"), stands_in("On Monday", "goods_come"), stands_in("", "other")
    (True, False, False)
    """
    return reason == OTHER and bool(note)


def in_words(reason: str, note: str, known: Callable[[str], str | None], unknown: str) -> str:
    """Say a reason, and the note beside it: a code in words, a text of the time before as it is.

    Args:
        reason: A code, a text of the time before, or '' for none.
        note: What was said beside it, '' for nothing.
        known: The words of a code in the reader's language, None for one that nobody here knows.
        unknown: What is said of such a code.
    """
    if stands_in(note, reason):
        return note
    words = known(reason) if reason else ""
    if words is None:
        words = unknown if is_code(reason) else reason
    return ": ".join(part for part in (words, note) if part)
