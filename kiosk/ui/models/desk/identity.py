"""Who a customer is: masked until somebody asks, and that they asked is kept."""

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core import customers
from kiosk.ui.desk.workplace import Workplace
from sync.protocol import scopes
from sync.protocol.persons import Person

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class IdentityModel(QObject):
    """A person's name and ways to reach them. What is shown is told on their own timeline first."""

    changed = Signal()

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._person: Person | None = None
        self._shown = False

    def tell(self, person: Person | None) -> None:
        """This is who the page is about."""
        if person is None or self._person is None or person.id != self._person.id:
            self._shown = False
        self._person = person
        self.changed.emit()

    @Slot()
    def show(self) -> None:
        """Somebody needs to know who it is."""
        if self._person is None or self._shown:
            return
        actor, shop = self._work.actor, self._work.shop
        if actor is None:
            return
        here = msgspec.structs.replace(actor, place=shop.store.name)
        verb = customers.reveal(self._person.id, here, shop.now())
        self._work.do(scopes.person(self._person.id), verb, self._reveal)

    @Slot()
    def hide(self) -> None:
        """Nobody needs to see it any more."""
        self._shown = False
        self.changed.emit()

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """Whether it is shown."""
        return self._shown

    @Property(bool, notify=changed)
    def known(self) -> bool:
        """Whether there is anything to show."""
        return self._person is not None and bool(self._person.names or self._person.contacts)

    @Property(str, notify=changed)
    def name(self) -> str:
        """The name; its first letter while masked."""
        return self._seen.name or self._work.shop.words.texts.get("customer.title")

    @Property(str, notify=changed)
    def mark(self) -> str:
        """The letter in the disc."""
        return self._seen.name[:1]

    @Property(str, notify=changed)
    def reached(self) -> str:
        """How they are reached; masked, but for who asked."""
        return " · ".join(contact.text for contact in self._seen.contacts if contact.text)

    @property
    def _seen(self) -> customers.Identity:
        return customers.identity(self._person, revealed=self._shown)

    def _reveal(self) -> None:
        self._shown = True
        self.changed.emit()
