"""The lines of Today and what is shown beside them, in words."""

from datetime import datetime, timedelta

import msgspec

from kiosk.core.orders import Bucket, PromiseMark
from kiosk.core.today import Task
from kiosk.ui.desk.order_rows import who
from kiosk.ui.reasons import reason_words
from kiosk.ui.shop import Shop
from kiosk.ui.words import Words
from sync.catalogue import present
from sync.protocol.moments import is_real, parse
from sync.protocol.orders import Line, Order
from sync.texts import joined

SHOWN_PHOTOS = 3
HOURS = 9
"""Hours that the time line shows."""
MINUTE, HOUR = 60, 3600
ICONS = {"request": "bag", "collect": "box", "desk": "box", "help": "bell", "question": "chat"}


class TodayRow(msgspec.Struct, frozen=True):
    """One thing to do. `promise` stands large, `rest` small under it; `haste` colours the promise."""

    key: str
    section: str
    symbol: str
    title: str
    detail: str
    promise: str
    rest: str
    haste: str


class MarkRow(msgspec.Struct, frozen=True):
    """So many orders at one place of the time line: `place` is 0.0 to 1.0 of its length."""

    place: float
    count: int
    kind: str
    label: str


class HourRow(msgspec.Struct, frozen=True):
    """An hour of the time line."""

    place: float
    label: str


class PieceRow(msgspec.Struct, frozen=True):
    """A product in the preview: its photo, its name, and where it stands."""

    url: str
    name: str
    place: str


def today_row(shop: Shop, task: Task) -> TodayRow:
    """Say a task in one line."""
    words, now = shop.words, shop.now()
    promise, rest = _time(words, task, now)
    section = words.texts.get(f"today.{task.bucket.value}")
    return TodayRow(
        task.key, section, icon(task), title(words, task), _detail(shop, task), promise, rest, task.haste
    )


def icon(task: Task) -> str:
    """Return the sign of a task."""
    return ICONS[task.due.order.kind if task.due else task.kind]


def title(words: Words, task: Task) -> str:
    """Say what is to be done."""
    if task.due:
        order = task.due.order
        if order.sold_away:
            gone = "counted_away" if order.is_counted_away else "sold_away"
            return words.texts.get(f"today.{gone}", whom(words, task))
        return order_title(words, order)
    if task.help:
        name = who(words, task.help.name)
        return (
            words.texts.get("today.help_name", name)
            if name
            else words.texts.get("today.help", task.help.place)
        )
    assert task.asked, "there is no fourth kind"
    asks = who(words, task.asked.by)
    return words.texts.get("today.asks" if asks else "today.question", asks)


def order_title(words: Words, order: Order) -> str:
    """Say which order it is: `Bring 3 pieces to Anna`, `Order 4107, Luca B.`."""
    name = who(words, order.contact.name)
    if order.kind == "request":
        pieces = sum(line.quantity for line in order.lines)
        where = name or order.place
        return words.texts.get("today.bring" if where else "today.bring_them", where, count=pieces)
    return words.texts.get("today.order" if name else "today.order_number", order.number, name)


def _detail(shop: Shop, task: Task) -> str:
    texts = shop.words.texts
    if task.asked:
        return texts.get("today.quote", task.asked.question.text)
    if task.help:
        by = task.help.by.name if task.help.by else ""
        parts = [texts.get("today.coming", by)] if by else []
        parts += [task.help.place] if task.help.name else []
        topic = _topic(shop, task.help.topic)
        language = _language(shop.words, task.help.language)
        parts += [topic] if topic else []
        parts += [texts.get("today.speaks", language)] if language else []
        return _joined(shop.words, parts) or texts.get("today.anything")
    assert task.due, "there is no fourth kind"
    order = task.due.order
    if order.sold_away:
        gone = [shop.product(line.product) for line in order.sold_away]
        names = [shop.words.name(product.name) for product in gone if product]
        return _joined(shop.words, [*names, texts.get("today.order_number", order.number)])
    return _joined(shop.words, _of_order(shop.words, order, task))


def _of_order(words: Words, order: Order, task: Task) -> list[str]:
    texts = words.texts
    if order.state == "on_hold":
        why = reason_words(words, order.reason, order.remark)
        return [texts.get("today.held", why) if why else texts.get("today.state_on_hold")]
    parts = [order.place] if order.kind == "request" and order.contact.name and order.place else []
    if order.kind == "request":
        parts.append(texts.get("today.asked", words.ago(task.age)))
    else:
        parts.append(texts.get(f"today.kind_{order.kind}"))
        parts.append(texts.get("today.pieces", count=sum(line.quantity for line in order.lines)))
    picked = sum(line.picked for line in order.lines)
    if order.state == "picking" and picked:
        parts.append(texts.get("today.picked", count=picked))
    elif order.state not in {"new", "accepted"}:
        parts.append(texts.get(f"today.state_{order.state}"))
    if order.claimed:
        parts.append(order.claimed.name)
    return parts


def whom(words: Words, task: Task) -> str:
    """Say whom a task is about."""
    if task.due:
        order = task.due.order
        return who(words, order.contact.name) or words.texts.get("today.order_number", order.number)
    if task.help:
        return who(words, task.help.name) or task.help.place
    assert task.asked, "there is no fourth kind"
    return who(words, task.asked.by) or words.texts.get("today.somebody")


