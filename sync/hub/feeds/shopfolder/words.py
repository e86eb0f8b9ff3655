"""The words of a shop folder in all its languages: one file a language, the same keys in each."""

from pathlib import Path
from typing import Any

from babel.numbers import format_decimal

from sync.hub.feeds.shopfolder.entries import read_toml
from sync.protocol.products import Texts

MM_PER_CM = 10


class Words:
    """Gives the texts of a thing by language; a language that does not know it is left out."""

    def __init__(self, folder: Path) -> None:
        """Read every `<language>.toml` of a folder.

        Raises:
            FeedError: One is no TOML.
        """
        self._tables = {path.stem: read_toml(path) for path in sorted(folder.glob("*.toml"))}

    def of(self, part: str, identifier: str) -> Texts:
        """Return the words for an id of a part (`axes`, `colours`, `materials`, `categories`)."""
        found = {language: table.get(part, {}).get(identifier) for language, table in self._tables.items()}
        return {language: str(word) for language, word in found.items() if word}

    def product(self, identifier: str, field: str) -> Texts:
        """Return a text of a product: `name`, `lead`, `description`."""
        found = {
            language: self._product(table, identifier).get(field) for language, table in self._tables.items()
        }
        return {language: str(text) for language, text in found.items() if text}

    def details(self, identifier: str) -> list[Texts]:
        """Return a product's short lines; the n-th lines of the languages belong together."""
        lines = {
            language: self._product(table, identifier).get("details", [])
            for language, table in self._tables.items()
        }
        longest = max(map(len, lines.values()), default=0)
        return [
            {language: str(texts[place]) for language, texts in lines.items() if place < len(texts)}
            for place in range(longest)
        ]

    def joined(self, *texts: Texts) -> Texts:
        """Return texts joined by commas, in the languages that know them all."""
        shared = [language for language in self._tables if all(language in text for text in texts)]
        return {language: _comma(language).join(text[language] for text in texts) for language in shared}

    def measure(self, millimetres: int) -> Texts:
        """Return a measure in centimetres, as each language writes numbers."""
        return {
            language: f"{format_decimal(millimetres / MM_PER_CM, format='#,##0.#', locale=language)} cm"
            for language in self._tables
        }

    def same(self, text: str) -> Texts:
        """Return a text that needs no translation."""
        return dict.fromkeys(self._tables, text)

    @staticmethod
    def _product(table: dict[str, Any], identifier: str) -> dict[str, Any]:
        found: dict[str, Any] = table.get("products", {}).get(identifier, {})
        return found


def _comma(language: str) -> str:
    return "、" if language == "ja" else ", "
