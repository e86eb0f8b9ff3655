"""What is told of the hub: to shoppers from when the news is, to staff how it lets this tablet in."""

from datetime import datetime

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.shop import Shop
from sync.protocol.devices import ACTIVE

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class HubNewsModel(QObject):
    """How the tablet stands with its hub, in words; all is well until somebody tells otherwise."""

    changed = Signal()

    def __init__(self, shop: Shop, parent: QObject) -> None:
        super().__init__(parent)
        self._shop = shop
        self._online = True
        self._last_news: datetime | None = None
        self._standing, self._number = ACTIVE, ""
        shop.spoken.connect(self.changed)
        # The day may be another one by now.
        shop.stocked.connect(self.changed)

    def tell(self, *, online: bool, last_news: datetime | None) -> None:
        """Say whether the hub answers, and when it last did."""
        self._online, self._last_news = online, last_news
        self.changed.emit()

    def tell_standing(self, standing: str, number: str) -> None:
        """Say how the hub lets this tablet in, and the number that staff know it by."""
        self._standing, self._number = standing, number
        self.changed.emit()

    @Property(bool, notify=changed)
    def offline(self) -> bool:
        """Whether the hub does not answer."""
        return not self._online

    @Property(str, notify=changed)
    def news(self) -> str:
        """The quiet note: from when the last news is; '' while the hub answers."""
        if self._online:
            return ""
        texts = self._shop.words.texts
        if self._last_news is None:
            return texts.get("offline.never")
        return texts.get("offline.since", self._shop.words.clock(self._last_news, self._shop.now()))

    @Property(str, notify=changed)
    def staffTitle(self) -> str:
        """What staff have to know of this tablet, '' while all is well."""
        return "" if self._standing == ACTIVE else self._shop.words.texts.get(f"staff.{self._standing}")

    @Property(str, notify=changed)
    def staffText(self) -> str:
        """What that means, and what they do about it."""
        if self._standing == ACTIVE:
            return ""
        return self._shop.words.texts.get(f"staff.{self._standing}_text", self._number)
