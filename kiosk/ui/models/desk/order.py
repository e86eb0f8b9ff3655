"""One order: its states, its lines in the order of the shelf, what may be done now."""

from PySide6.QtCore import Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.models.desk.page import DeskPage

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class OrderModel(DeskPage):
    """The order page; its key is an order's id."""

    changed = Signal()
