"""What is said in passing: a sentence that goes by itself."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

STAYS_MS = 6000


class Toast(QObject):
    """One sentence at a time, '' while nothing is said. Lives in the GUI thread."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.text = ""
        self.undo = False
        """Whether Undo belongs to it."""
        self.done = True
        """Whether it says that something was done; else that it was not."""
        self._timer = QTimer(self, interval=STAYS_MS, singleShot=True)
        self._timer.timeout.connect(self.hide)

    def say(self, text: str, *, undo: bool = False, done: bool = True) -> None:
        """Say a sentence, instead of the one before."""
        self.text, self.undo, self.done = text, undo, done
        self._timer.start()
        self.changed.emit()

    @Slot()
    def hide(self) -> None:
        """Stop saying it."""
        self._timer.stop()
        if self.text:
            self.text, self.undo = "", False
            self.changed.emit()
