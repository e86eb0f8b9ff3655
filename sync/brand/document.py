"""What a brand file holds, as Structs; `resources/brand/README.md` says what each key is for."""

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from sync.brand.asking import EVERYWHERE, Asked

Colour = Annotated[str, msgspec.Meta(pattern="^#[0-9A-Fa-f]{6}$")]
Pixels = Annotated[int, msgspec.Meta(ge=0)]
Line = Annotated[str, msgspec.Meta(min_length=1)]

Synonyms = Annotated[tuple[Line, ...], msgspec.Meta(min_length=2)]
"""Words or phrases that mean the same to whoever searches."""


class Colours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The palette, each `#rrggbb`; what each is for stands in the brand file's own comments."""

    page: Colour
    surface: Colour
    tile: Colour
    ink: Colour
    ink2: Colour
    line: Colour
    control: Colour
    primary: Colour
    onprimary: Colour
    press: Colour
    tint: Colour
    accent: Colour
    ok: Colour
    warn: Colour
    warnbg: Colour
    bad: Colour


class Font(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A family; `weight` 400 to 700 is its heading weight, `tracking` in em for display sizes."""

    family: Line
    weight: Annotated[int, msgspec.Meta(ge=400, le=700)] = 400
    tracking: float = 0.0


class Fonts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Headings, running text, and what Japanese is set in."""

    display: Font
    text: Font
    japanese: Font


class Wordmark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the shop's name is written at the top, in the display font: behind its sign, or alone."""

    weight: Annotated[int, msgspec.Meta(ge=400, le=700)] = 700
    tracking: float = 0.0
    capitals: bool = False
    sign: bool = True


class Radius(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Corner radii in pixels of the 1280 x 800 layout; 0 is a square corner."""

    card: Pixels
    photo: Pixels
    button: Pixels
    chip: Pixels


class Gallery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the product page shows photos of the brand's shape: `photos` side by side.

    Upright photos of a brand of another shape stand in pairs all the same.
    """

    shape: Literal["landscape", "portrait", "square"]
    photos: Annotated[int, msgspec.Meta(ge=1, le=2)]


class Attract(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The idle screen: its photos, one for each shape of screen, and the colour of the words on them."""

    photos: Annotated[tuple[Path, ...], msgspec.Meta(min_length=1)]
    text: Colour


class Sounds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which sound says what: stems of files in `resources/sounds`."""

    known: Line
    unknown: Line
    added: Line
    undone: Line
    coming: Line
    idle: Line
    request: Line


Part = Literal["kiosk", "phone", "mail", "sign_in", "claim"]
"""Texts that shoppers see, as `resources/i18n` has them."""

Words = dict[str, Line]
"""Texts by their key."""


class OwnWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Texts that a brand says its own way, by the part they belong to (`sync.brand.own_words`)."""

    kiosk: Words = {}
    phone: Words = {}
    mail: Words = {}
    sign_in: Words = {}
    claim: Words = {}


class Tone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The brand's own words in one language."""

    headline: tuple[Line, Line]
    lines: tuple[Line, Line]
    empty_list: Line
    unknown_code: Line
    error: Line
    thanks: Line
    finish: Line
    words: OwnWords = OwnWords()


ProductLink = Annotated[str, msgspec.Meta(pattern=r"^[^{}]+\{(product|sku|gtin)\}[^{}]*$")]


class Links(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the online shop's own addresses read: `https://shop.example/p/{product}`, or `{sku}`, `{gtin}`."""

    products: tuple[ProductLink, ...] = ()


class Brand(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One shop's look and words. Paths are resolved against the folder of the brand file.

    `shelves` are categories that come before all others. `consents` is what shoppers are asked at a kiosk.
    `synonyms` are groups by language, for those who keep them: the search uses all of them together.
    """

    name: Line
    domain: Line
    logo: Path
    colours: Colours
    fonts: Fonts
    radius: Radius
    gallery: Gallery
    attract: Attract
    sounds: Sounds
    tone: dict[str, Tone]
    wordmark: Wordmark = Wordmark()
    shelves: tuple[Line, ...] = ()
    synonyms: dict[str, tuple[Synonyms, ...]] = {}
    links: Links = Links()
    consents: tuple[Asked, ...] = EVERYWHERE

    @property
    def signature(self) -> str:
        """The shop's name as it stands at the top of a page."""
        return self.name.upper() if self.wordmark.capitals else self.name

    def words(self, language: str) -> Tone:
        """Return the words in a language (`en`, `it`, `ja`), else in the file's first one."""
        return self.tone.get(language) or next(iter(self.tone.values()))
