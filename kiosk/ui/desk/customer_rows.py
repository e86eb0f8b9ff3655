"""What the desk says of a customer, row by row: what fits and why, what was agreed to, what happened."""

import msgspec

from kiosk.core import customers as known
from kiosk.ui.desk.list_rows import when, who
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

ASKED_HERE = (customers.SERVICE, "reminder:email", "last_one:email", "offer:message")
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
    of = " · ".join(part for part in (shop.category(row.category) or row.category, row.brand) if part)
    size = shop.words.texts.get("customer.fact", _axis(shop, row.axis), row.size)
    key = fits.key(row.axis, row.category, row.brand)
    title = f"{of}: {size}" if of else size
    return FitRow(key, "ruler", title, _reason(shop, row), row.axis, row.category, row.brand, row.size)


def _reason(shop: Shop, row: known.SizeRow) -> str:
    """Say why a size is thought to fit: `kept in 3 of 4 purchases`."""
    texts = shop.words.texts
    match row.reason:
        case "said":
            return texts.get("customer.said")
        case "kept":
            return texts.get("customer.kept", row.kept, count=row.bought)
        case _:
            return texts.get("customer.chosen", count=row.chosen)


def _axis(shop: Shop, name: str) -> str:
    """Return what an axis is called; a shop's own one stands as it is written."""
    return shop.words.texts.raw(f"customer.axis_{name.replace('-', '_')}") or name.capitalize()


def consent_rows(shop: Shop, customer: Customer) -> list[ConsentRow]:
    """Return what was said about each purpose, and what nobody has asked yet."""
    asked = [_consent(shop, row) for row in known.consents(customer)]
    open_ = shop.words.texts.get("customer.not_asked")
    unasked = [key for key in ASKED_HERE if key not in customer.consents]
    return asked + [ConsentRow(key, purpose(shop, key), open_, "open") for key in unasked]


def _consent(shop: Shop, row: known.ConsentRow) -> ConsentRow:
    texts, display = shop.words.texts, shop.words.display
    day = display.day(display.local_date(row.at)) if row.at else ""
    state = "yes" if row.given else "no"
    detail = texts.get(f"customer.{state}", day, row.place or texts.get("customer.elsewhere"))
    key = customers.consent_key(row.purpose, row.channel)
    return ConsentRow(key, purpose(shop, key), detail, state)


def purpose(shop: Shop, key: str) -> str:
    """Return what a consent is for in words; a shop's own purpose stands as it is written."""
    name = key.replace(":", "_").replace("-", "_")
    return shop.words.texts.raw(f"customer.purpose_{name}") or key.replace(":", ", ")


def timeline_rows(shop: Shop, happened: list[known.TimelineRow]) -> list[TimelineRow]:
    """Return what happened in words; `happened` has the newest first."""
    return [_happened(shop, row) for row in happened[:MAX_TIMELINE]]


def _happened(shop: Shop, row: known.TimelineRow) -> TimelineRow:
    texts = shop.words.texts
    by = who(shop, row.by) if row.by and row.by.kind == "associate" else ""
    channel = texts.get(f"customer.channel_{row.channel}")
    age = shop.words.age(row.at, shop.now())
    page, about = _more(row)
    return TimelineRow(
        key=row.id,
        symbol=SYMBOLS[row.topic] if row.topic != "other" else BY_CHANNEL.get(row.channel, "clock"),
        when=texts.get("list.and").join(part for part in (age, channel, by) if part),
        title=_title(shop, row),
        words=_words(shop, row),
        page=page,
        about=about,
    )


def _title(shop: Shop, row: known.TimelineRow) -> str:
    texts = shop.words.texts
    if row.state:
        return texts.get(f"customer.state_{row.state}", row.number)
    return texts.get(f"customer.did_{row.title}") if row.is_code else row.title


def _words(shop: Shop, row: known.TimelineRow) -> str:
    """Return the rest of what is told; what is written in codes is put into words."""
    texts = shop.words.texts
    if row.title == "looked_up":
        return texts.raw(f"customer.found_{row.text}") or row.text
    if row.pieces:
        return texts.get("customer.came_back", count=row.pieces)
    if row.title == "notice":
        return ""
    # A note begins with its title.
    return row.text.removeprefix(row.title).strip()


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
