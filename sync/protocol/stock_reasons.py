"""Why a figure of the stock was changed by hand, or by what else than a sale: stable codes.

Each reader puts them into words of its own language. What somebody adds in words of their own is a note.
"""

from typing import Any, Literal, get_args

from sync.protocol.orders.reasons import MAX_NOTE, OTHER, is_code

Correction = Literal["damaged", "lost", "found", "display", "other"]
"""What somebody at the shelf says. The rest follows from returns: `undone` is one that was a mistake."""

StockReason = Literal[
    "damaged",
    "lost",
    "found",
    "display",
    "other",
    "too_small",
    "too_large",
    "not_as_expected",
    "changed_mind",
    "late",
    "undone",
]
STOCK_REASONS = frozenset(get_args(StockReason))
VERBS = frozenset({"MoveStock", "CountStock"})


def in_codes(args: dict[str, Any]) -> dict[str, Any]:
    """Return a verb's arguments with a code for its reason: what was said in words becomes the note.

    Left as they are: today's arguments, and a code that nobody knows, which the verb refuses.

    >>> in_codes({"verb": "CountStock", "reason": "Fell off the shelf"})
    {'verb': 'CountStock', 'reason': 'other', 'note': 'Fell off the shelf'}
    """
    reason = args.get("reason")
    if args.get("verb") not in VERBS or not isinstance(reason, str) or not reason or is_code(reason):
        return args
    return as_words(args)


def as_words(args: dict[str, Any]) -> dict[str, Any]:
    """Return a verb's arguments with its reason, whatever it says, put before its note."""
    said = ". ".join(part for part in (args["reason"], args.get("note", "")) if part)
    return {**args, "reason": OTHER, "note": said[:MAX_NOTE]}
