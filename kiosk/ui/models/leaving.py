"""The end of a visit that would cost the shopper something: it is said, and asked, before it is gone."""

from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.loss import Loss, Losses
from kiosk.ui.models.known import KnownModel
from kiosk.ui.models.shopping_list import ShoppingListModel
from kiosk.ui.models.visit import VisitModel
from kiosk.ui.shop import Shop
from kiosk.ui.tasks import Tasks

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


class Whose(NamedTuple):
    """What is at stake: the list on the screen, and who has signed in."""

    list: ShoppingListModel
    known: KnownModel


@QmlElement
@QmlUncreatable("made by the app")
class LeavingModel(QObject):
    """Ends the visit for who is done, at once where nothing is lost with it."""

    changed = Signal()
    stayed = Signal()
    """The shopper does not go yet."""

    def __init__(self, shop: Shop, losses: Losses, visit: VisitModel, whose: Whose, tasks: Tasks) -> None:
        super().__init__()
        self._shop = shop
        self._losses = losses
        self._visit = visit
        # Qt's stubs take a property for itself, not for its value.
        self._whose: Any = whose
        self._tasks = tasks
        self._why = ""
        self._loss = Loss()
        shop.spoken.connect(self.changed)
        for news in (visit.changed, whose.list.changed, whose.known.changed):
            news.connect(self.changed)

    @Slot()
    def finish(self) -> None:
        """The shopper is done."""
        self.leave("finish")

    def leave(self, why: str) -> None:
        """End the visit once the shopper knows what goes with it; `why` is as in `VisitModel.end`."""
        weigh = partial(self._weigh, why, self._losses.turn)
        # What cannot be read cannot be kept either; whoever is gone by then left nothing to ask about.
        self._tasks.run(self._losses.weigh, weigh, partial(weigh, Loss(unkept=True)))

    def clear(self) -> None:
        """Ask no more (part of the wipe)."""
        self._why, self._loss = "", Loss()
        self.changed.emit()

    @Slot()
    def stay(self) -> None:
        """Not yet."""
        if self._why:
            self.clear()
            self.stayed.emit()

    @Slot()
    def go(self) -> None:
        """End the visit all the same."""
        why = self._why
        if why:
            self.clear()
            self._visit.end(why)

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """Whether the shopper is being asked."""
        return bool(self._why)

    @Property(bool, notify=changed)
    def unkept(self) -> bool:
        """Whether a list would be lost."""
        return self._loss.unkept

    @Property(str, notify=changed)
    def title(self) -> str:
        """What would be lost: the list before what was to be brought."""
        return self._shop.words.texts.get("leaving.unkept" if self._loss.unkept else "leaving.brought")

    @Property(str, notify=changed)
    def text(self) -> str:
        """What that means, and what to do."""
        texts, loss = self._shop.words.texts, self._loss
        said = [("leaving.unkept_text", loss.unkept), ("leaving.brought_text", loss.called_off)]
        return "\n".join(texts.get(key) for key, so in said if so)

    @Property(str, notify=changed)
    def fate(self) -> str:
        """What becomes of the visit if nobody answers the warning: its list, then what was to be brought."""
        visit: Any = self._visit
        texts, called_off = self._shop.words.texts, visit.callsOff
        said = [self._list_fate(called_off=called_off), *(["brought"] if called_off else [])]
        return "\n".join(texts.get(f"idle.{key}") for key in said)

    def _list_fate(self, *, called_off: bool) -> str:
        visit: Any = self._visit
        if self._whose.known.signedIn:
            return "text_own"
        if visit.unkept:
            return "text_unkept"
        if self._whose.list.empty:
            return "text_empty"
        # "Nothing gets lost" would not be all of the truth.
        return "text_aside" if called_off else "text"

    @Property(str, notify=changed)
    def stayText(self) -> str:
        """What the button is called that goes back."""
        return self._shop.words.texts.get("leaving.to_list" if self._loss.unkept else "leaving.stay")

    def _weigh(self, why: str, turn: int, loss: Loss) -> None:
        if turn != self._losses.turn:
            return
        if not any(loss):
            self._visit.end(why)
            return
        self._why, self._loss = why, loss
        self.changed.emit()
