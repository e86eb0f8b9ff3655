"""The list of all pictures: where each is kept and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import interiors
import wardrobe
from catalogue import Article, articles, swatches
from recipes import CLOTHES, FURNITURE
from views import Drawing, Frame, draw

#: Pictures have this many pixels for each unit they are shown in.
_DENSITY = 2
#: JPEG quality of the first picture a shopper sees, and of the others.
_FIRST, _OTHER = 82, 75
#: The room on the start page of each brand.
_ROOMS = {"olmaia": interiors.attract, "vesperi": wardrobe.attract}
#: The start page, by its panel.
_PANELS = {"attract.jpg": Frame(1280, 800), "attract-wide.jpg": Frame(1920, 1080)}


@dataclass(frozen=True)
class Picture:
    """One file: its path below `resources`, its drawing, its pixels per unit and its JPEG quality."""

    path: str
    draw: Callable[[], Drawing]
    density: int = _DENSITY
    quality: int = _OTHER


def pictures() -> Iterator[Picture]:
    """Yield every picture: start pages first, then the products in the order of the range."""
    for brand, room in _ROOMS.items():
        for name, frame in _PANELS.items():
            yield Picture(
                f"brand/{brand}/{name}",
                lambda room=room, frame=frame: Drawing(room(*frame), frame),
                density=1,
                quality=86,
            )
    colours = swatches()
    for article in articles():
        for colour in article.colours:
            for view in views_of(article, colour):
                yield Picture(
                    f"demo/pictures/{article.product}-{colour}-{view}.{'png' if view == 'scale' else 'jpg'}",
                    lambda article=article, swatch=colours[colour], view=view: draw(article, swatch, view),
                    quality=_FIRST if view == "front" else _OTHER,
                )


def views_of(article: Article, colour: str) -> list[str]:
    """Return the views a colour of a product is shown in; the first colour has more of them."""
    first = colour == article.colours[0]
    views = ["front", "square"]
    if article.product in CLOTHES:
        views.append("detail")
        if CLOTHES[article.product].has_back:
            views.append("back")
        if first and CLOTHES[article.product].to_scale:
            views.append("scale")
        return views
    views.append("side")
    if first:
        views.append("detail")
        if article.product in interiors.INTERIORS:
            views.append("room")
        if FURNITURE[article.product].to_scale:
            views.append("scale")
    return views
