"""Reading a brand file strictly, and the contrast it must keep."""

from pathlib import Path
from typing import Any

import msgspec

from sync.brand import asking
from sync.brand.contrast import CONTROL_MINIMUM, TEXT_MINIMUM, ratio
from sync.brand.document import Brand, Colours
from sync.brand.faults import BrandError, explain
from sync.shapes import ready

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

ENDING = ".toml"


def choose(folder: Path, name: str = "") -> Path:
    """Return the brand file of a name (its stem) in a folder; without one, the first there is.

    A name that ends in `.toml` is the file itself, wherever it lies.

    Raises:
        BrandError: There is none.
    """
    if name.endswith(ENDING):
        return Path(name)
    found = {path.stem: path for path in sorted(folder.glob(f"*{ENDING}"))}
    wanted = name or next(iter(found), "")
    if wanted not in found:
        there = ", ".join(found) or "none"
        raise BrandError(
            f"There is no brand {wanted}".rstrip() + f". There is: {there}. Name one, or give a .toml file."
        )
    return found[wanted]


def load(path: Path) -> Brand:
    """Read a brand file (TOML).

    Raises:
        BrandError: The file cannot be read, has a missing, misspelt or wrong entry, names a picture that is
            not there, puts text or controls on a colour they cannot be told from, or asks one thing twice.
    """

    def resolve(kind: type, value: Any) -> Any:
        if kind is Path and isinstance(value, str):
            return path.parent / value
        raise ValueError("Expected the name of a file")

    try:
        brand = msgspec.toml.decode(path.read_bytes(), type=ready(Brand), dec_hook=resolve)
    except OSError as error:
        raise BrandError(f"{path}: cannot be read ({error.strerror}).") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BrandError(f"{path.name}: {explain(str(error))}") from error
    if not brand.tone:
        raise BrandError(f"{path.name}: there are no words. Add at least one [tone.<language>].")
    try:
        _check_pictures(brand)
        check_contrast(brand.colours)
        asking.check(brand.consents)
    except BrandError as error:
        raise BrandError(f"{path.name}: {error}") from error
    return brand


def _check_pictures(brand: Brand) -> None:
    for key, file in (("logo", brand.logo), *(("attract.photos", photo) for photo in brand.attract.photos)):
        if not file.is_file():
            raise BrandError(f"`{key}`: {file.name} is not there. Put it at {file}.")


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
        raise BrandError("; ".join(faults) + ". Make one of each pair darker or lighter.")
