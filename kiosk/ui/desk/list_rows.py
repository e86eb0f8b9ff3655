"""What the desk shows of a shopper's list: its lines with what became of them, its questions."""

from datetime import datetime

import msgspec

from kiosk.ui.list_rows import LineRow, bought, letter, line_rows
from kiosk.ui.shop import Shop
from sync.catalogue import present
from sync.protocol import moments, orders
from sync.protocol.actors import Actor
from sync.protocol.ids import new_id
from sync.protocol.lists import Line, OrderMark, Question, ShoppingList
from sync.protocol.orders import NewLine, PlaceOrder

ASSOCIATE = "associate"


class DeskLineRow(LineRow, frozen=True):
    """One line as the shopper sees it, and `fate`: what became of it in the store."""

    dimensions: str
    fate: str
    done: bool
    asked: int


class QuestionRow(msgspec.Struct, frozen=True):
    """A question with its answer; `about` names the product, `url` its photo ('' = the whole list)."""

    key: str
    line: str
    text: str
    mark: str
    kind: str
    by: str
    about: str
    url: str
    answer: str
    answered: str
    waiting: bool


def desk_line_rows(shop: Shop, document: ShoppingList, own: str) -> list[DeskLineRow]:
    """Return the lines that are there; `own` is the id of the actor who works here."""
    rows = line_rows(shop, document, own)
    return [_line(shop, document, line, row) for line, row in zip(document.present, rows, strict=True)]


def _line(shop: Shop, document: ShoppingList, line: Line, row: LineRow) -> DeskLineRow:
    product = shop.product(line.product)
    variant = present.variant(product, line.variant) if product else None
    size = present.dimensions(variant.size, shop.words.language) if variant else ""
    fate, done = fate_of(shop, document, line)
    asked = sum(question.line == line.id and not question.answer for question in document.questions)
    return DeskLineRow(**msgspec.structs.asdict(row), dimensions=size, fate=fate, done=done, asked=asked)


def fate_of(shop: Shop, document: ShoppingList, line: Line) -> tuple[str, bool]:
    """Say what became of a line in the store, '' while nothing did, and whether it is done with."""
    texts = shop.words.texts
    if line.bought:
        return bought(shop, line), line.bought >= line.quantity
    mark = next((mark for mark in marks(document) if line.id in mark.lines), None)
    if mark is None or mark.state in orders.ENDED - {"picked_up"}:
        return "", False
    state = mark.lines[line.id]
    return texts.get(f"desklist.line_{state}", mark.by or texts.get("desklist.somebody")), False


def marks(document: ShoppingList) -> list[OrderMark]:
    """Return the list's orders, the newest first."""
    return sorted(document.orders.values(), key=lambda mark: (mark.at, mark.id), reverse=True)


def question_rows(shop: Shop, document: ShoppingList) -> list[QuestionRow]:
    """Return the questions: those that wait first, then the newest."""
    newest = sorted(document.questions, key=lambda question: question.at, reverse=True)
    ordered = sorted(newest, key=lambda question: bool(question.answer))
    return [_question(shop, document, question) for question in ordered]


def _question(shop: Shop, document: ShoppingList, question: Question) -> QuestionRow:
    line = document.line(question.line) if question.line else None
    product = shop.product(line.product) if line else None
    variant = present.variant(product, line.variant) if product and line else None
    picture = present.picture(product, variant.options) if product and variant else None
    asker = document.actors.get(question.by)
    answered = signed(shop, document.actors.get(question.answered_by), question.answered_at)
    return QuestionRow(
        key=question.id,
        line=question.line,
        text=question.text,
        mark=letter(asker),
        kind=asker.kind if asker else "shop",
        by=signed(shop, asker, question.at),
        about=shop.words.name(product.name) if product else "",
        url=shop.pictures.small_url(picture.media) if picture else "",
        answer=question.answer,
        answered=answered if question.answer else "",
        waiting=not question.answer,
    )


def who(shop: Shop, actor: Actor | None) -> str:
    """Return what somebody is called: a first name, else the phone or the tablet they used."""
    texts = shop.words.texts
    if actor is None:
        return texts.get("desklist.who_shop")
    return actor.name or texts.get(f"desklist.who_{actor.kind}", actor.number or "")


def signed(shop: Shop, actor: Actor | None, at: str) -> str:
    """Say who did something, and when."""
    moment = when(shop, at)
    return shop.words.texts.get("desklist.signed", who(shop, actor), moment) if moment else who(shop, actor)


def when(shop: Shop, at: str) -> str:
    """Return how long ago a moment (ISO 8601) was, in words; '' for what is none."""
    if not moments.is_real(at):
        return ""
    moment: datetime = moments.parse(at)
    return shop.words.age(moment, shop.now())


def helpers(document: ShoppingList, line: Line) -> list[Actor]:
    """Return the associates who had a hand in a line: added it, changed it, answered about it."""
    acted = [line.by, *(entry.by for entry in document.history if entry.line == line.id)]
    acted += [question.answered_by for question in document.questions if question.line == line.id]
    known = (document.actors.get(identifier) for identifier in dict.fromkeys(acted))
    return [actor for actor in known if actor and actor.kind == ASSOCIATE]


def placed(shop: Shop, document: ShoppingList) -> PlaceOrder | None:
    """Return the order of a desk for what is on a list and not bought yet; None when that is nothing."""
    wanted = [line for line in document.present if line.bought < line.quantity]
    if not wanted:
        return None
    lines = [_ordered(shop, line) for line in wanted]
    return PlaceOrder(new_id(), "desk", lines, list_id=document.id, currency=shop.words.currency)


def _ordered(shop: Shop, line: Line) -> NewLine:
    """Return what an order says of a line: the pieces that are not bought yet, at today's price here."""
    product = shop.product(line.product)
    variant = present.variant(product, line.variant) if product else None
    price = shop.words.price(variant.prices) if variant else None
    return NewLine(
        line.product,
        line.variant,
        line.quantity - line.bought,
        line.options,
        line.note,
        price.amount if price else 0,
        line.id,
    )