def where(shop: Shop, task: Task) -> str:
    """Say where they are, how they were met, and which language they speak."""
    words = shop.words
    if task.due:
        order = task.due.order
        place = order.place if order.kind == "request" else words.texts.get(f"today.kind_{order.kind}")
        return _joined(words, [each for each in (place, _language(words, order.contact.language)) if each])
    if task.help:
        place = task.help.place if task.help.name else ""
        asked = words.texts.get("today.asked", words.ago(task.age))
        speaks = _language(words, task.help.language)
        return _joined(words, [each for each in (place, asked, speaks) if each])
    assert task.asked, "there is no fourth kind"
    product = shop.product(task.asked.product)
    about = words.name(product.name) if product else ""
    return words.texts.get("today.about", about) if about else words.texts.get("today.about_list")


def said(shop: Shop, task: Task) -> str:
    """Return what they said, in quotation marks, or what they call about; '' when they said nothing."""
    words, text = shop.words, ""
    if task.help:
        topic = _topic(shop, task.help.topic)
        return words.texts.get("today.about", topic) if topic else words.texts.get("today.anything")
    if task.due:
        text = task.due.order.note
    elif task.asked:
        text = task.asked.question.text
    return words.texts.get("today.quote", text) if text else ""


def _language(words: Words, tag: str) -> str:
    return words.display.language_name(tag) if tag else ""


def _topic(shop: Shop, topic: str) -> str:
    product = shop.product(topic) if topic else None
    return shop.words.name(product.name) if product else topic


def _joined(words: Words, parts: list[str]) -> str:
    return joined(words.texts.get("list.and"), parts)


def _time(words: Words, task: Task, now: datetime) -> tuple[str, str]:
    """Return what stands large and small at the right end of a line."""
    texts = words.texts
    if task.due is None:
        return span(words, task.age), texts.get("today.waiting_for" if task.is_new else "today.being_helped")
    order = task.due.order
    moment = order.expires if order.state == "ready_for_pickup" else order.promise
    if not is_real(moment):
        return span(words, task.age), texts.get("today.waiting_for")
    clock = words.clock(parse(moment), now)
    if order.state == "ready_for_pickup":
        return clock, texts.get("today.kept_until")
    assert task.left is not None, "what is promised has a time left"
    if task.left < timedelta(0):
        return texts.get("today.late", span(words, -task.left)), texts.get("today.by", clock)
    if task.bucket is Bucket.LATER:
        return clock, span(words, task.left)
    return texts.get("today.left", span(words, task.left)), texts.get("today.by", clock)


def span(words: Words, time: timedelta) -> str:
    """Say a length of time: `42 min`, `2 h 12 min`, `3 days`."""
    minutes = int(time.total_seconds() // MINUTE)
    if minutes < 60:  # noqa: PLR2004 - minutes of an hour
        return words.texts.get("today.minutes", count=minutes)
    hours, minutes = divmod(minutes, 60)
    if hours >= 24:  # noqa: PLR2004 - hours of a day
        return words.texts.get("today.days", count=hours // 24)
    return (
        words.texts.get("today.hours", hours, minutes)
        if minutes
        else words.texts.get("today.full_hours", hours)
    )


def photo(shop: Shop, line: Line) -> str:
    """Return the address of a line's photo, '' when there is none."""
    return photo_of(shop, line.product, line.options)


def photo_of(shop: Shop, identifier: str, options: dict[str, str]) -> str:
    """Return the address of a product's photo in some choice, '' when there is none."""
    product = shop.product(identifier) if identifier else None
    picture = present.picture(product, options) if product else None
    return shop.pictures.url(picture.media) if picture else ""


def photos(shop: Shop, task: Task) -> list[str]:
    """Return the addresses of the first photos of what a task is about."""
    if task.due:
        found = [photo(shop, line) for line in task.due.order.lines[:SHOWN_PHOTOS]]
    else:
        about = task.asked.product if task.asked else task.help.topic if task.help else ""
        found = [photo_of(shop, about, {})]
    return [url for url in found if url]


def piece_row(shop: Shop, line: Line, aisle: str) -> PieceRow:
    """Say a line of an order in the preview."""
    product = shop.product(line.product)
    name = shop.words.name(product.name) if product else line.variant
    many = shop.words.texts.get("today.times", line.quantity, name) if line.quantity > 1 else name
    return PieceRow(photo(shop, line), many, shop.words.texts.get("stock.aisle", aisle) if aisle else "")


def topic_rows(shop: Shop, task: Task) -> list[PieceRow]:
    """Say what a call for help is about in the preview, where that is a product."""
    product = shop.product(task.help.topic) if task.help and task.help.topic else None
    return [PieceRow(photo_of(shop, product.id, {}), shop.words.name(product.name), "")] if product else []


def mark_rows(shop: Shop, marks: list[PromiseMark], begin: datetime) -> list[MarkRow]:
    """Place the marks on a time line that begins at `begin`; those beyond its end are left out."""
    rows = []
    for mark in marks:
        place = (mark.at - begin).total_seconds() / (HOURS * HOUR)
        if place <= 1.0:
            time = shop.words.display.time(mark.at)
            label = shop.words.texts.get(f"today.mark_{mark.state}", time, count=mark.count)
            rows.append(MarkRow(max(0.0, place), mark.count, mark.state, label))
    return rows


def hour_rows(words: Words, begin: datetime) -> list[HourRow]:
    """Return the hours of a time line that begins at `begin`."""
    return [HourRow(at / HOURS, words.display.time(begin + timedelta(hours=at))) for at in range(HOURS + 1)]
