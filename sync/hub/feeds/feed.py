"""What a reader hands over, whatever the format: products with their picture files, and the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from sync.protocol.products import Category, Product, Store, Texts
from sync.protocol.stock import StockLevel


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


@dataclass(slots=True, frozen=True)
class PictureSource:
    """A picture file of a product; `square` is the same view drawn for a square frame."""

    path: Path
    view: str = "front"
    options: dict[str, str] = field(default_factory=dict)
    alt: Texts = field(default_factory=dict)
    square: Path | None = None


@dataclass(slots=True)
class Draft:
    """A product without its pictures, which are still files. `scale` is the view for the drawing to scale."""

    product: Product
    pictures: list[PictureSource] = field(default_factory=list)
    scale: Path | None = None


class StoreStock(NamedTuple):
    """How many of a variant a store (its code) has."""

    store: str
    level: StockLevel


@dataclass(slots=True)
class Feed:
    """Everything one import found. `loose` are pictures that no product shows (yet); they are kept too."""

    format: str
    products: list[Draft] = field(default_factory=list)
    categories: list[Category] = field(default_factory=list)
    stores: list[Store] = field(default_factory=list)
    stock: list[StoreStock] = field(default_factory=list)
    loose: list[Path] = field(default_factory=list)
    currencies: list[str] = field(default_factory=list)
