"""Health: how the desk stands with the hub, what waits, what is attached."""

from PySide6.QtCore import Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.models.desk.page import DeskPage

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class HealthModel(DeskPage):
    """The health page."""

    changed = Signal()
