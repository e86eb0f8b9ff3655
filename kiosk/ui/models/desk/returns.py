"""Taking goods back: by receipt, order or card."""

from PySide6.QtCore import Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.models.desk.page import DeskPage

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class ReturnsModel(DeskPage):
    """The return page; its key is a receipt's id, '' where none was found yet."""

    changed = Signal()
