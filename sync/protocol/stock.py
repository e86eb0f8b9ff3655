"""Stock levels: one document of kind `stock` per variant in the scope of its store."""

import msgspec


class StockLevel(msgspec.Struct, frozen=True, omit_defaults=True):
    """How many there are, and how old that news is.

    `on_hand` is None when only a status is known; `as_of` is ISO 8601 in UTC, the moment of counting;
    `aisle` is where it stands in the store.
    """

    variant: str
    on_hand: int | None
    as_of: str
    aisle: str = ""
