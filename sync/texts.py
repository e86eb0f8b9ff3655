"""One reader for the texts people see: `resources/i18n/<part>/<language>.toml`.

A text is a string, or a table of plural forms by CLDR category (`one`, `other`). `%1`, `%2` … stand for
values, `%n` for the counted number. A missing text falls back to English.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.plural import PluralRule

FALLBACK = "en"

Forms = str | dict[str, str]

PLACES = re.compile(r"%([1-9])")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Signs that steer a screen or a printer: texts from before they were refused may still hold some."""
OVERRIDES = re.compile("[\u061c\u200e\u200f\u202a-\u202e]")
ISOLATES = re.compile("[\u2066-\u2069]")
FIRST_STRONG, ISOLATE_END = "\u2068", "\u2069"
TURNS = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""What may turn the direction of a line: letters written from right to left, and the signs that say so."""


class Texts:
    """The texts of one part (`kiosk`, `phone`) in one language."""

    def __init__(
        self,
        language: str,
        texts: dict[str, Forms],
        fallback: dict[str, Forms],
        own: Mapping[str, str] | None = None,
    ) -> None:
        self.language = language
        self._own = own or {}
        self._texts = texts
        self._fallback = fallback

    @cached_property
    def _plural(self) -> "PluralRule":
        """The language's plural forms, read when something is counted."""
        from babel import Locale  # noqa: PLC0415 - takes longer to load than the texts

        return Locale.parse(self.language).plural_form

    @classmethod
    def load(cls, folder: Path, language: str) -> "Texts":
        """Read a part's texts; `folder` holds one file a language.

        Raises:
            FileNotFoundError: There is no such language, or no English to fall back on.
            tomllib.TOMLDecodeError: A file is no TOML.
        """
        return cls(language, _read(folder / f"{language}.toml"), _read(folder / f"{FALLBACK}.toml"))

    def in_own_words(self, own: Mapping[str, str]) -> "Texts":
        """Return these texts with some said otherwise, by their key."""
        return Texts(self.language, self._texts, self._fallback, own)

    def raw(self, key: str, count: int | None = None) -> str | None:
        """Return a text with its placeholders, in the plural form for `count`; None when nobody wrote it."""
        forms = self._own.get(key) or self._texts.get(key, self._fallback.get(key))
        if isinstance(forms, dict):
            number = 0 if count is None else count
            return forms.get(self._plural(number), forms["other"]).replace("%n", str(number))
        return forms

    def get(self, key: str, *values: object, count: int | None = None) -> str:
        """Return a text with its values filled in.

        Raises:
            KeyError: Nobody wrote this text.
        """
        text = self.raw(key, count)
        if text is None:
            raise KeyError(key)
        if "%" not in text:
            return text
        # All at once: a value that reads like a placeholder stays what somebody wrote.
        return PLACES.sub(lambda place: _fill(place, values), text)

    def all(self) -> dict[str, Forms]:
        """Return every text, fallbacks filled in (for a page that fills in values itself)."""
        return {**self._fallback, **self._texts, **self._own}


def _fill(place: re.Match[str], values: Sequence[object]) -> str:
    number = int(place[1])
    return isolated(str(values[number - 1])) if number <= len(values) else place[0]


def isolated(text: str) -> str:
    """Return a text so that it keeps its direction to itself inside a sentence (Unicode UAX 9).

    What turns nothing comes back as it is. Signs that would turn what stands beside it, or steer a screen,
    are taken out.

    >>> isolated("Anna")
    'Anna'
    """
    if text.isascii() and text.isprintable():
        # Most texts by far, and hundreds are said at once.
        return text
    seen = CONTROLS.sub("", text)
    if not TURNS.search(seen):
        return seen
    kept = OVERRIDES.sub("", seen)
    if kept[:1] == FIRST_STRONG and kept[-1:] == ISOLATE_END and _closes(kept[1:-1]):
        return kept
    if not _closes(kept):
        kept = ISOLATES.sub("", kept)
    return f"{FIRST_STRONG}{kept}{ISOLATE_END}"


def joined(separator: str, parts: Iterable[str]) -> str:
    """Return texts that stand beside each other, those that are '' left out; none turns another one."""
    return separator.join(isolated(part) for part in parts if part)


def _closes(text: str) -> bool:
    """Whether every isolate that a text begins ends in it, and no other."""
    depth = 0
    for sign in ISOLATES.findall(text):
        depth += -1 if sign == ISOLATE_END else 1
        if depth < 0:
            return False
    return depth == 0


@cache
def _read(path: Path) -> dict[str, Forms]:
    """Read a file once: its texts do not change while a program runs, and TOML takes its time."""
    return _flatten("", tomllib.loads(path.read_text(encoding="utf-8")))


def _flatten(prefix: str, table: dict[str, object]) -> dict[str, Forms]:
    """Turn nested tables into dotted keys; a table with `other` is a set of plural forms."""
    flat: dict[str, Forms] = {}
    for key, value in table.items():
        if not isinstance(value, dict):
            flat[prefix + key] = str(value)
        elif "other" in value:
            flat[prefix + key] = {form: str(text) for form, text in value.items()}
        else:
            flat.update(_flatten(f"{prefix}{key}.", value))
    return flat
