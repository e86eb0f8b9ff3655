"""Signing in: a badge or a name, then the PIN. Also the way back to a desk that has locked itself."""

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.staff.desk import Phase, SignInError, StaffDesk
from kiosk.ui.desk.door import Came, Door
from kiosk.ui.models.keypad import KeypadModel
from kiosk.ui.models.rows import Rows
from kiosk.ui.shop import Shop
from sync.protocol.staff import LEAST_PIN, Associate

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

MOST_PIN = 12
LONGEST_NAME = 40
MINUTE = 60


class PersonRow(msgspec.Struct, frozen=True):
    """Somebody who is signed in here and comes back with the PIN alone."""

    name: str
    mark: str
    chosen: bool


@QmlElement
@QmlUncreatable("made by the app")
class SignInModel(QObject):
    """Who it is, and what they have typed of their PIN. The PIN is never a property: only how long it is."""

    changed = Signal()

    def __init__(self, shop: Shop, staff: StaffDesk, door: Door) -> None:
        super().__init__()
        self._shop = shop
        self._staff = staff
        self._door = door
        self._name = self._badge = self._pin = ""
        self._busy = False
        self._first = not staff.was_staffed
        self._said: tuple[str, tuple[object, ...], int | None] = ("", (), None)
        self._people = Rows(PersonRow, self)
        self.keys = KeypadModel(shop, self)
        self.keys.type_into(lambda: self._name, self.write)
        shop.spoken.connect(self._tell)

    def open(self) -> None:
        """Ask who it is; at a locked desk it is who was there, unless they say otherwise."""
        person = self._staff.person
        self._name = person.name if person else ""
        self._first = not self._staff.was_staffed
        self._badge = self._pin = ""
        self._say("")

    def scan(self, badge: str) -> None:
        """Take a badge; what it says goes nowhere but to the hub."""
        self._badge, self._name, self._pin = badge, "", ""
        self._say("")

    @Slot(str)
    def pick(self, name: str) -> None:
        """It is somebody who is signed in here."""
        self._name, self._badge, self._pin = name, "", ""
        self._say("")

    @Slot()
    def other(self) -> None:
        """It is somebody else."""
        self._name = self._badge = self._pin = ""
        self._say("")

    @Slot(str)
    def write(self, name: str) -> None:
        """Somebody types their name."""
        self._name, self._badge = name[:LONGEST_NAME], ""
        self._say("")

    @Slot(str)
    def press(self, digit: str) -> None:
        """One more digit of the PIN."""
        if digit.isdecimal() and len(digit) == 1 and not self._busy:
            self._pin = (self._pin + digit)[:MOST_PIN]
            self._say("")

    @Slot()
    def erase(self) -> None:
        """One digit less."""
        self._pin = self._pin[:-1]
        self.changed.emit()

    @Slot()
    def enter(self) -> None:
        """Come in."""
        if self._busy or not self.ready:
            return
        pin, self._pin, self._busy = self._pin, "", True
        self._door.sign_in(pin, name=self._name.strip(), badge=self._badge, done=self._came)
        self.changed.emit()

    @Slot()
    def signOut(self) -> None:
        """Sign out who was here."""
        self._door.sign_out()

    @Slot()
    def close(self) -> None:
        """Sign everybody out, and leave nothing of the desk."""
        self._door.close()

    @Property(Rows, notify=changed)
    def people(self) -> Rows:
        """Who is signed in here."""
        return self._people

    @Property(str, notify=changed)
    def name(self) -> str:
        """The name that is typed or chosen."""
        return self._name

    @Property(bool, notify=changed)
    def badged(self) -> bool:
        """Whether a badge was scanned."""
        return bool(self._badge)

    @Property(bool, notify=changed)
    def known(self) -> bool:
        """Whether the name is one of those who are signed in here."""
        return any(row.chosen for row in self._people[:])

    @Property(int, notify=changed)
    def digits(self) -> int:
        """How many digits of the PIN there are."""
        return len(self._pin)

    @Property(bool, notify=changed)
    def first(self) -> bool:
        """Whether nobody ever signed in here: who sets the tablet up looks at its scanners freely."""
        return self._first

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether the hub is being asked."""
        return self._busy

    @Property(bool, notify=changed)
    def locked(self) -> bool:
        """Whether the desk is open and only asks who is there."""
        return self._door.phase is Phase.LOCKED

    @Property(str, notify=changed)
    def said(self) -> str:
        """Why nobody came in, '' when there is nothing to say."""
        key, values, count = self._said
        return self._shop.words.texts.get(key, *values, count=count) if key else ""

    @Property(KeypadModel, notify=changed)
    def letters(self) -> KeypadModel:
        """The on-screen keys for a name."""
        return self.keys

    @property
    def ready(self) -> bool:
        """Whether there is enough to ask with."""
        return bool(self._name.strip() or self._badge) and len(self._pin) >= LEAST_PIN

    @Property(bool, notify=changed)
    def complete(self) -> bool:
        """Whether the PIN is long enough and somebody is named."""
        return self.ready and not self._busy

    def _came(self, who: Came) -> None:
        self._busy = False
        if isinstance(who, Associate):
            self.open()
            return
        self._refuse(who)

    def _refuse(self, error: SignInError) -> None:
        reason = error.reason.value
        if error.left:
            self._say("signin.refused_left", count=error.left)
        elif error.seconds:
            minutes = max(1, round(error.seconds / MINUTE))
            self._say(f"signin.{reason}", count=minutes)
        else:
            self._say(f"signin.{reason}", count=1)

    def _say(self, key: str, *values: object, count: int | None = None) -> None:
        self._said = (key, values, count)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        names = [person.name for person in self._staff.people()]
        self._people.replace([PersonRow(name, name[:1], name == self._name) for name in names])
        self.changed.emit()
