"""The photos of the chosen variant: which one is shown large, which beside it."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.choice import Choice
from kiosk.ui import product_rows as rows
from kiosk.ui.models.rows import Rows
from kiosk.ui.shop import Shop

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class GalleryModel(QObject):
    """Thumbnails, and the large photo among them."""

    changed = Signal()

    def __init__(self, shop: Shop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop = shop
        self._photo = 0
        self._portrait = False
        self._large = False
        self._photos = Rows(rows.PhotoRow, self)

    def restart(self) -> None:
        """Show the first photo of what is told next."""
        self._photo = 0

    def tell(self, choice: Choice) -> None:
        """Show the photos of a choice."""
        self._photos.replace(rows.photo_rows(self._shop, choice))
        pictures = choice.pictures[:2]
        self._portrait = len(pictures) > 1 and all(each.height > each.width for each in pictures)
        self.changed.emit()

    def clear(self) -> None:
        """Show nothing (part of the wipe); the places stay."""
        self._portrait = self._large = False
        self._photos.replace([rows.NO_PHOTO] * len(self._photos))
        self.changed.emit()

    @Slot(int)
    def look(self, photo: int) -> None:
        """Show another photo large."""
        self._photo = max(0, min(photo, len(self._photos) - 1))
        self.changed.emit()

    @Slot(int)
    def enlarge(self, photo: int) -> None:
        """Show a photo over the whole screen."""
        if len(self._photos):
            self._large = True
            self.look(photo % len(self._photos))

    @Slot(int)
    def step(self, by: int) -> None:
        """Go on to another photo, so many further; after the last comes the first."""
        if len(self._photos):
            self.look((self._photo + by) % len(self._photos))

    @Slot()
    def close(self) -> None:
        """Show the page again."""
        if self._large:
            self._large = False
            self.changed.emit()

    @Property(bool, notify=changed)
    def large(self) -> bool:
        """Whether a photo covers the whole screen."""
        return self._large

    @Property(bool, notify=changed)
    def portrait(self) -> bool:
        """Whether the photos stand upright: two side by side fill the gallery then."""
        return self._portrait

    @Property(int, notify=changed)
    def photo(self) -> int:
        """Which photo is shown large."""
        return self._photo

    @Property(str, notify=changed)
    def photoUrl(self) -> str:
        """The large photo, small enough to be painted at once."""
        return self._shown(0).url

    @Property(str, notify=changed)
    def photoFull(self) -> str:
        """The large photo in full."""
        return self._shown(0).full

    @Property(str, notify=changed)
    def photoAlt(self) -> str:
        """The large photo in words."""
        return self._shown(0).alt

    @Property(str, notify=changed)
    def secondUrl(self) -> str:
        """The photo beside it, where photos stand upright."""
        return self._shown(1).url

    @Property(str, notify=changed)
    def secondFull(self) -> str:
        """The photo beside it in full."""
        return self._shown(1).full

    @Property(Rows, notify=changed)
    def photos(self) -> Rows:
        """The thumbnails."""
        return self._photos

    def _shown(self, after: int) -> rows.PhotoRow:
        if not len(self._photos):
            return rows.NO_PHOTO
        row: rows.PhotoRow = self._photos[(self._photo + after) % len(self._photos)]
        return row
