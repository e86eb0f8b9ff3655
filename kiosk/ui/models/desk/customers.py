"""Finding a customer: by what they show, or by address and number if they agreed; who is open here."""

from typing import NamedTuple

import msgspec
from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core import customers
from kiosk.ui.desk import customer_rows
from kiosk.ui.desk.look_ups import LookUps
from kiosk.ui.desk.reading import Reading
from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.models.desk.page import DeskPage
from kiosk.ui.models.keypad import KeypadModel
from kiosk.ui.models.rows import Rows
from sync.protocol import scopes
from sync.protocol.persons import Person
from sync.protocol.staff import Found, Opening

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

PAGES = {"customer": "customer", "list": "list", "receipt": "return", "order": "order"}
"""The page of each kind of thing that is found."""

SYMBOLS = {"customer": "person", "list": "list", "receipt": "bag", "order": "box"}


PAGE = 50
"""Customers who are listed at once: those looked at last, as an associate wants them again."""
MOST = 500
"""Who is further down is found by what they show."""


class FoundRow(msgspec.Struct, frozen=True):
    """Somebody, or something, to go to: `page_` and `key` say where."""

    place: str
    page_: str
    key: str
    symbol: str
    title: str
    detail: str


class _Seen(NamedTuple):
    """Who is open here as far as it is listed, and how many others are."""

    rows: list[FoundRow]
    others: int


@QmlElement
@QmlUncreatable("made by the app")
class CustomersModel(DeskPage):
    """The page where a customer is found; its key is what is looked for."""

    changed = Signal()

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self._look_ups = LookUps(work, self)
        self._text, self._note, self._busy = "", "", False
        self._found = Rows(FoundRow, self, keyed=True)
        self._open_here = Rows(FoundRow, self, keyed=True)
        self._shown, self._others = PAGE, 0
        self._reading = Reading(work, self._read, self._show)
        self._keypad = KeypadModel(work.shop, self, letters=True)
        self._keypad.type_into(lambda: self._text, self.write)

    def open(self, key: str) -> None:
        """Show who is open here; what was typed elsewhere is looked up at once."""
        super().open("")
        if key:
            self.write(key)
            self.seek()

    def clear(self) -> None:
        """Let go of what was typed, found and read."""
        self._text, self._note, self._busy = "", "", False
        self._found.replace([])
        self._open_here.replace([])
        self._shown, self._others = PAGE, 0
        self._keypad.close()
        super().clear()

    def refresh(self) -> None:
        """Read who is open here."""
        self._reading.again()

    def watches(self, changed: frozenset[str]) -> bool:
        """Say whether a change concerns who is open here, or who they are."""
        return any(scope == self._work.people or scope.startswith("person:") for scope in changed)

    @Slot(str)
    def write(self, text: str) -> None:
        """This is what is typed now."""
        self._text, self._note = text, ""
        self.changed.emit()

    @Slot()
    def seek(self) -> None:
        """Look it up; one find is gone to at once."""
        if not self._text.strip() or self._busy:
            return
        self._busy, self._note = True, ""
        self._keypad.close()
        self._found.replace([])
        self.changed.emit()
        self._look_ups.ask(self._text.strip(), self._take, self._miss)

    @Slot(str, str)
    def go(self, page: str, key: str) -> None:
        """Go to one of them."""
        self._work.wanted.emit(page, key)

    @Slot()
    def showMore(self) -> None:
        """The end of who is open here is on the screen: show those before, as long as there are."""
        if self._others and len(self._open_here) == self._shown < MOST:
            self._shown += PAGE
            self.refresh()

    @Property(str, notify=changed)
    def text(self) -> str:
        """What is typed."""
        return self._text

    @Property(str, notify=changed)
    def note(self) -> str:
        """Why nothing was found, '' when there is nothing to say."""
        return self._work.shop.words.texts.get(self._note) if self._note else ""

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether the hub is being asked."""
        return self._busy

    @Property(KeypadModel, notify=changed)
    def keypad(self) -> KeypadModel:
        """The keys."""
        return self._keypad

    @Property(Rows, notify=changed)
    def found(self) -> Rows:
        """What was found, when it was more than one."""
        return self._found

    @Property(Rows, notify=changed)
    def openHere(self) -> Rows:
        """Who is open to this store now, as far as the page goes: who was looked at last stands first."""
        return self._open_here

    @Property(str, notify=changed)
    def others(self) -> str:
        """How many more are, in words; '' when all are listed."""
        return self._work.shop.words.texts.get("customers.others", count=self._others) if self._others else ""

    def _take(self, found: list[Found]) -> None:
        self._busy = False
        if not self._open:
            return
        if len(found) == 1:
            self.go(PAGES[found[0].kind], found[0].id)
            return
        self._note = "" if found else "timeline.nobody"
        self._found.replace([self._row(one) for one in found])
        self.changed.emit()

    def _miss(self, reason: str) -> None:
        self._busy, self._note = False, f"customers.{reason}"
        self.changed.emit()

    def _row(self, one: Found) -> FoundRow:
        kind = self._work.shop.words.texts.get(f"customers.kind_{one.kind}")
        place = f"{one.kind} {one.id}"
        return FoundRow(place, PAGES[one.kind], one.id, SYMBOLS[one.kind], one.hint or kind, kind)

    def _read(self) -> _Seen:
        """Read and say who was opened last; in the background."""
        replica, people = self._work.replica, self._work.people
        latest = replica.desk.openings(people, self._shown)
        persons = (replica.document(scopes.person(one.id), "person", one.id, Person) for one in latest)
        rows = [self._say(one, person) for one, person in zip(latest, persons, strict=True)]
        return _Seen(rows, max(0, replica.desk.count_openings(people) - len(rows)))

    def _say(self, opening: Opening, person: Person | None) -> FoundRow:
        shop, name = self._work.shop, opening.id
        title = customers.identity(person, revealed=False).name or shop.words.texts.get("customer.title")
        return FoundRow(name, "customer", name, "person", title, customer_rows.opened(shop, opening))

    def _show(self, seen: _Seen) -> None:
        if not self._open:
            return
        self._open_here.replace(seen.rows)
        self._others = seen.others
        self.changed.emit()
