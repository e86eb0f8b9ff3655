"""A shopper's list, as the shopper sees it."""

from PySide6.QtCore import Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.models.desk.page import DeskPage

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class DeskListModel(DeskPage):
    """The list page of the desk; its key is a list's id."""

    changed = Signal()
