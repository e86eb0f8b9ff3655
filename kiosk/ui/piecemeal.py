"""Work of the painting thread, a piece in each of its turns: fingers, codes and frames come in between."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Slot


class Piecemeal(QObject):
    """Does one thing up to its next `yield` in each turn; a newer one takes the place of what is left."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pieces: Iterator[None] = iter(())
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._go_on)

    def begin(self, pieces: Iterator[None]) -> None:
        """Do this, beginning with the next turn."""
        self._pieces = pieces
        self._turn.start()

    def drop(self) -> None:
        """Do nothing of what is left."""
        self._turn.stop()
        self._pieces = iter(())

    @Slot()
    def _go_on(self) -> None:
        try:
            next(self._pieces)
        except StopIteration:
            self.drop()
