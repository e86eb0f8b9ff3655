"""The page of a fresh tablet: where its hub is, the code that makes it known there, and what came of it."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core import keypad
from kiosk.core.machine import Machine
from kiosk.core.pairing import Fault, Pairing, host
from kiosk.ui.models.keypad import KeypadModel
from kiosk.ui.models.kiosk import LanguageRow
from kiosk.ui.models.pairing_facts import PairingFactsModel
from kiosk.ui.models.rows import Rows
from kiosk.ui.pairing.words import fault_text, fault_title
from kiosk.ui.shop import Shop
from kiosk.ui.tasks import Tasks
from sync.client.identity import Identity
from sync.protocol.devices import CODE_SIGNS, GROUP, TYPED_SIGNS
from sync.protocol.invitations import Batch

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

ADDRESS, CODE, DONE = "address", "code", "done"
COLUMNS = 8
LONGEST_ADDRESS = 253

LOOK_MS = 3_000
"""How often it is looked for a file on a stick, and whether the hub answers."""

AGAIN_LOOKS = 5
"""With a file that could not be used for now it is tried again after so many looks."""

PASSING = frozenset({"no_network", "name_not_found", "closed", "silent", "wait", "trouble", "clock"})
"""What may be over a moment later without anybody doing something here."""


class Means(NamedTuple):
    """What the page works with: the hub, this machine, who asks, who looks around, and for what file."""

    pairing: Pairing
    machine: Machine
    asking: Tasks
    looking: Tasks
    find: Callable[[], Batch | Fault | None]


@QmlElement
@QmlUncreatable("made by the app")
class PairingModel(QObject):
    """What was typed, what came of it, and what store IT wants to see of this tablet."""

    changed = Signal()
    paired = Signal(object)
    """The tablet is known: its identity."""
    answered = Signal(str)
    """A name of the brand's sounds: `known` or `unknown`."""
    access_wanted = Signal()

    def __init__(self, shop: Shop, means: Means) -> None:
        super().__init__()
        self._shop = shop
        self._means = means
        self._pairing = means.pairing
        self._typed = self._address = ""
        self._busy = False
        self._from_file: Batch | None = None
        self._fault: Fault | None = None
        self._identity: Identity | None = None
        self._step = CODE if self._pairing.hub else ADDRESS
        self._facts = PairingFactsModel(shop, means.pairing, means.machine, means.looking)
        self._facts.setParent(self)
        self._keypad = KeypadModel(shop, self, address=True, signs=keypad.WEB)
        self._keypad.type_into(lambda: self._address, self.write)
        self._keypad.show()
        self._looks = QTimer(self, interval=LOOK_MS)
        self._looks.timeout.connect(self._look)
        self._rest = 0
        self._languages = Rows(LanguageRow, self)
        self._languages.replace([LanguageRow(key, shop.native_name(key)) for key in shop.languages])
        shop.spoken.connect(self.changed)

    def begin(self) -> None:
        """Look around from now on."""
        self._means.asking.run(self._pairing.key, self._facts.take_key, self._lack_key)
        self._looks.start()
        self._look()

    @Slot(str)
    def take(self, text: str) -> None:
        """Take what was scanned."""
        if self._busy or self._identity:
            return
        found = self._pairing.read(text)
        if isinstance(found, Fault):
            self._refuse(found)
            return
        self._typed = found if len(found) <= TYPED_SIGNS else ""
        if not self._pairing.hub:
            # The code alone was scanned: it waits until somebody has said where the hub is.
            self._refuse(Fault("no_address"))
            return
        self._step = CODE
        self._enter(found)

    @Slot(str)
    def press(self, sign: str) -> None:
        """One more sign; with the last one the hub is asked."""
        sign = sign.upper()
        if self._busy or len(sign) != 1 or sign not in CODE_SIGNS:
            return
        # Behind a code that did not open another one begins.
        self._typed, self._fault = ("" if self.complete else self._typed) + sign, None
        self.changed.emit()
        if self.complete:
            self.enter()

    @Slot()
    def erase(self) -> None:
        """One sign less."""
        if not self._busy:
            self._typed, self._fault = self._typed[:-1], None
            self.changed.emit()

    @Slot(str)
    def write(self, text: str) -> None:
        """This is what is typed of the address."""
        self._address, self._fault = "".join(text.split())[:LONGEST_ADDRESS], None
        self.changed.emit()

    @Slot()
    def enter(self) -> None:
        """Go on: with the address to the code, with the code to the hub."""
        if self._busy or self._identity:
            return
        if self._step == ADDRESS:
            self._enter_address()
        elif self.complete:
            self._enter(self._typed)
        else:
            self._fault = Fault("incomplete")
            self.changed.emit()

    @Slot()
    def changeAddress(self) -> None:
        """Say another address."""
        if not self._busy and not self._pairing.fixed:
            self._step, self._fault = ADDRESS, None
            self._keypad.show()
            self._address = host(self._pairing.hub) if self._pairing.hub else ""
            self.changed.emit()

    @Slot(str)
    def speak(self, language: str) -> None:
        """Speak another language."""
        self._shop.speak(language)

    @Slot()
    def askAccess(self) -> None:
        """Ask for access mode."""
        self.access_wanted.emit()

    @property
    def idle(self) -> bool:
        """Whether nobody has begun to type, and nothing is under way."""
        return not (self._busy or self._typed or self._address or self._identity)

    def stop(self) -> None:
        """Look around no longer."""
        self._looks.stop()

    # What is shown.

    @Property(str, notify=changed)
    def step(self) -> str:
        """What is asked for: `address` or `code`; `done` once the tablet is known."""
        return DONE if self._identity else self._step

    @Property(str, notify=changed)
    def typed(self) -> str:
        """What was typed of the code."""
        return self._typed

    @Property(int, notify=changed)
    def signs(self) -> int:
        """How many signs a code has."""
        return TYPED_SIGNS

    @Property(int, notify=changed)
    def group(self) -> int:
        """How many of them stand together."""
        return GROUP

    @Property(str, notify=changed)
    def rows(self) -> str:
        """The rows of keys for a code, a line each, a sign a key."""
        return "\n".join(CODE_SIGNS[at : at + COLUMNS] for at in range(0, len(CODE_SIGNS), COLUMNS))

    @Property(bool, notify=changed)
    def complete(self) -> bool:
        """Whether all signs are typed."""
        return len(self._typed) == TYPED_SIGNS

    @Property(str, notify=changed)
    def address(self) -> str:
        """What was typed of the hub's address."""
        return self._address

    @Property(KeypadModel, notify=changed)
    def keypad(self) -> KeypadModel:
        """The keys for an address."""
        return self._keypad

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether the hub is being asked."""
        return self._busy

    @Property(str, notify=changed)
    def said(self) -> str:
        """What goes on, '' while it is the person's turn."""
        if self._identity:
            return self._say("done", self._identity.name, self._identity.store)
        if not self._busy:
            return ""
        return self._say("from_file", self._from_file.store) if self._from_file else self._say("asking")

    @Property(str, notify=changed)
    def faultTitle(self) -> str:
        """Why it did not go, '' where nothing failed."""
        return fault_title(self._shop.words.texts, self._fault) if self._fault else ""

    @Property(str, notify=changed)
    def faultText(self) -> str:
        """What to do about that."""
        return fault_text(self._shop.words.texts, self._fault) if self._fault else ""

    @Property(PairingFactsModel, notify=changed)
    def facts(self) -> PairingFactsModel:
        """What this tablet is, and how its line to the hub is."""
        return self._facts

    @Property(Rows, notify=changed)
    def languages(self) -> Rows:
        """The languages to choose from."""
        return self._languages

    @Property(str, notify=changed)
    def language(self) -> str:
        """The one that is spoken."""
        return self._shop.words.language

    # What happens.

    def _say(self, key: str, *values: object) -> str:
        return self._shop.words.texts.get(f"pairing.{key}", *values)

    def _enter_address(self) -> None:
        self._fault = self._pairing.go_to(self._address)
        if self._fault is None:
            self._step = CODE
            self._facts.look_anew()
            if self.complete:
                self._enter(self._typed)
        self.changed.emit()

    def _enter(self, code: str) -> None:
        self._begin(None)
        self._means.asking.run(lambda: self._pairing.enter(code), self._came, self._fail)

    def _enter_from(self, batch: Batch) -> None:
        self._begin(batch)
        self._means.asking.run(lambda: self._pairing.enter_from(batch), self._came, self._fail)

    def _begin(self, batch: Batch | None) -> None:
        self._busy, self._fault, self._from_file = True, None, batch
        self.changed.emit()

    @Slot()
    def _look(self) -> None:
        """Look for a file, and whether the hub answers."""
        self._rest = max(0, self._rest - 1)
        self._means.looking.run(self._means.find, self._found)
        self._facts.look()

    def _found(self, found: Batch | Fault | None) -> None:
        if self._busy or self._identity:
            return
        if found is None:
            # Who draws a stick out and puts it in again wants it tried again.
            self._from_file = None
        elif isinstance(found, Fault):
            if found != self._fault and not self._typed:
                self._refuse(found)
        elif found != self._from_file or (self._tries_again and not self._rest):
            self._enter_from(found)

    @property
    def _tries_again(self) -> bool:
        return self._fault is not None and self._fault.key in PASSING and not self._typed

    def _came(self, answer: Identity | Fault) -> None:
        self._busy = False
        if isinstance(answer, Fault):
            self._rest = AGAIN_LOOKS
            self._refuse(answer)
            return
        self._identity = answer
        self.stop()
        self.changed.emit()
        self.answered.emit("known")
        self.paired.emit(answer)

    def _fail(self) -> None:
        self._busy = False
        self._refuse(Fault("trouble", host(self._pairing.hub)))

    def _refuse(self, fault: Fault) -> None:
        self._fault = fault
        self.changed.emit()
        self.answered.emit("unknown")

    def _lack_key(self) -> None:
        self._refuse(Fault("disk"))
