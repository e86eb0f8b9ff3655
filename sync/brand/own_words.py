"""A brand's own words in place of the texts that everybody has: `[tone.<language>.words.<part>]`.

The keys are those of `resources/i18n/<part>/<language>.toml`. A text keeps its places (`%1`), so that nothing
that has to be told is lost; texts that are counted have plural forms, which a brand leaves as they are.
"""

from collections.abc import Mapping
from typing import get_args

from sync.brand.document import Brand, Part
from sync.brand.faults import BrandError
from sync.texts import PLACES, Texts


def speak(brand: Brand, part: Part, texts: Texts) -> Texts:
    """Return a part's texts in the brand's words, as far as it has its own in that language.

    Raises:
        BrandError: Names a text that nobody says, one that is counted, or one whose places are others.
    """
    tone = brand.tone.get(texts.language)
    own: Mapping[str, str] = getattr(tone.words, part) if tone else {}
    for key, text in own.items():
        _check(f"tone.{texts.language}.words.{part}.{key}", text, texts.all().get(key))
    return texts.in_own_words(own) if own else texts


def parts(brand: Brand) -> list[tuple[Part, str]]:
    """Return where a brand has words of its own: part and language."""
    everywhere: tuple[Part, ...] = get_args(Part)
    return [
        (part, language)
        for language, tone in brand.tone.items()
        for part in everywhere
        if getattr(tone.words, part)
    ]


def _check(key: str, text: str, known: object) -> None:
    if known is None:
        raise BrandError(f"`{key}` is no text. Take its key from resources/i18n, or take it out.")
    if not isinstance(known, str):
        raise BrandError(f"`{key}` is counted and has plural forms. Take it out.")
    wanted, found = sorted(PLACES.findall(known)), sorted(PLACES.findall(text))
    if wanted != found:
        said = ", ".join(f"%{place}" for place in wanted) or "no places"
        raise BrandError(f"`{key}` must hold {said}, as the text it stands for.")
