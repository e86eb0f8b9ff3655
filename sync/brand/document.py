"""The brand file: its Structs, its strict reader and the contrast it must keep."""

from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from sync.brand.contrast import CONTROL_MINIMUM, TEXT_MINIMUM, ratio

Colour = Annotated[str, msgspec.Meta(pattern="^#[0-9A-Fa-f]{6}$")]
Pixels = Annotated[int, msgspec.Meta(ge=0)]
Line = Annotated[str, msgspec.Meta(min_length=1)]

TEXT_PAIRS = (
    ("ink", "page"),
    ("ink", "surface"),
    ("ink", "tile"),
    ("ink", "tint"),
    ("ink", "warnbg"),
    ("ink2", "page"),
    ("ink2", "surface"),
    ("ink2", "tint"),
    ("onprimary", "primary"),
    ("onprimary", "press"),
    ("primary", "page"),
    ("primary", "surface"),
    ("primary", "tint"),
    ("accent", "page"),
    ("accent", "surface"),
    ("ok", "page"),
    ("ok", "surface"),
    ("warn", "surface"),
    ("warn", "warnbg"),
    ("bad", "surface"),
)
"""Text colour and background as the pages use them."""

CONTROL_PAIRS = (("control", "page"), ("control", "surface"), ("control", "tile"))
"""Border of a control and what it stands on."""


Synonyms = Annotated[tuple[Line, ...], msgspec.Meta(min_length=2)]
"""Words or phrases that mean the same to whoever searches."""


class BrandError(Exception):
    """A brand file that cannot be used; the message says what to change, for the person who wrote it."""


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


class Radius(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Corner radii in pixels of the 1280 x 800 layout; 0 is a square corner."""

    card: Pixels
    photo: Pixels
    button: Pixels
    chip: Pixels


class Gallery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the product page shows photos: `photos` side by side, each `width` x `height` pixels."""

    shape: Literal["landscape", "portrait", "square"]
    photos: Annotated[int, msgspec.Meta(ge=1, le=3)]
    width: Pixels
    height: Pixels


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


class Tone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The brand's own words in one language."""

    headline: tuple[Line, Line]
    lines: tuple[Line, Line]
    empty_list: Line
    unknown_code: Line
    error: Line
    thanks: Line
    finish: Line


ProductLink = Annotated[str, msgspec.Meta(pattern=r"^[^{}]+\{(product|sku|gtin)\}[^{}]*$")]


class Links(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the online shop's own addresses read: `https://shop.example/p/{product}`, or `{sku}`, `{gtin}`."""

    products: tuple[ProductLink, ...] = ()


class Brand(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One shop's look and words. Paths are resolved against the folder of the brand file.

    `synonyms` are groups by language, for those who keep them: the search uses all of them together.
    """

    name: Line
    domain: Line
    logo: Path
    colours: Colours
    fonts: Fonts
    radius: Radius
    spacing: Pixels
    gallery: Gallery
    attract: Attract
    sounds: Sounds
    tone: dict[str, Tone]
    synonyms: dict[str, tuple[Synonyms, ...]] = {}
    links: Links = Links()

    def words(self, language: str) -> Tone:
        """Return the words in a language (`en`, `it`, `ja`), else in the file's first one."""
        return self.tone.get(language) or next(iter(self.tone.values()))


def choose(folder: Path, name: str = "") -> Path:
    """Return the brand file of a name (its stem) in a folder; without one, the first there is.

    Raises:
        BrandError: There is none.
    """
    found = {path.stem: path for path in sorted(folder.glob("*.toml"))}
    wanted = name or next(iter(found), "")
    if wanted not in found:
        raise BrandError(f"{folder}: there is no brand {wanted}".rstrip() + ".")
    return found[wanted]


def load(path: Path) -> Brand:
    """Read a brand file (TOML).

    Raises:
        BrandError: The file cannot be read, has a missing, misspelt or wrong entry, names a logo that is
            not there, or puts text or controls on a colour they cannot be told from.
    """

    def resolve(kind: type, value: Any) -> Any:
        if kind is Path and isinstance(value, str):
            return path.parent / value
        raise NotImplementedError(kind)

    try:
        brand = msgspec.toml.decode(path.read_bytes(), type=Brand, dec_hook=resolve)
    except OSError as error:
        raise BrandError(f"{path}: cannot be read ({error.strerror}).") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BrandError(f"{path.name}: {error}.") from error
    if not brand.tone:
        raise BrandError(f"{path.name}: no words. Add at least one [tone.<language>].")
    if not brand.logo.is_file():
        raise BrandError(f"{path.name}: the logo {brand.logo.name} is not there.")
    check_contrast(brand.colours)
    return brand


def check_contrast(colours: Colours) -> None:
    """Refuse a palette in which text (4.5) or the borders of controls (3.0) are too faint.

    Raises:
        BrandError: Names every failing pair with its ratio.
    """
    faults = [
        f"{front} {getattr(colours, front)} on {back} {getattr(colours, back)} has contrast {found:.1f}, "
        f"{what} needs {least:.1f}"
        for what, least, pairs in (
            ("text", TEXT_MINIMUM, TEXT_PAIRS),
            ("a control", CONTROL_MINIMUM, CONTROL_PAIRS),
        )
        for front, back in pairs
        if (found := ratio(getattr(colours, front), getattr(colours, back))) < least
    ]
    if faults:
        raise BrandError("; ".join(faults) + ".")
