"""The tables of a shop folder's TOML files, each entry checked on its own."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from sync.hub.feeds.feed import FeedError
from sync.hub.feeds.rows import Ledger, Row
from sync.shapes import ready

T = TypeVar("T", bound=msgspec.Struct)


class AxisEntry(msgspec.Struct, frozen=True):
    """An option of a product; with `unit` "mm" its values are measures."""

    values: list[str]
    unit: str = ""


class SizeEntry(msgspec.Struct, frozen=True):
    """Dimensions (mm), weight (g) and prices (minor units) of the variants with this value of `sized_by`."""

    value: str
    price: dict[str, int]
    width: int = 0
    depth: int = 0
    height: int = 0
    weight: int = 0
    was: dict[str, int] = {}
    until: date | None = None


class ProductEntry(msgspec.Struct, frozen=True):
    """One `[[product]]` of range.toml."""

    id: str
    sku: str
    options: dict[str, AxisEntry]
    size: list[SizeEntry]
    category: str = ""
    materials: list[str] = []
    goes_with: list[str] = []
    sized_by: str = ""
    missing: list[str] = []


class CategoryEntry(msgspec.Struct, frozen=True):
    """One `[[category]]` of categories.toml."""

    id: str
    parent: str = ""


class ReviewEntry(msgspec.Struct, frozen=True):
    """One `[[review]]` of reviews.toml."""

    product: str
    stars: int
    title: str = ""
    text: str = ""
    author: str = ""
    language: str = ""
    written: date | None = msgspec.field(name="date", default=None)


def read_toml(path: Path) -> dict[str, Any]:
    """Return a file's content, an empty one where there is no such file.

    Raises:
        FeedError: It is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except RecursionError:
        raise FeedError(f"{path.name} cannot be read: its lists are nested too deep") from None
    except (OSError, ValueError) as error:  # tomllib and UTF-8 both raise kinds of ValueError
        raise FeedError(f"{path.name} cannot be read: {error}") from error


def read_entries(path: Path, name: str, struct: type[T], ledger: Ledger) -> Iterator[tuple[Row, T]]:
    """Yield the entries `[[name]]` of a file, numbered from 1; one that breaks the rules is refused."""
    for number, table in enumerate(read_toml(path).get(name, []), 1):
        row = Row(path.name, number)
        ledger.count()
        try:
            yield row, msgspec.convert(table, ready(struct))
        except msgspec.ValidationError as error:
            ledger.refuse(row, name, str(table.get("id", "")), str(error))
