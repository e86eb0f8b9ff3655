"""What the desk says of stock: variants, places, movements, how many are kept for somebody."""

from collections.abc import Mapping

import msgspec

from kiosk.ui.shop import Shop
from sync.catalogue import present
from sync.protocol.moments import is_real, parse
from sync.protocol.orders.reasons import in_words
from sync.protocol.products import Product, Variant
from sync.protocol.stock import Move, StockLevel, confidence

SHOWN_MOVES = 5
MINUS = "\N{MINUS SIGN}"
UNKNOWN = "\N{EN DASH}"


class VariantRow(msgspec.Struct, frozen=True):
    """A variant of the product that is looked at, as it stands in this store."""

    key: str
    name: str
    level: str
    figure: str
    place: str
    age: str
    chosen: bool


class MoveRow(msgspec.Struct, frozen=True):
    """One movement: what it was, by how much, when."""

    what: str
    delta: str
    when: str


class ReasonRow(msgspec.Struct, frozen=True):
    """A reason to choose, by its code."""

    code: str


def variant_rows(shop: Shop, product: Product, chosen: str) -> list[VariantRow]:
    """Return the variants of a product."""
    return [_variant(shop, product, variant, chosen) for variant in product.variants]


def variant_name(shop: Shop, product: Product, variant: Variant) -> str:
    """Return what tells a variant from the others: its options, else its code."""
    options = present.choices(product, variant.options, shop.words.language)
    return shop.words.texts.get("list.and").join(options) or variant.sku


def _variant(shop: Shop, product: Product, variant: Variant, chosen: str) -> VariantRow:
    here = shop.here(variant)
    return VariantRow(
        variant.id,
        variant_name(shop, product, variant),
        here.state.value,
        shop.words.stock_figure(here),
        shop.words.stock_detail(here),
        shop.words.stock_age(here, shop.now()),
        variant.id == chosen,
    )


def move_rows(shop: Shop, level: StockLevel | None) -> list[MoveRow]:
    """Return the last movements of a level, the latest first."""
    moves = level.moves[-SHOWN_MOVES:][::-1] if level else []
    return [_move(shop, move) for move in moves]


def _move(shop: Shop, move: Move) -> MoveRow:
    texts = shop.words.texts
    kind = texts.get(f"stockdesk.move_{move.kind}")
    why = in_words(move.reason, move.note, lambda code: texts.raw(f"stockdesk.why_{code}"), "")
    what = texts.get("stockdesk.because", kind, why) if why else kind
    when = shop.words.age(parse(move.at), shop.now()) if is_real(move.at) else ""
    return MoveRow(what, f"{move.delta:+d}".replace("-", MINUS), when)


def figures(shop: Shop, level: StockLevel | None) -> Mapping[str, str]:
    """Say how many stand here, how many are kept, and how far the figure can be trusted."""
    texts, now = shop.words.texts, shop.now()
    if level is None or level.on_hand is None:
        return {"hand": UNKNOWN, "kept": "", "trust": texts.get("stock.not_known")}
    kept = level.reserved(now)
    return {
        "hand": shop.words.display.number(level.available(now) or 0),
        "kept": texts.get("stockdesk.kept", level.on_hand, count=kept) if kept else "",
        "trust": _trust(shop, level),
    }


def _trust(shop: Shop, level: StockLevel) -> str:

    word = shop.words.texts.get(f"stockdesk.trust_{confidence(level, shop.now())}")
    shorts = shop.words.texts.get("stockdesk.missed", count=level.shorts) if level.shorts else ""
    return shop.words.texts.get("list.and").join(part for part in (word, shorts) if part)
