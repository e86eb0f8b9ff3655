"""What the desk says of a customer, row by row: what fits and why, what was agreed to, what happened."""

import msgspec

from kiosk.ui.desk.list_rows import when, who
from kiosk.ui.shop import Shop
from sync.protocol import customers, fits, moments
from sync.protocol.customers import Consent, Customer
from sync.protocol.fits import Advice, Fit
from sync.protocol.interactions import OWN_TITLES, Interaction
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
    """One thing that was, or could be, agreed to: `state_` is yes, no or open."""

    key: str
    title: str
    detail: str
    state_: str


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
    learned = [_fit(shop, name, fit) for name, fit in sorted(customer.fits.items())]
    written = [
        _plain(shop, f"{SIZE}|{name}", "ruler", name, value) for name, value in sorted(customer.sizes.items())
    ]
    liked = [
        _plain(shop, f"{LIKE}|{name}", "heart", name, value)
        for name, value in sorted(customer.preferences.items())
    ]
    return [row for row in learned if row] + written + liked


def _plain(shop: Shop, key: str, symbol: str, name: str, value: str) -> FitRow:
    title = shop.words.texts.get("customer.fact", _axis(shop, name), value)
    return FitRow(key, symbol, title, shop.words.texts.get("customer.written"), "", "", "", value)


def _fit(shop: Shop, key: str, fit: Fit) -> FitRow | None:
    advice = fits.advise(fit)
    if advice is None:
        return None
    category = shop.category(fit.category) or fit.category
    of = " · ".join(part for part in (category, fit.brand) if part)
    size = shop.words.texts.get("customer.fact", _axis(shop, fit.axis), advice.size)
    title = f"{of}: {size}" if of else size
    return FitRow(key, "ruler", title, reason(shop, advice), fit.axis, fit.category, fit.brand, advice.size)


def reason(shop: Shop, advice: Advice) -> str:
    """Say why a size is thought to fit: `kept in 3 of 4 purchases`."""
    texts = shop.words.texts
    if advice.said:
        return texts.get("customer.said")
    if advice.bought:
        return texts.get("customer.kept", advice.kept, count=advice.bought)
    return texts.get("customer.chosen", count=advice.chosen)


def _axis(shop: Shop, name: str) -> str:
    """Return what an axis is called; a shop's own one stands as it is written."""
    return shop.words.texts.raw(f"customer.axis_{name.replace('-', '_')}") or name.capitalize()


def consent_rows(shop: Shop, customer: Customer) -> list[ConsentRow]:
    """Return what was said about each purpose, and what nobody has asked yet."""
    known = [_consent(shop, key, consent) for key, consent in sorted(customer.consents.items())]
    texts = shop.words.texts
    unasked = [key for key in ASKED_HERE if key not in customer.consents]
    return known + [
        ConsentRow(key, purpose(shop, key), texts.get("customer.not_asked"), "open") for key in unasked
    ]


def _consent(shop: Shop, key: str, consent: Consent) -> ConsentRow:
    texts = shop.words.texts
    day = _day(shop, consent.at)
    place = consent.place or texts.get("customer.elsewhere")
    state = "yes" if consent.given else "no"
    return ConsentRow(key, purpose(shop, key), texts.get(f"customer.{state}", day, place), state)


def purpose(shop: Shop, key: str) -> str:
    """Return what a consent is for in words; a shop's own purpose stands as it is written."""
    name = key.replace(":", "_").replace("-", "_")
    return shop.words.texts.raw(f"customer.purpose_{name}") or key.replace(":", ", ")


def timeline_rows(shop: Shop, happened: list[Interaction]) -> list[TimelineRow]:
    """Return what happened, the newest first."""
    newest = sorted(happened, key=lambda one: (_moment(one.at), one.id), reverse=True)
    return [_happened(shop, one) for one in newest[:MAX_TIMELINE]]


def _happened(shop: Shop, one: Interaction) -> TimelineRow:
    texts = shop.words.texts
    channel = texts.raw(f"customer.channel_{one.channel}") or one.channel
    page, about = _more(one)
    text = one.text
    if one.title == "looked_up":
        text = texts.raw(f"customer.found_{one.text}") or one.text
    by = who(shop, one.by) if one.by and one.by.kind == "associate" else ""
    return TimelineRow(
        key=one.id,
        symbol=SYMBOLS[one.topic] if one.topic != "other" else BY_CHANNEL.get(one.channel, "clock"),
        when=texts.get("list.and").join(part for part in (when(shop, one.at), channel, by) if part),
        title=texts.get(f"customer.did_{one.title}") if one.title in OWN_TITLES else one.title,
        words=text,
        page=page,
        about=about,
    )


def _more(one: Interaction) -> tuple[str, str]:
    """Return the page, and what it is about, where more of it is."""
    if one.receipt:
        return "return", one.receipt
    if one.order:
        return "order", one.order
    return ("list", one.list_id) if one.list_id else ("", "")


def opened(shop: Shop, opening: Opening | None) -> str:
    """Say how and when the customer was opened to this store last; '' when nobody did."""
    if opening is None or not opening.looks:
        return ""
    look = opening.looks[-1]
    texts = shop.words.texts
    how = texts.raw(f"customer.found_{look.how}") or look.how
    return texts.get("customer.opened", how, when(shop, look.at))


def _day(shop: Shop, at: str) -> str:
    if not moments.is_real(at):
        return ""
    return shop.words.display.day(shop.words.display.local_date(moments.parse(at)))


def _moment(at: str) -> float:
    return moments.parse(at).timestamp() if moments.is_real(at) else 0.0
