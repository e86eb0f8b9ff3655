"""What the receipt of a visit says: what was kept of it and where, and what was cleared here."""

import msgspec

from kiosk.core.session import Receipt
from kiosk.ui.delivery import Delivery
from sync.texts import Texts


class FactRow(msgspec.Struct, frozen=True):
    """One line of the receipt of a visit."""

    text: str


def kept_rows(texts: Texts, receipt: Receipt, delivery: Delivery) -> list[FactRow]:
    """Return what was kept, and whether it has reached the hub."""
    if not (receipt.pieces or receipt.own):
        return [FactRow(texts.get("finish.list_empty"))]
    rows = [FactRow(texts.get("finish.list_parked", count=receipt.pieces))] if receipt.slip else []
    if receipt.own:
        rows.append(FactRow(texts.get("finish.list_own")))
    if receipt.shared:
        rows.append(FactRow(texts.get("finish.link")))
    return [*rows, FactRow(_arrived(texts, delivery))]


def _arrived(texts: Texts, delivery: Delivery) -> str:
    if delivery.under_way:
        return texts.get("finish.sending")
    return texts.get("finish.unsent", count=delivery.unsent) if delivery.unsent else texts.get("finish.sent")


def cleared_rows(texts: Texts, receipt: Receipt) -> list[FactRow]:
    """Return what was cleared."""
    rows = [FactRow(texts.get(f"finish.{what}")) for what in ("pictures", "session")]
    if not receipt.products:
        return rows
    return [FactRow(texts.get("finish.rows", count=receipt.products)), *rows]
