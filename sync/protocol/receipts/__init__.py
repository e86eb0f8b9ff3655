"""A receipt: the document, what is said of it, and the rule that decides about that."""

from sync.protocol.receipts.document import (
    MAX_LINES,
    MAX_NOTE,
    UNDO_WINDOW,
    Case,
    Condition,
    Receipt,
    Return,
    Returned,
    ReturnReason,
    Sold,
)
from sync.protocol.receipts.rule import apply, check, refund
from sync.protocol.receipts.verbs import (
    Back,
    BeginReturn,
    DropReturn,
    IssueReceipt,
    Said,
    TakeBack,
    UndoReturn,
    Verb,
)

__all__ = [
    "MAX_LINES",
    "MAX_NOTE",
    "UNDO_WINDOW",
    "Back",
    "BeginReturn",
    "Case",
    "Condition",
    "DropReturn",
    "IssueReceipt",
    "Receipt",
    "Return",
    "ReturnReason",
    "Returned",
    "Said",
    "Sold",
    "TakeBack",
    "UndoReturn",
    "Verb",
    "apply",
    "check",
    "refund",
]
