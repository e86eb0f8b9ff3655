"""What the return page shows: a receipt's lines with what is said of each, and receipts to choose from."""

import msgspec

from kiosk.core.return_draft import CONDITIONS, REASONS, Draft
from kiosk.ui.desk.list_rows import when
from kiosk.ui.shop import Shop
from sync.catalogue import present
from sync.protocol import moments
from sync.protocol.receipts import UNDO_WINDOW, Receipt, Return, Sold
from sync.texts import joined


class ReturnLineRow(msgspec.Struct, frozen=True):
    """One line: `open_` pieces can still come back, `quantity` do; `problem` is a sentence, or ''."""

    key: str
    url: str
    name: str
    detail: str
    price: str
    open_: int
    quantity: int
    reason: str
    condition: str
    restock: bool
    note: str
    problem: str


class ChoiceRow(msgspec.Struct, frozen=True):
    """Something to choose: its code and its words."""

    code: str
    name: str


class ReceiptRow(msgspec.Struct, frozen=True):
    """A receipt to choose; one with a return that was begun somewhere has another sign."""

    key: str
    symbol: str
    title: str
    detail: str


def line_rows(shop: Shop, draft: Draft) -> list[ReturnLineRow]:
    """Return the lines of a receipt, those of which nothing is left at the end."""
    rows = [_line(shop, draft, line) for line in draft.receipt.lines]
    return sorted(rows, key=lambda row: row.open_ == 0)


def _line(shop: Shop, draft: Draft, line: Sold) -> ReturnLineRow:
    product, part, words = shop.product(line.product), draft.part(line.id), shop.words
    variant = present.variant(product, line.variant) if product else None
    picture = present.picture(product, variant.options) if product and variant else None
    options = present.choices(product, variant.options, words.language) if product and variant else []
    problem = draft.problem_of(line.id)
    bought = words.texts.get("returns.bought", count=line.quantity)
    back = words.texts.get("returns.came_back", count=line.returned) if line.returned else ""
    final = words.texts.get("returns.final") if line.final else ""
    return ReturnLineRow(
        key=line.id,
        url=shop.pictures.url(picture.media) if picture else "",
        name=words.name(product.name) if product else line.name or line.variant,
        detail=" · ".join(text for text in (*options, bought, back, final) if text),
        price=words.display.money(line.price, draft.receipt.currency),
        open_=line.left,
        quantity=part.quantity,
        reason=part.reason,
        condition=part.condition,
        restock=part.restock,
        note=part.note,
        problem=words.texts.get(f"returns.{problem}") if problem else "",
    )


def reason_rows(shop: Shop) -> list[ChoiceRow]:
    """Return the reasons to choose from."""
    return [ChoiceRow(code, shop.words.texts.get(f"returns.reason_{code}")) for code in REASONS]


def condition_rows(shop: Shop) -> list[ChoiceRow]:
    """Return the conditions to choose from."""
    return [ChoiceRow(code, shop.words.texts.get(f"returns.condition_{code}")) for code in CONDITIONS]


def receipt_rows(shop: Shop, receipts: list[Receipt]) -> list[ReceiptRow]:
    """Return receipts to choose from, those with a begun return first, then the latest."""
    latest = sorted(receipts, key=lambda one: one.at, reverse=True)
    ordered = sorted(latest, key=lambda one: one.case is None)
    return [_receipt(shop, one) for one in ordered]


def _receipt(shop: Shop, receipt: Receipt) -> ReceiptRow:
    story = begun(shop, receipt)
    detail = joined(" · ", (story, where(shop, receipt)))
    return ReceiptRow(receipt.id, "chat" if story else "bag", title(shop, receipt), detail)


def title(shop: Shop, receipt: Receipt) -> str:
    """Return what a receipt is called."""
    return shop.words.texts.get("returns.receipt", receipt.number)


def where(shop: Shop, receipt: Receipt) -> str:
    """Say when and where something was bought, and how long it can come back."""
    texts, words = shop.words.texts, shop.words
    store = next((store.name for store in shop.stores if store.code == receipt.store), receipt.store)
    place = texts.get("returns.online") if receipt.channel == "online" else store
    day = words.clock(moments.parse(receipt.at), shop.now()) if moments.is_real(receipt.at) else ""
    until = _until(shop, receipt)
    return joined(texts.get("list.and"), (day, place, until))


def _until(shop: Shop, receipt: Receipt) -> str:
    if receipt.last_day is None:
        return shop.words.texts.get("returns.no_end")
    day = shop.words.display.day(receipt.last_day)
    key = "returns.was_until" if receipt.is_late(shop.now()) else "returns.until"
    return shop.words.texts.get(key, day)


def undoable(shop: Shop, receipt: Receipt, back: Return) -> str:
    """Say what of a receipt came back last, and until when that can be undone."""
    texts, words = shop.words.texts, shop.words
    pieces = sum(one.quantity for one in back.lines)
    until = words.display.time(moments.parse(back.taken) + UNDO_WINDOW)
    money = words.display.money(back.refund, receipt.currency)
    return texts.get("returns.undoable", money, until, count=pieces)


def begun(shop: Shop, receipt: Receipt) -> str:
    """Say where and when a return of it began, '' where none did."""
    case = receipt.case
    if case is None:
        return ""
    texts = shop.words.texts
    channel = texts.raw(f"timeline.by_{case.channel}") or case.channel
    return texts.get("returns.begun", channel, when(shop, case.at))


def refund(shop: Shop, draft: Draft) -> str:
    """Return what is paid back."""
    return shop.words.display.money(draft.refund, draft.receipt.currency)
