"""What stands when the hub has a document already and a feed brings it anew. Pure."""

import datetime as dt

import msgspec

from sync.hub.feeds.documents import Document
from sync.protocol import moments
from sync.protocol.products import Product
from sync.protocol.stock import OLD_AFTER, StockLevel

LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)

_decode_level = msgspec.json.Decoder(StockLevel).decode
_decode_product = msgspec.json.Decoder(Product).decode


def merged(document: Document, before: bytes) -> bytes:
    """Return the body that shall stand; `before` itself when the feed says nothing new."""
    if document.key.kind == "stock":
        return _level(document.body, before)
    if document.key.kind == "product" and not document.ranked:
        return _keeping_rank(document.body, before)
    return document.body


def _level(body: bytes, before: bytes) -> bytes:
    """A count that is older says nothing new; a status says nothing against a count of its day."""
    new, old = _decode_level(body), _decode_level(before)
    age = _moment(new) - _moment(old) if _moment(old) > LONG_AGO else OLD_AFTER
    if age < dt.timedelta(0) or (new.on_hand is None and old.on_hand is not None and age < OLD_AFTER):
        return before
    if old.aisle and not new.aisle:
        return msgspec.json.encode(msgspec.structs.replace(new, aisle=old.aisle))
    return body


def _keeping_rank(body: bytes, before: bytes) -> bytes:
    """A product keeps its place among the others where only the order of rows would give it another one."""
    old = _decode_product(before)
    return msgspec.json.encode(msgspec.structs.replace(_decode_product(body), rank=old.rank))


def _moment(level: StockLevel) -> dt.datetime:
    """Return when a level was counted; long ago when an earlier version let in what is no moment."""
    try:
        return moments.parse(level.as_of)
    except ValueError:
        return LONG_AGO
