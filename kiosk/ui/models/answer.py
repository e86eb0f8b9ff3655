"""The answer to a scan that led nowhere."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui import answers
from kiosk.ui.shop import Shop

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class AnswerModel(QObject):
    """One answer at a time; none while `reason` is ''."""

    changed = Signal()

    def __init__(self, shop: Shop, parent: QObject) -> None:
        super().__init__(parent)
        self._shop = shop
        self._reason = ""
        shop.spoken.connect(self.changed)

    def give(self, reason: str) -> None:
        """Say why a scan led nowhere; `reason` is a code of `kiosk.core.scan`."""
        self._reason = reason
        self.changed.emit()

    @Slot()
    def close(self) -> None:
        """Put the answer away."""
        if self._reason:
            self._reason = ""
            self.changed.emit()

    @Property(str, notify=changed)
    def reason(self) -> str:
        """Why the last scan led nowhere, '' when there is nothing to say."""
        return self._reason

    @Property(str, notify=changed)
    def title(self) -> str:
        """The heading."""
        return self._shop.words.texts.get(answers.heading(self._reason))

    @Property(str, notify=changed)
    def text(self) -> str:
        """The sentence, '' where the brand's own words are said."""
        key = answers.sentence(self._reason)
        return self._shop.words.texts.get(key) if key else ""
