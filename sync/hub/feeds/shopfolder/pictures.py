"""The drawn pictures of a shop folder: `<product>-<colour>-<view>.jpg`, found by their names."""

from pathlib import Path

from sync.hub.feeds.options import COLOUR
from sync.hub.feeds.parts import PictureRef
from sync.protocol.products import Texts

SQUARE = "square"
SCALE = "scale"
VIEWS = ("front", "side", "back", "detail")
"""In the order to show them; others follow."""

SUFFIXES = frozenset({".jpg", ".png"})


class PictureFolder:
    """The pictures of all products of the folder."""

    def __init__(self, folder: Path) -> None:
        files = sorted(folder.iterdir()) if folder.is_dir() else []
        self._by_stem = {path.stem: path for path in files if path.suffix in SUFFIXES}

    def of(self, product: str, colours: dict[str, Texts]) -> list[PictureRef]:
        """Return a product's pictures, colour by colour, views in order; `colours` maps ids to alt texts."""
        return [
            picture for colour, alt in colours.items() for picture in self._of_colour(product, colour, alt)
        ]

    def scale(self, product: str, colours: dict[str, Texts]) -> str:
        """Return the transparent front view for the drawing to scale, '' when it was not drawn."""
        stems = (f"{product}-{SCALE}", *(f"{product}-{colour}-{SCALE}" for colour in colours))
        return next((str(self._by_stem[stem]) for stem in stems if stem in self._by_stem), "")

    def _of_colour(self, product: str, colour: str, alt: Texts) -> list[PictureRef]:
        start = f"{product}-{colour}-"
        views = {
            stem.removeprefix(start): path
            for stem, path in self._by_stem.items()
            if stem.startswith(start) and "-" not in stem.removeprefix(start)
        }
        views.pop(SCALE, None)
        square = views.pop(SQUARE, None)
        if square and not views:
            views = {VIEWS[0]: square}  # drawn for square frames only: better than nothing in the others
        known = {view: place for place, view in enumerate(VIEWS)}
        return [
            PictureRef(
                str(path), {COLOUR: colour}, alt, view, str(square) if square and view == VIEWS[0] else ""
            )
            for view, path in sorted(
                views.items(), key=lambda item: (known.get(item[0], len(known)), item[0])
            )
        ]
