"""What the letter says that brings somebody their own list."""

import re
from collections.abc import Iterable

from sync.hub.mail.content import Content, Group, Item
from sync.hub.mail.speech import Speech
from sync.protocol.lists import Line, ShoppingList

WOULD_BE_LINK = re.compile(r"(?<=\w)[.@](?=[^\W\d])|(?<=:)/|(?<=/)/")
JOINER = "\N{WORD JOINER}"


def is_true(document: ShoppingList) -> bool:
    """Say whether there is a list, and something on it."""
    return not document.erased and bool(document.present)


def content(document: ShoppingList, speech: Speech, link: str) -> Content:
    """Return what the letter says; `link` leads to the list, '' where it was closed."""
    words, store = speech.words, speech.store.name
    text = words.get("list.text" if link else "list.text_closed", store)
    return Content(
        language=speech.language,
        subject=words.get("list.subject", store),
        hello="",
        title=unlinked(document.title) or words.get("list.title"),
        lines=[text],
        groups=[Group(words.get("items.listed"), [_item(line, speech) for line in document.present])],
        facts=_facts(document, speech),
        why=words.get("list.why", store),
        button=(words.get("open_list"), link) if link else None,
    )


def unlinked(text: str) -> str:
    """Return what somebody wrote so that no mail program makes a link of it; it reads the same.

    A letter goes to whomever a stranger names at a screen, in the shop's name: it leads to the shop alone.

    >>> unlinked("Sofa, 9.50: see http://win.example/now").replace(JOINER, "|")
    'Sofa, 9.50: see http:|/|/win|.example/now'
    """
    return WOULD_BE_LINK.sub(lambda found: JOINER + found[0], text)


def _item(line: Line, speech: Speech) -> Item:
    price = speech.price(line.product, line.variant)
    more = {"price": _money(speech, price * line.quantity) if price else "", "remark": unlinked(line.note)}
    item = speech.item(line.product, line.variant, line.options, line.quantity, more)
    # What the catalogue does not know is called what somebody wrote.
    return item._replace(name=unlinked(item.name), choices=unlinked(item.choices))


def _facts(document: ShoppingList, speech: Speech) -> list[tuple[str, str]]:
    prices = [(line, speech.price(line.product, line.variant)) for line in document.present]
    known = _sum(prices)
    is_whole = all(price is not None for _, price in prices)
    facts = [
        ("fact.total" if is_whole else "fact.known_total", _money(speech, known) if known else ""),
        ("fact.store", speech.where),
    ]
    return [(speech.words.get(key), value) for key, value in facts if value]


def _sum(prices: Iterable[tuple[Line, int | None]]) -> int:
    return sum(line.quantity * (price or 0) for line, price in prices)


def _money(speech: Speech, amount: int) -> str:
    return speech.display.money(amount, speech.store.currency)
