"""What the desk says of a customer, row by row: what fits and why, what was agreed to, what happened."""

import msgspec

from kiosk.core import customers as known
from kiosk.ui.customer_words import CustomerWords
from kiosk.ui.desk.list_rows import when
from kiosk.ui.shop import Shop
from sync.protocol import customers, fits
from sync.protocol.customers import Customer
from sync.protocol.staff import Opening

SIZE, LIKE = "size", "like"
"""What a row's key begins with that was written down by hand, before `|` and its name."""

MAX_TIMELINE = 200
"""Rows of the timeline; what is older is in the file that the customer can have."""

SYMBOLS = {
    "visit": "store",
    "question": "chat",
    "order": "box",
    "purchase": "bag",
    "return": "undo",
    "message": "mail",
    "note": "edit",
    "other": "clock",
}
"""The sign of what it is about; the channel stands in words."""

BY_CHANNEL = {"kiosk": "scan", "phone": "phone", "chat": "chat", "call": "phone", "email": "mail"}
"""The sign where the topic has no better one."""

ASKED_HERE = (customers.SERVICE, "reminder:email", "stock:email")
"""What a store's people may ask for, in this order: `purpose:channel`."""

WORDING = "desk-1"
"""The version of the words that are said when a desk asks; new words get a new one."""


class FitRow(msgspec.Struct, frozen=True):
    """One thing that is known to fit: `title` is what, `reason` why we think so.

    `axis`, `category` and `brand` name the memory; '' as `axis` for a size that somebody wrote down by hand.
    """

    key: str
    symbol: str
    title: str
    reason: str
    axis: str
    category: str
    brand: str
    size: str


class ConsentRow(msgspec.Struct, frozen=True):
    """One thing that was, or could be, agreed to: `answer` is yes, no or open."""

    key: str
    title: str
    detail: str
    answer: str


class TimelineRow(msgspec.Struct, frozen=True):
    """One thing that happened. `page` and `about` say where more of it is, '' nowhere."""

    key: str
    symbol: str
    when: str
    title: str
    words: str
    page: str
    about: str


def fit_rows(shop: Shop, customer: Customer) -> list[FitRow]:
    """Return what is known to fit, what the customer said themselves first."""
    learned = [_fit(shop, size) for size in known.sizes(customer)]
    written = [
        _plain(shop, f"{SIZE}|{name}", "ruler", name, value) for name, value in sorted(customer.sizes.items())
    ]
    liked = [
        _plain(shop, f"{LIKE}|{name}", "heart", name, value)
        for name, value in sorted(customer.preferences.items())
    ]
    return learned + written + liked


def _plain(shop: Shop, key: str, symbol: str, name: str, value: str) -> FitRow:
    title = shop.words.texts.get("customer.fact", _axis(shop, name), value)
    return FitRow(key, symbol, title, shop.words.texts.get("customer.written"), "", "", "", value)


def _fit(shop: Shop, row: known.SizeRow) -> FitRow:
    said = CustomerWords(shop.words)
    category = shop.category(row.category) or row.category
    reason = shop.words.texts.get("list.and").join([said.reason(row), *said.instead(row)[:1]])
    key = fits.key(row.axis, row.category, row.brand)
    return FitRow(key, "ruler", said.size(row, category), reason, row.axis, row.category, row.brand, row.size)


def _axis(shop: Shop, name: str) -> str:
    """Return what an axis is called; a shop's own one stands as it is written."""
    return shop.words.texts.raw(f"customer.axis_{name.replace('-', '_')}") or name.capitalize()


def consent_rows(shop: Shop, customer: Customer) -> list[ConsentRow]:
    """Return what was said about each purpose, and what nobody has asked yet."""
    said, asked = CustomerWords(shop.words), known.consents(customer)
    unasked = [_never(key) for key in ASKED_HERE if key not in customer.consents]
    rows = [
        _consent(row, said.purpose(row), said.consent(row, shop.now()), "yes" if row.given else "no")
        for row in asked
    ]
    never = shop.words.texts.get("consents.none")
    return rows + [_consent(row, said.purpose(row), never, "open") for row in unasked]


def _consent(row: known.ConsentRow, title: str, detail: str, answer: str) -> ConsentRow:
    return ConsentRow(customers.consent_key(row.purpose, row.channel), title, detail, answer)


def _never(key: str) -> known.ConsentRow:
    """Return what can be asked, as if it had been, so that the same words are said of it."""
    purpose, _, channel = key.partition(":")
    return known.ConsentRow(purpose, channel, given=False, at=None, place="", wording="", known=True)


def timeline_rows(shop: Shop, happened: list[known.TimelineRow]) -> list[TimelineRow]:
    """Return what happened in words; `happened` has the newest first."""
    return [_happened(shop, row) for row in happened[:MAX_TIMELINE]]


def _happened(shop: Shop, row: known.TimelineRow) -> TimelineRow:
    said = CustomerWords(shop.words)
    page, about = _more(row)
    return TimelineRow(
        key=row.id,
        symbol=SYMBOLS[row.topic] if row.topic != "other" else BY_CHANNEL.get(row.channel, "clock"),
        when=said.whence(row, shop.now()),
        title=said.happened(row),
        # A note begins with its title.
        words=said.detail(row).removeprefix(row.title).strip(),
        page=page,
        about=about,
    )


def _more(row: known.TimelineRow) -> tuple[str, str]:
    """Return the page, and what it is about, where more of it is."""
    if row.receipt:
        return "return", row.receipt
    if row.order and row.state:
        return "order", row.order
    return ("list", row.list_id) if row.list_id else ("", "")


def opened(shop: Shop, opening: Opening | None) -> str:
    """Say how and when the customer was opened to this store last; '' when nobody did."""
    if opening is None or not opening.looks:
        return ""
    look = opening.looks[-1]
    texts = shop.words.texts
    how = texts.raw(f"customer.found_{look.how}") or look.how
    return texts.get("customer.opened", how, when(shop, look.at))
