"""`qsTrId` for the pages: Qt asks here, the answers come from `resources/i18n/kiosk`."""

from PySide6.QtCore import QObject, QTranslator

from sync.texts import Texts


class TextsTranslator(QTranslator):
    """Serves the texts of one language at a time; the shell installs it once and swaps the texts."""

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.texts = texts

    def isEmpty(self) -> bool:
        """Say that there is something, or Qt never asks."""
        return False

    def translate(
        self, _context: str | None, key: str | None, _disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """Return the text for an id, in the plural form for `n`; None leaves Qt to its own."""
        if not key:
            return None
        return self.texts.raw(key, n if n >= 0 else None)
