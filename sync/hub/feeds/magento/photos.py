"""Photos that no row names: some exports tie them to their products by the file's name only."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.images import ImageIndex
from sync.hub.feeds.options import COLOUR, axis_id, slug
from sync.hub.feeds.parts import Part, PictureRef, ProductPart, VariantPart
from sync.hub.feeds.rows import Ledger, Row

ENOUGH_WORDS = 2
"""Words of a file's name that must be words of the product; one (`yoga`) says nothing."""

MOST = 2_000
"""Photos, and products without one, that are compared: each with each."""

BESIDE = ("images", "media", "pub/media", "photos", "pictures")
"""Where photos stand beside a table that was given alone: what else its folder holds may be anything."""


class Wanting(msgspec.Struct):
    """A product that no row names a picture for: its words, and the last words of its SKUs by colour."""

    key: str
    codes: set[str]
    words: set[str]
    colours: dict[str, set[str]]


class Photos:
    """Gives photos to products that have none; `see` all parts, then ask for `parts`.

    A photo fits the one product whose SKU holds the first word of its name (`mb01-blue-0`: 24-MB01), else the
    one that shares the most words with it, else the one that a photo with the same beginning went to.
    """

    def __init__(self, files: Sequence[FeedFile], ledger: Ledger) -> None:
        """Look for photos below the folders that the feed's files are in."""
        self._ledger = ledger
        folders = sorted({file.path.parent for file in files})
        if len(files) == 1:
            folders = [folders[0] / name for name in BESIDE]
        self._index = ImageIndex(*folders)
        self._here = bool(self._index.unused())
        self._wanting: dict[str, Wanting] = {}

    def see(self, part: Part) -> None:
        """Take note of a part; those of a product come one after the other, the product first."""
        if not self._here:
            return
        if isinstance(part, ProductPart):
            self._wanting[part.key] = Wanting(part.key, set(), _words(part.name.values()), {})
            self._find(part.key, part.pictures)
            if len(self._wanting) > MOST:
                self._here = False
                self._wanting.clear()
        elif isinstance(part, VariantPart) and part.key in self._wanting:
            _add(self._wanting[part.key], part)

    def parts(self) -> Iterator[ProductPart]:
        """Yield the photos as pictures of the products they fit."""
        photos = self._index.unused()
        if not self._here or len(photos) > MOST:
            return
        given = _given(photos, list(self._wanting.values()))
        for photo in photos:
            row = Row(photo.name, 0)
            if photo in given:
                key = given[photo].key
                self._ledger.note(row, "", key, "no row names this picture; its name fits this product")
                yield ProductPart(row, key, pictures=[_picture(photo, given[photo])])
            else:
                reason = "no row names this picture and no product fits its name"
                self._ledger.note(row, "", "", reason)

    def _find(self, key: str, pictures: Iterable[PictureRef]) -> None:
        if any([self._index.find(picture.ref) for picture in pictures]):  # noqa: C419 - each is then in use
            self._wanting.pop(key, None)


def _given(photos: list[Path], wanting: list[Wanting]) -> dict[Path, Wanting]:
    given: dict[Path, Wanting] = {}
    for photo in photos:
        found = _by_code(photo, wanting) or _by_words(photo, wanting)
        if found:
            given[photo] = found
    kin = dict(given)
    for photo in photos:
        alike = {other.key: other for path, other in kin.items() if path.stem.startswith(f"{photo.stem}-")}
        if photo not in given and len(alike) == 1:
            given[photo] = next(iter(alike.values()))
    return given


def _add(wanting: Wanting, part: VariantPart) -> None:
    """Learn a variant's words."""
    code = _split(part.sku)
    wanting.codes |= set(code)
    wanting.words |= {code[-1], *_words(part.options.values())}
    for axis, word in part.options.items():
        if axis_id(axis) == COLOUR:
            wanting.colours.setdefault(word, {slug(word)}).add(code[-1])


def _by_code(photo: Path, wanting: list[Wanting]) -> Wanting | None:
    code = _split(photo.stem)[0]
    if not any(map(str.isdigit, code)):
        return None
    return _only([each for each in wanting if code in each.codes])


def _by_words(photo: Path, wanting: list[Wanting]) -> Wanting | None:
    said = set(_split(photo.stem))
    shared = Counter({each.key: len(said & each.words) for each in wanting})
    most = max(shared.values(), default=0)
    if most < ENOUGH_WORDS:
        return None
    return _only([each for each in wanting if shared[each.key] == most])


def _picture(photo: Path, product: Wanting) -> PictureRef:
    """Return the photo, of the one colour whose name, or whose variants' SKUs, its name has a word of."""
    said = set(_split(photo.stem))
    colours = [word for word, codes in product.colours.items() if said & codes]
    return PictureRef(str(photo), {COLOUR: colours[0]} if len(colours) == 1 else {})


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in _split(text)}


def _split(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold()) or [""]


def _only(found: list[Wanting]) -> Wanting | None:
    return found[0] if len(found) == 1 else None
