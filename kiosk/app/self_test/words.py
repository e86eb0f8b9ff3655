"""The words of every language, and the brands with all that they name."""

import wave
from pathlib import Path

from kiosk.app.self_test.check import need
from kiosk.ui.pictures.samples import sample
from sync import brand as brands
from sync.brand import Brand
from sync.brand.photo import check_photos
from sync.brand.typefaces import print_fonts
from sync.catalogue.display import Display
from sync.texts import FALLBACK, Texts

PARTS = ("doctor", "kiosk", "slip")
"""The parts of `resources/i18n` that a tablet shows, says and prints."""
ZONE = "Europe/Rome"
"""The system's own list of time zones (IANA) has it, where it has any."""
PRICE = 1_234_567


def texts(resources: Path) -> str:
    """Every language says all that English says."""
    found = []
    for part in PARTS:
        folder = resources / "i18n" / part
        languages = sorted(path.stem for path in folder.glob("*.toml"))
        need(FALLBACK in languages, f"there are no English texts in i18n/{part}")
        for language in languages:
            count = len(Texts.load(folder, language).all())
            need(count, f"i18n/{part}/{language}.toml says nothing")
        found.append(f"{part} in {', '.join(languages)}")
    return "; ".join(found)


def languages(resources: Path) -> str:
    """Numbers, money, plurals and time zones are known for every language that the pages speak."""
    spoken = sorted(path.stem for path in (resources / "i18n" / "kiosk").glob("*.toml"))
    written = [f"{language} {Display.of(language, ZONE).money(PRICE, 'EUR')}" for language in spoken]
    for language in spoken:
        Texts(language, {"things": {"one": "%n", "other": "%n"}}, {}).get("things", count=2)
    return ", ".join(written)


def all_brands(resources: Path) -> dict[str, Brand]:
    """Return the brands that came with the program, by name."""
    return {path.stem: brands.load(path) for path in sorted((resources / "brand").glob("*.toml"))}


def looks(resources: Path) -> str:
    """Every brand can be read, its photos too, and its own words fit."""
    found = all_brands(resources)
    need(found, "there is no brand in resources/brand")
    for brand in found.values():
        check_photos(brand, sample)
        for part, language in brands.parts(brand):
            if part in PARTS:
                brands.speak(brand, part, Texts.load(resources / "i18n" / part, language))
        print_fonts(brand, resources / "fonts")
    return ", ".join(found)


def sounds(resources: Path) -> str:
    """Every sound that a brand names is there and holds something."""
    names = {
        getattr(brand.sounds, name)
        for brand in all_brands(resources).values()
        for name in brand.sounds.__struct_fields__
    }
    for name in sorted(names):
        with wave.open(str(resources / "sounds" / f"{name}.wav")) as sound:
            need(sound.getnframes(), f"sounds/{name}.wav is empty")
    return f"{len(names)} sounds"
