"""What is to be drawn: the products of the range with their measures, and the colours with their swatches."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from parts import Size

DEMO = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Article:
    """A product: the size it is shown in (cm) and its colours, in the order of the range."""

    product: str
    drawing: str
    size: Size
    colours: tuple[str, ...]


def swatches(folder: Path = DEMO) -> dict[str, str]:
    """Return the `#rrggbb` of every colour id."""
    with (folder / "colours.toml").open("rb") as file:
        return tomllib.load(file)


def articles(folder: Path = DEMO) -> list[Article]:
    """Return all products of `range.toml`; each is shown in the middle one of its sizes."""
    with (folder / "range.toml").open("rb") as file:
        products = tomllib.load(file)["product"]
    return [_article(product) for product in products]


def _article(product: dict) -> Article:
    sizes = product["size"]
    shown = sizes[len(sizes) // 2]
    size = Size(shown["width"] / 10, shown["depth"] / 10, shown["height"] / 10)
    return Article(product["id"], product["drawing"], size, tuple(product["options"]["colour"]["values"]))
