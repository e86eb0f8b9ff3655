"""Stock: look up, correct, count, receive."""

from PySide6.QtCore import Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.models.desk.page import DeskPage

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class StockDeskModel(DeskPage):
    """The stock page; its key is a variant's id."""

    changed = Signal()
