"""Any table of reviews: a column that names the product, one with the stars, and what was written.

Read so are the exports of Judge.me, Loox, Yotpo, WooCommerce's review plug-ins, and Magento's reviews without
its products. Addresses of reviewers are personal data and are not read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from sync.hub.feeds.cells import Cells, read_cells
from sync.hub.feeds.feed import Settings
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.formats import Format
from sync.hub.feeds.parts import Part, ReviewPart
from sync.hub.feeds.rating import review_id
from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.text import readable
from sync.hub.feeds.values import parse_day, parse_decimal
from sync.protocol.products import Review

NAME = "reviews"

COLUMNS = {
    "product": "sku, product sku, product_sku, variant sku, handle, product handle, product_handle, "
    "product id, product_id, productid, item id, item_id, artikelnummer, codice, codice prodotto, "
    "référence, referencia, 商品コード, 品番",
    "stars": "rating, stars, star rating, star_rating, review rating, review_rating, review score, "
    "review_score, rating_value, score, sterne, bewertung, valutazione, stelle, voto, note, étoiles, "
    "puntuación, valoración, estrellas, 評価, 星",
    "text": "review, body, review body, review_body, review text, review_text, review content, "
    "review_content, content, comment, comment_content, text, message, kommentar, bewertungstext, rezension, "
    "recensione, testo, commento, avis, commentaire, reseña, comentario, opinión, レビュー, コメント, 本文",
    "title": "title, review title, review_title, headline, summary, titel, titolo, titre, título, タイトル",
    "author": "author, reviewer, reviewer name, reviewer_name, nickname, display name, display_name, "
    "customer name, customer_name, comment_author, autor, autore, auteur, nome, 投稿者, ニックネーム",
    "date": "date, review date, review_date, created_at, created at, date_created, submitted at, "
    "comment_date, datum, data, fecha, 日付, 投稿日",
    "id": "id, review id, review_id, comment_id",
    "state": "status, state, published, approved, curated, review status, review_status, comment_approved",
}
"""What is read, and the names its column may have: of several that are there the first named here counts."""

NAMES = {field: [column.strip() for column in columns.split(",")] for field, columns in COLUMNS.items()}
SOLD = re.compile(r"\b(price|prezzo|preis|prix|precio|quantity|qty|stock|gtin|ean|barcode)\b|価格|在庫")
"""A table that prices or counts what it lists is one of products, stars or not."""

HIDDEN = frozenset(
    {"0", "no", "false", "n", "spam", "rejected", "pending", "hidden", "unpublished", "hold", "on-hold"}
    | {"trash", "not-yet", "unapproved", "not-approved"}
)
"""What a column of states says of reviews that the shop does not show."""

STARS = re.compile(r"([0-9.,]+)\s*(?:/\s*5|stars?|sterne?|stelle?|étoiles?|estrellas?)?", re.IGNORECASE)
MOST = 5


def claim(files: Sequence[FeedFile]) -> list[FeedFile]:
    """Return the tables of reviews."""
    return [file for file in files if file.table and _is_reviews(file.table.header)]


def read(files: Sequence[FeedFile], settings: Settings, ledger: Ledger) -> Iterator[Part]:
    """Yield the reviews."""
    for file in files:
        fields = _fields(file.table.header) if file.table else {}
        for cells in read_cells(file, partial(_named, fields), settings, ledger):
            part = _review(cells)
            if part:
                yield part


FORMAT = Format(NAME, claim, read)


def parse_stars(text: str) -> int:
    """Return a number of stars from 1 to 5; halves are rounded up.

    Raises:
        ValueError: It is none.

    >>> parse_stars("4"), parse_stars("4,5/5"), parse_stars("★★★☆☆")
    (4, 5, 3)
    """
    drawn = text.strip().rstrip("\u2606")
    if drawn and set(drawn) == {"\u2605"}:
        return min(len(drawn), MOST)
    match = STARS.fullmatch(text.strip())
    stars = parse_decimal(match[1]).quantize(Decimal(1), ROUND_HALF_UP) if match else Decimal(0)
    if not 1 <= stars <= MOST:
        raise ValueError("a rating is 1 to 5 stars")
    return int(stars)


def _is_reviews(header: Sequence[str]) -> bool:
    fields = set(_fields(header).values())
    written = fields & {"text", "title", "author"}
    return {"product", "stars"} <= fields and bool(written) and not any(map(SOLD.search, header))


def _fields(header: Sequence[str]) -> dict[str, str]:
    """Return what is read from which column."""
    found = {}
    for field, names in NAMES.items():
        column = next((name for name in names if name in header and name not in found), "")
        if column:
            found[column] = field
    return found


def _named(fields: Mapping[str, str], column: str) -> str:
    return fields.get(column, f"+{column}")


def _review(cells: Cells) -> ReviewPart | None:
    """Return what a row says; None for one that is refused."""
    product = cells.text("product")
    if not product:
        cells.refuse("sku", "", "nothing tells which product this review is about")
        return None
    if cells.text("state").casefold().replace(" ", "-") in HIDDEN:
        cells.refuse("status", cells.text("state"), "the shop does not show this review")
        return None
    try:
        stars = parse_stars(cells.get("stars"))
    except ValueError as error:
        cells.refuse("rating", cells.get("stars"), str(error))
        return None
    author, title, text = cells.text("author"), cells.text("title"), readable(cells.get("text"))
    day = cells.parsed("date", parse_day)
    told = cells.text("id") or review_id(product, str(stars), author, title, cells.get("text"))
    review = Review(
        id=told,
        stars=stars,
        author="" if "@" in author else author,
        title=title,
        text="\n\n".join(filter(None, (text.text, "\n".join(text.details)))),
        language=cells.settings.language,
        date=day.isoformat() if day else "",
    )
    return ReviewPart(cells.row, product, review)
