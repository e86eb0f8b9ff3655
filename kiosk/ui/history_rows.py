"""What was done to a list, change by change, in words: the latest first."""

import msgspec

from kiosk.core.lists import stands
from kiosk.core.stock import parse_moment
from kiosk.ui.list_rows import letter, wished
from kiosk.ui.shop import Shop
from sync.protocol.actors import Actor
from sync.protocol.lists import Entry, ShoppingList
from sync.protocol.moments import is_real

SHOWN = 60
"""Changes that are told: nobody reads further back, and every row is laid out."""


class StepRow(msgspec.Struct, frozen=True):
    """One change. `key` is its operation, `who` the kind of actor, `mark` the letter in their disc.

    `mine` says that it was done at this tablet and still stands, so that it can be taken back, `undone` that
    it was taken back.
    """

    key: str
    words: str
    by: str
    who: str
    mark: str
    mine: bool
    undone: bool


def step_rows(shop: Shop, document: ShoppingList, own: str) -> list[StepRow]:
    """Return what was done; `own` is the id of the actor at this tablet."""
    told = [entry for entry in reversed(document.history) if _shows(entry)][:SHOWN]
    return [_step(shop, document, entry, own) for entry in told]


def _shows(entry: Entry) -> bool:
    return entry.delta != 0 or entry.before != entry.after


def _step(shop: Shop, document: ShoppingList, entry: Entry, own: str) -> StepRow:
    actor = document.actors.get(entry.by)
    mine = entry.by == own
    return StepRow(
        key=entry.op,
        words=_words(shop, document, entry),
        by=_by(shop, entry, actor, mine=mine),
        who="self" if mine or actor is None else actor.kind,
        mark="" if mine else letter(actor),
        mine=stands(entry, own),
        undone=entry.undone,
    )


def _by(shop: Shop, entry: Entry, actor: Actor | None, *, mine: bool) -> str:
    texts = shop.words.texts
    if mine:
        name = texts.get("history.you")
    elif actor is None:
        name = texts.get("history.shop")
    else:
        name = actor.name or texts.get(f"history.{actor.kind}", actor.number or actor.place)
    if not is_real(entry.at):
        return name
    return texts.get("history.signed", name, shop.words.age(parse_moment(entry.at), shop.now()))


def _words(shop: Shop, document: ShoppingList, entry: Entry) -> str:
    texts = shop.words.texts
    if entry.asked:
        return texts.get("history.asked" if entry.after else "history.unasked", entry.after or entry.before)
    if not entry.line:
        return texts.get("history.renamed", entry.after or texts.get("list.title"))
    return _words_of_line(shop, document, entry)


def _words_of_line(shop: Shop, document: ShoppingList, entry: Entry) -> str:
    texts, verb = shop.words.texts, entry.verb
    name = _name(shop, document, entry.line)
    if entry.moved:
        return texts.get("history.moved", name)
    if entry.ranked:
        wish = wished(shop, entry.after)
        return texts.get("history.ranked", name, wish) if wish else texts.get("history.unranked", name)
    if entry.before != entry.after:
        return (
            texts.get("history.note", name, entry.after)
            if entry.after
            else texts.get("history.note_gone", name)
        )
    if entry.delta < 0:
        line = document.line(entry.line)
        gone = line is not None and line.quantity == 0 and verb != "Undo"
        return texts.get("history.removed", name) if gone else texts.get("history.less", name, -entry.delta)
    return texts.get("history.added", name, entry.delta)


def _name(shop: Shop, document: ShoppingList, identifier: str) -> str:
    line = document.line(identifier)
    product = shop.product(line.product) if line else None
    if product:
        return shop.words.name(product.name)
    return line.variant if line else shop.words.texts.get("list.gone")
