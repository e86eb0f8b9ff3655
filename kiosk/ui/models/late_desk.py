"""The associates' desk as the kiosk sees it: made when somebody first needs it, and not before.

Most tablets serve shoppers all day. Until a desk is made nobody can be signed in: one that a crash left open
is made at the start.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from kiosk.ui.models.desk.desk import DeskModel


class LateDesk(QObject):
    """Answers for a desk that is not there yet, and tells it what it missed. Lives in the GUI thread."""

    def __init__(self, make_model: "Callable[[], DeskModel]", was_staffed: Callable[[], bool]) -> None:
        """`make_model` is called once; `was_staffed` says whether any of the staff ever signed in here."""
        super().__init__()
        self._make_model = make_model
        self._was_staffed = was_staffed
        self._model: DeskModel | None = None
        self._news: tuple[bool, datetime | None] | None = None

    @property
    def model(self) -> "DeskModel":
        """The desk's model; the first who asks has the desk made."""
        return self.make()

    def make(self) -> "DeskModel":
        """Have the desk made, unless it is; return its model."""
        if self._model is None:
            self._model = self._make_model()
            # Owned by the QML engine in the end, as all models are.
            self._model.setParent(self)
            if self._news:
                online, last = self._news
                self._model.tell_news(online=online, last_news=last)
        return self._model

    @property
    def is_open(self) -> bool:
        """Whether somebody is signed in and works here."""
        return self._model is not None and self._model.is_open

    @property
    def staffed(self) -> bool:
        """Whether somebody is signed in here, also behind a locked desk."""
        return self._model is not None and self._model.staffed

    @property
    def opens_scanners(self) -> bool:
        """Whether who is here may look at the scanners: signed in, or where nobody ever was."""
        return self._model.opens_scanners if self._model else not self._was_staffed()

    @property
    def opens_settings(self) -> bool:
        """Whether who is here may change the tablet's settings: a manager who is signed in."""
        return self._model is not None and self._model.opens_settings

    def tell_news(self, *, online: bool, last_news: datetime | None) -> None:
        """Say whether the hub answers, and when it last did."""
        self._news = (online, last_news)
        if self._model is not None:
            self._model.tell_news(online=online, last_news=last_news)
