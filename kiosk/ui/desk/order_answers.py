"""The answers that are offered to what is asked about an order: reasons, and places to lay it."""

from typing import get_args

import msgspec

from sync.protocol import orders
from sync.texts import Texts

LINE_REASONS = get_args(orders.ShortReason)
WHOLE_REASONS = {
    "hold": ("shopper_later", "goods_come", "two_people", "question"),
    "reject": ("sold_out", "damaged_all", "too_late", "too_many_open"),
    "cancel": ("shopper_no", "twice", "wrong_order"),
}
"""Codes of reasons that are chosen from; each has words in `order.why_…`."""
WITHOUT_CODE: tuple[orders.HandOverReason, ...] = ("known", "papers", "phone_empty")
"""... and of those for which a manager hands over without the claim code."""
PLACES = 6
"""Shelves behind the pick-up desk that are offered."""


class AnswerRow(msgspec.Struct, frozen=True):
    """An answer to choose: a reason, or a place."""

    key: str
    words: str


def answer_rows(texts: Texts, kind: str, *, manager: bool) -> list[AnswerRow]:
    """Return the answers to a question of this kind, none where it is answered in another way.

    Only a manager hands over `WITHOUT_CODE`.
    """
    if kind == "place":
        keys = ("desk", *(str(at) for at in range(1, PLACES + 1)))
        return [AnswerRow(key, place(texts, key)) for key in keys]
    return [AnswerRow(code, _alone(texts.get(f"order.why_{code}"))) for code in _codes(kind, manager=manager)]


def place(texts: Texts, key: str) -> str:
    """Return what a place is called: the `desk`, or a shelf behind it by its number."""
    return texts.get("order.place_desk") if key == "desk" else texts.get("order.place_shelf", key)


def _codes(kind: str, *, manager: bool) -> tuple[str, ...]:
    if kind in {"short", "reject_line"}:
        return LINE_REASONS
    if kind == "hand_over":
        return WITHOUT_CODE if manager else ()
    return WHOLE_REASONS.get(kind, ())


def _alone(words: str) -> str:
    """Return a reason as it stands alone, not in a sentence."""
    return words[:1].upper() + words[1:]
