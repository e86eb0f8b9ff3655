"""`I have a list`: the code of lists that wait is typed or scanned, and the visit goes on with them."""

from collections.abc import Sequence

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.lists import ListKeeper
from kiosk.core.parking import Ask, ClaimError, Reason
from kiosk.ui.shop import Shop
from kiosk.ui.tasks import Tasks
from sync.protocol import parking, scopes
from sync.protocol.orders.codes import DIGITS

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

COLUMNS = 8
Answer = Sequence[str] | Reason


@QmlElement
@QmlUncreatable("made by the app")
class ClaimModel(QObject):
    """What was typed of a code, and what came of it."""

    changed = Signal()
    found = Signal()
    """The lists are here."""
    answered = Signal(str)
    """A name of the brand's sounds: `known` or `unknown`."""

    def __init__(self, shop: Shop, keeper: ListKeeper, tasks: Tasks, ask: Ask) -> None:
        """`tasks` wait for the hub: nobody else's work waits behind them."""
        super().__init__()
        self._shop = shop
        self._keeper = keeper
        self._tasks = tasks
        self._ask = ask
        self._typed = ""
        self._busy = False
        self._said = ""
        self._awaited: Sequence[str] = ()
        shop.spoken.connect(self.changed)

    def clear(self) -> None:
        """Forget what was typed and what is awaited (part of the wipe)."""
        self._typed = self._said = ""
        self._busy, self._awaited = False, ()
        self.changed.emit()

    def take(self, code: str) -> None:
        """Take a code that was scanned."""
        if not self._busy:
            self._typed = parking.clean(code)
            if self._typed:
                self.enter()
            else:
                self._refuse(Reason.UNKNOWN)

    def follow(self, changed: frozenset[str]) -> None:
        """Hear which documents have come."""
        if any(scopes.shopping_list(name) in changed for name in self._awaited):
            self._look()

    @Slot(str)
    def press(self, sign: str) -> None:
        """One more sign; with the last one it is looked up."""
        sign = sign.upper()
        if self._busy or len(sign) != 1 or sign not in DIGITS or self.complete:
            return
        self._typed, self._said = self._typed + sign, ""
        self.changed.emit()
        if self.complete:
            self.enter()

    @Slot()
    def erase(self) -> None:
        """One sign less."""
        if not self._busy:
            self._typed, self._said = self._typed[:-1], ""
            self.changed.emit()

    @Slot()
    def enter(self) -> None:
        """Look for the lists."""
        if self._busy:
            return
        if not self.complete:
            self._said = "claim.incomplete"
            self.changed.emit()
            return
        code, turn = self._typed, self._keeper.session.turn
        self._busy, self._said = True, ""
        self._tasks.run(lambda: self._claim(code, turn), self._came, self._fail)
        self.changed.emit()

    @Property(str, notify=changed)
    def typed(self) -> str:
        """What was typed of the code."""
        return self._typed

    @Property(int, notify=changed)
    def signs(self) -> int:
        """How many signs a code has."""
        return parking.CLAIM_SIGNS

    @Property(int, notify=changed)
    def group(self) -> int:
        """How many of them stand together."""
        return parking.GROUP

    @Property(str, notify=changed)
    def rows(self) -> str:
        """The rows of keys, a line each, a sign a key."""
        return "\n".join(DIGITS[start : start + COLUMNS] for start in range(0, len(DIGITS), COLUMNS))

    @Property(bool, notify=changed)
    def complete(self) -> bool:
        """Whether all signs are typed."""
        return len(self._typed) == parking.CLAIM_SIGNS

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether the hub is being asked, or the lists are on their way."""
        return self._busy

    @Property(str, notify=changed)
    def said(self) -> str:
        """What came of it, '' when there is nothing to say."""
        if self._busy:
            return self._shop.words.texts.get("claim.coming" if self._awaited else "claim.asking")
        return self._shop.words.texts.get(self._said) if self._said else ""

    @Property(bool, notify=changed)
    def refused(self) -> bool:
        """Whether what is said is that nothing was found."""
        return bool(self._said)

    def _claim(self, code: str, turn: int) -> Answer:
        try:
            return self._keeper.session.take_up(code, self._ask, turn)
        except ClaimError as error:
            return error.reason

    def _came(self, answer: Answer) -> None:
        if not self._busy:
            return  # the visit is over meanwhile
        if isinstance(answer, Reason):
            self._refuse(answer)
            return
        self._awaited = answer
        self.changed.emit()
        self._look()

    def _look(self) -> None:
        awaited = self._awaited
        self._tasks.run(lambda: self._keeper.session.has(awaited), self._looked)

    def _looked(self, here: bool) -> None:  # noqa: FBT001 - a task's result has no name
        if not here or not self._awaited:
            return
        self._keeper.choose(self._awaited[0])
        self.clear()
        self.answered.emit("known")
        self.found.emit()

    def _fail(self) -> None:
        if not self._busy:
            return  # likewise
        self._refuse(Reason.OFFLINE)
        self._tasks.failed.emit()

    def _refuse(self, reason: Reason) -> None:
        self._busy, self._said = False, f"claim.{reason.value}"
        self.changed.emit()
        self.answered.emit("unknown")
