"""What is shown of who signed in, row by row: lists, what joins them, what fits, what was agreed to."""

from collections.abc import Collection, Sequence

import msgspec

from kiosk.core import customers as known
from kiosk.core.merging import Row
from kiosk.ui.customer_words import CustomerWords
from kiosk.ui.shop import Shop
from sync.brand import Asked
from sync.brand.asking import is_older
from sync.catalogue import present
from sync.protocol import customers, fits
from sync.protocol.customers import Customer
from sync.protocol.lists import ShoppingList
from sync.protocol.products import Product

MOST_THUMBS = 3
LONGEST_ON_CHIP = 26
"""Signs of a list's name on a chip; its whole name is said aloud, and stands over the list."""


class ListRow(msgspec.Struct, frozen=True):
    """A list to go on with: its id, what it is called (`brief` on a chip), how much is on it, pictures."""

    key: str
    title: str
    brief: str
    detail: str
    chosen: bool
    first: str = ""
    second: str = ""
    third: str = ""


class JoinRow(msgspec.Struct, frozen=True):
    """A line of the guest's list: `there` tells what becomes of the quantity."""

    key: str
    url: str
    name: str
    options: str
    there: str
    chosen: bool


class FitRow(msgspec.Struct, frozen=True):
    """One thing that is known to fit, and why."""

    key: str
    title: str
    reason: str
    axis: str
    category: str
    brand: str
    size: str


class ConsentRow(msgspec.Struct, frozen=True):
    """One thing that is asked: `answer` is yes, no or open; `text` says what for, `detail` since when.

    `wording` is the version of the words.
    """

    key: str
    title: str
    text: str
    detail: str
    answer: str
    wording: str


class ChoiceRow(msgspec.Struct, frozen=True):
    """One of several to choose from."""

    key: str
    name: str
    chosen: bool


def list_rows(shop: Shop, lists: Sequence[ShoppingList], chosen: str) -> list[ListRow]:
    """Return lists to go on with: those that hold or are called something."""
    shown = [one for one in lists if one.present or one.title]
    return [_list(shop, one, chosen) for one in shown]


def list_name(shop: Shop, document: ShoppingList) -> str:
    """Return what a list is called; a guest's without a name is what was chosen here."""
    own = customers.is_customer(document.owner)
    return document.title or shop.words.texts.get("known.unnamed" if own else "known.chosen_here")


def short_name(shop: Shop, document: ShoppingList) -> str:
    """Return the same as it fits on a chip."""
    name = list_name(shop, document)
    return name if len(name) <= LONGEST_ON_CHIP else f"{name[: LONGEST_ON_CHIP - 1].rstrip()}…"


def _list(shop: Shop, document: ShoppingList, chosen: str) -> ListRow:
    products = dict.fromkeys(line.product for line in document.present)
    urls = [url for product in list(products)[:MOST_THUMBS] if (url := _url(shop, shop.product(product)))]
    pieces = shop.words.texts.get("list.pieces", count=document.pieces)
    name, short = list_name(shop, document), short_name(shop, document)
    return ListRow(document.id, name, short, pieces, document.id == chosen, *urls)


def _url(shop: Shop, product: Product | None, options: dict[str, str] | None = None) -> str:
    picture = present.picture(product, options or {}) if product else None
    return shop.pictures.url(picture.media) if picture else ""


def join_rows(shop: Shop, rows: Sequence[Row], chosen: Collection[str]) -> list[JoinRow]:
    """Return the lines of the guest's list, and what each makes of the list that it joins."""
    return [_join(shop, row, chosen) for row in rows]


def _join(shop: Shop, row: Row, chosen: Collection[str]) -> JoinRow:
    line, texts = row.line, shop.words.texts
    product = shop.product(line.product)
    name = shop.words.name(product.name) if product else line.variant
    options = present.choices(product, line.options, shop.words.language) if product else []
    there = texts.get("known.pieces", count=line.quantity)
    if row.there:
        there = texts.get("known.together", line.quantity, row.there, line.quantity + row.there)
    return JoinRow(
        line.id,
        _url(shop, product, line.options),
        name,
        texts.get("list.and").join(options),
        there,
        line.id in chosen,
    )


def fit_rows(shop: Shop, customer: Customer) -> list[FitRow]:
    """Return what is known to fit, what they said themselves first."""
    return [_fit(shop, row) for row in known.sizes(customer)]


def _fit(shop: Shop, row: known.SizeRow) -> FitRow:
    said = CustomerWords(shop.words)
    category = shop.category(row.category) or row.category
    reason = shop.words.texts.get("mine.said") if row.reason == "said" else said.reason(row)
    why = shop.words.texts.get("list.and").join([reason, *said.instead(row)[:1]])
    key = fits.key(row.axis, row.category, row.brand)
    return FitRow(key, said.size(row, category), why, row.axis, row.category, row.brand, row.size)


def consent_rows(shop: Shop, customer: Customer) -> list[ConsentRow]:
    """Return what is asked at a kiosk, with what was said to it, here or elsewhere."""
    return [_consent(shop, asked, customer) for asked in shop.asked]


def _consent(shop: Shop, asked: Asked, customer: Customer) -> ConsentRow:
    texts, said = shop.words.texts, customer.consents.get(asked.key)
    own = asked.said_in(shop.words.language)
    title = own.title if own else texts.get(f"mine.{asked.purpose}")
    text = own.text if own else texts.get(f"mine.{asked.purpose}_text")
    if said is None:
        return ConsentRow(asked.key, title, text, "", "open", asked.wording)
    row = next(row for row in known.consents(customer) if f"{row.purpose}:{row.channel}" == asked.key)
    detail = CustomerWords(shop.words).consent(row, shop.now())
    if is_older(said.wording, asked.wording):
        return ConsentRow(asked.key, title, text, texts.get("mine.anew", detail), "open", asked.wording)
    return ConsentRow(asked.key, title, text, detail, "yes" if said.given else "no", asked.wording)


def store_rows(shop: Shop, customer: Customer) -> list[ChoiceRow]:
    """Return the stores that one can go to, the nearest first."""
    places = [store for store in shop.stores if store.latitude is not None or store.city]
    return [ChoiceRow(one.code, one.name or one.city, one.code == customer.store) for one in places]


def language_rows(shop: Shop, customer: Customer) -> list[ChoiceRow]:
    """Return the languages that letters and pages can be in."""
    return [ChoiceRow(one, shop.native_name(one), one == customer.language) for one in shop.languages]
