"""What an import knows before it reads: settings for what a feed does not say; how it fails as a whole."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from sync.protocol.products import Store


class FeedError(Exception):
    """The feed as a whole cannot be read; the message says why, in words."""


class Settings(NamedTuple):
    """What a feed does not say itself.

    `store` holds the stock of a feed that names no store; `currency` (ISO 4217) and `language` are those of
    prices and texts that name none; `today` decides which reduced prices are in force. `weight_unit` (`g`,
    `kg`, `oz`, `lb`) and `length_unit` (`mm`, `cm`, `m`, `in`, `ft`) are those of measures without one, ''
    when nobody said. `mapping` says which column (as the file spells it) holds a field, where the header
    does not tell.
    """

    store: Store
    currency: str
    language: str
    today: date
    weight_unit: str = ""
    length_unit: str = ""
    mapping: Mapping[str, str] = MappingProxyType({})
