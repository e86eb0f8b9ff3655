"""What stands when the hub has a document already and a feed brings it anew. Pure.

A thing that only this feed brings becomes what the feed says. Where another source brings it too, fields of
which this feed says nothing stay. A variant goes only when it vanished from its own source.
"""

import datetime as dt
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from sync.hub.feeds.documents import Document
from sync.hub.feeds.joining import MAX_EXTRA
from sync.protocol import moments
from sync.protocol.products import Category, OptionAxis, Product, Store, Variant
from sync.protocol.stock import OLD_AFTER, StockLevel
from sync.protocol.stock_rules import fed
from sync.shapes import ready

LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)

S = TypeVar("S", Product, Variant, Store, Category)

_decode_level = msgspec.json.Decoder(ready(StockLevel)).decode
_decode_product = msgspec.json.Decoder(ready(Product)).decode


def merged(document: Document, before: bytes) -> bytes:
    """Return the body that shall stand; `before` itself when the feed says nothing new."""
    match document.key.kind:
        case "stock":
            return _level(document.body, before)
        case "product" if document.adopted:
            return _adopted(document.body, before)
        case "product":
            return _product(document, before)
        case "store" if document.shared:
            return _completed(document.body, before, Store)
        case "category" if document.shared:
            return _completed(document.body, before, Category)
        case _:
            return document.body


def _level(body: bytes, before: bytes) -> bytes:
    """A count that is older says nothing new; a status says nothing against a count of its day.

    Where something moved, or is kept for somebody, the count goes by the rule that every count goes by.
    """
    new, old = _decode_level(body), _decode_level(before)
    age = _moment(new) - _moment(old) if _moment(old) > LONG_AGO else OLD_AFTER
    if age < dt.timedelta(0) or (new.on_hand is None and old.on_hand is not None and age < OLD_AFTER):
        return before
    if old.moves or old.holds:
        # Its file may lie for hours before it is read.
        return msgspec.json.encode(fed(old, new))
    if old.aisle and not new.aisle:
        return msgspec.json.encode(msgspec.structs.replace(new, aisle=old.aisle))
    return body


def _product(document: Document, before: bytes) -> bytes:
    """A product keeps its rank where only the order of rows would give it another one."""
    new, old = _decode_product(document.body), _decode_product(before)
    if _as_named(new) is not new:
        document = document._replace(shared=True)  # a list of prices replaces no product
    variants = _variants(new, old, document)
    if document.shared:
        new = _complete(_as_named(new), old)
    if not document.reviewed:
        new = msgspec.structs.replace(new, rating=old.rating, reviews=old.reviews)
    new = msgspec.structs.replace(
        new,
        variants=variants,
        options=_axes(new.options, old.options, variants[len(new.variants) :]),
        rank=new.rank if document.ranked else old.rank,
    )
    return msgspec.json.encode(new)


def _adopted(body: bytes, before: bytes) -> bytes:
    """Another feed's product stays as it is but for what is told of its variants, and more of its extras."""
    new, old = _decode_product(body), _decode_product(before)
    told = {variant.id: variant for variant in new.variants}
    variants = []
    for each in old.variants:
        more = told.pop(each.id, each)
        variants.append(_complete(msgspec.structs.replace(more, options=each.options), each))
    extra = dict(list({**old.extra, **new.extra, **old.extra}.items())[:MAX_EXTRA])
    if new.rating.total:
        old = msgspec.structs.replace(old, rating=new.rating, reviews=new.reviews)
    return msgspec.json.encode(
        msgspec.structs.replace(old, variants=[*variants, *told.values()], extra=extra)
    )


def _as_named(product: Product) -> Product:
    """A list of prices names no product: the id shown instead must not take another feed's name."""
    nameless = set(product.name.values()) == {product.id}
    return msgspec.structs.replace(product, name={}) if nameless else product


def _variants(new: Product, old: Product, document: Document) -> list[Variant]:
    """Return the feed's variants, then those of before that stay: not gone, nor replaced by another SKU."""
    known = {variant.id: variant for variant in old.variants}
    told = [
        _complete(variant, known[variant.id]) if document.shared and variant.id in known else variant
        for variant in new.variants
    ]
    ids = {variant.id for variant in told} | document.gone
    choices = [variant.options for variant in told if variant.options]
    return told + [each for each in old.variants if each.id not in ids and each.options not in choices]


def _axes(new: list[OptionAxis], old: list[OptionAxis], stayed: Sequence[Variant]) -> list[OptionAxis]:
    """Return the options with what the variants that stayed have chosen."""
    axes = {axis.id: axis for axis in new}
    for axis in old:
        chosen = {variant.options.get(axis.id) for variant in stayed}
        there = axes.get(axis.id, OptionAxis(axis.id, axis.name, []))
        known = {value.id for value in there.values}
        more = [value for value in axis.values if value.id in chosen and value.id not in known]
        if more:
            axes[axis.id] = OptionAxis(there.id, there.name, [*there.values, *more])
    return list(axes.values())


def _completed(body: bytes, before: bytes, kind: type[S]) -> bytes:
    new, old = msgspec.json.decode(body, type=ready(kind)), msgspec.json.decode(before, type=ready(kind))
    return msgspec.json.encode(_complete(new, old))


def _complete(new: S, old: S) -> S:
    """Return `new` with the fields of `old` of which it says nothing; texts, prices and extras are joined."""
    said = msgspec.structs.asdict(new)
    for name, value in msgspec.structs.asdict(old).items():
        default = _DEFAULTS[type(new)].get(name)
        if isinstance(value, dict) and name != "options":
            said[name] = {**value, **said[name]}
        elif said[name] == default:
            said[name] = value
    return type(new)(**said)


def _defaults(kind: type[msgspec.Struct]) -> dict[str, object]:
    fields = msgspec.structs.fields(kind)
    return {
        field.name: field.default_factory()
        if field.default_factory is not msgspec.NODEFAULT
        else field.default
        for field in fields
    }


_DEFAULTS = {kind: _defaults(kind) for kind in (Product, Variant, Store, Category)}


def _moment(level: StockLevel) -> dt.datetime:
    """Return when a level was counted; long ago when an earlier version let in what is no moment."""
    try:
        return moments.parse(level.as_of)
    except ValueError:
        return LONG_AGO
