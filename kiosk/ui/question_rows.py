"""What a shopper asked the store in writing, and what was answered, in words."""

import msgspec

from kiosk.core.stock import parse_moment
from kiosk.ui.shop import Shop
from sync.protocol.lists import Question, ShoppingList
from sync.protocol.moments import is_real


class AskedRow(msgspec.Struct, frozen=True):
    """A question as it was written. `about` is what it is about, '' for the whole list.

    `answer` is '' while none came; then `by` says what becomes of the question, else who answered and when.
    `line` is the line of the list (its id) that it is about.
    """

    key: str
    text: str
    about: str
    answer: str
    by: str
    line: str = ""


def asked_rows(shop: Shop, document: ShoppingList, *, offline: bool) -> list[AskedRow]:
    """Return the questions, the latest first."""
    return [_asked(shop, document, one, offline=offline) for one in reversed(document.questions)]


def of_line(shop: Shop, document: ShoppingList, line: str) -> tuple[str, str]:
    """Return the latest question about a line (its id) and its answer as the line tells them, '' for none."""
    texts = shop.words.texts
    asked = next((one for one in reversed(document.questions) if one.line == line), None)
    if asked is None:
        return "", ""
    answer = texts.get("ask.line_answer", _answerer(shop, document, asked), asked.answer)
    return texts.get("ask.line", asked.text), answer if asked.answer else ""


def _asked(shop: Shop, document: ShoppingList, asked: Question, *, offline: bool) -> AskedRow:
    texts = shop.words.texts
    line = document.line(asked.line) if asked.line else None
    product = shop.product(line.product) if line else None
    if asked.answer:
        by = _answerer(shop, document, asked)
        if is_real(asked.answered_at):
            by = texts.get("ask.signed", by, shop.words.age(parse_moment(asked.answered_at), shop.now()))
    else:
        by = texts.get("ask.waiting_offline" if offline else "ask.waiting")
    return AskedRow(
        key=asked.id,
        text=texts.get("ask.quoted", asked.text),
        about=shop.words.name(product.name) if product else "",
        answer=asked.answer,
        by=by,
        line=asked.line if line else "",
    )


def _answerer(shop: Shop, document: ShoppingList, asked: Question) -> str:
    actor = document.actors.get(asked.answered_by)
    return actor.name if actor and actor.name else shop.words.texts.get("ask.store")
