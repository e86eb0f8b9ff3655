"""The list of all pictures: file name, drawing, size. What is listed here is what the demo shop shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from catalogue import Article, articles, swatches
from recipes import CLOTHES, FURNITURE
from views import DENSITY, LANDSCAPE, PORTRAIT, SQUARE, Frame, clothes_svg, furniture_svg


@dataclass(frozen=True)
class Picture:
    """One file: how it is drawn and how large, in units; a picture has `density` pixels per unit."""

    name: str
    draw: Callable[[], str]
    frame: Frame
    density: int = DENSITY
    quality: int = 82


def pictures() -> Iterator[Picture]:
    """Yield every picture of every product in every colour, in the order of the range."""
    colours = swatches()
    for article in articles():
        for colour in article.colours:
            yield from _of_colour(article, colour, colours[colour])


def _of_colour(article: Article, colour: str, swatch: str) -> Iterator[Picture]:
    draw = furniture_svg if article.product in FURNITURE else clothes_svg
    for view in views_of(article):
        frame = SQUARE if view == "square" else LANDSCAPE if article.product in FURNITURE else PORTRAIT
        name = f"{article.product}-{colour}-{view}.jpg"
        yield Picture(name, lambda view=view: draw(article, swatch, view), frame)


def views_of(article: Article) -> tuple[str, ...]:
    """Return the views a product is shown in."""
    if article.product in FURNITURE:
        return ("front", "square", "side", "detail")
    back = ("back",) if CLOTHES[article.product].has_back else ()
    return ("front", "square", "detail", *back)
