"""One customer: what fits, what was agreed to, what happened so far."""

from PySide6.QtCore import Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.models.desk.page import DeskPage

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class CustomerModel(DeskPage):
    """The customer page; its key is a customer's id."""

    changed = Signal()
