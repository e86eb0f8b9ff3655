"""The page on which a shopper signs in: a code for their phone, or digits that are mailed to them."""

from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.known import KnownShopper
from kiosk.core.parking import Ask
from kiosk.core.session import ShopperSession
from kiosk.core.sign_in import Request, SignIn, Step
from kiosk.ui.models.keypad import KeypadModel
from kiosk.ui.qr import outline
from kiosk.ui.shop import Shop
from kiosk.ui.tasks import Tasks
from sync.protocol import contacts
from sync.protocol.sessions import NewSession
from sync.protocol.sign_ins import MAIL_DIGITS

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

TICK_MS = 250
LONGEST_ADDRESS = 254
MINUTE = 60


@QmlElement
@QmlUncreatable("made by the app")
class ShopperSignInModel(QObject):
    """How a sign-in stands. What is typed here is forgotten with it, and goes nowhere but to the hub."""

    changed = Signal()
    entered = Signal()
    """The visit is theirs now."""
    stirred = Signal()
    """Somebody went on with it on a phone: they are here."""

    def __init__(
        self, shop: Shop, session: ShopperSession, known: KnownShopper, ask: Ask, tasks: Tasks
    ) -> None:
        super().__init__()
        self._shop = shop
        self._session = session
        self._known = known
        self._ask = ask
        self._tasks = tasks
        self._sign_in = SignIn()
        self._address = self._digits = ""
        self._code = outline("")
        self._second = -1
        self.keys = KeypadModel(shop, self, address=True)
        self.keys.type_into(lambda: self._address, self.write)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        shop.spoken.connect(self.changed)

    def open(self) -> None:
        """Begin with a code for the phone; what is under way goes on."""
        if self._sign_in.shown.step in {Step.NONE, Step.OVER}:
            self.again()

    def clear(self) -> None:
        """Forget everything (part of the wipe)."""
        self._send(self._sign_in.leave())
        self._address = self._digits = ""
        self._show()

    @Slot()
    def again(self) -> None:
        """Begin anew, with a code for the phone."""
        if self._sign_in.entering:
            self._send(self._sign_in.go_on())
            self._show()
            return
        self._send(self._sign_in.leave())
        self._begin()

    @Slot()
    def byMail(self) -> None:
        """Have a code mailed instead: first, where to."""
        self._send(self._sign_in.ask_address())
        self.keys.show()
        self._digits = ""
        self._show()

    @Slot(str)
    def write(self, address: str) -> None:
        """Somebody types their address."""
        self._address = "".join(address.split())[:LONGEST_ADDRESS]
        self.changed.emit()

    @Slot()
    def send(self) -> None:
        """Have the code mailed to what was typed."""
        address = contacts.email(self._address)
        if address:
            self._begin(address)
        else:
            self._sign_in.wrong_address()
            self._show()

    @Slot(str)
    def press(self, digit: str) -> None:
        """One more digit of the mailed code; the last one tries it."""
        if digit.isdecimal():
            self._digits = (self._digits + str(int(digit)))[:MAIL_DIGITS]
            self._try()

    @Slot()
    def erase(self) -> None:
        """One digit less."""
        self._digits = self._digits[:-1]
        self.changed.emit()

    @Slot()
    def accept(self) -> None:
        """Yes, that is me."""
        self._send(self._sign_in.accept())
        self._show()

    @Slot()
    def leave(self) -> None:
        """Not me, or not now: nothing has changed. Who has said yes comes in all the same."""
        if self._sign_in.shown.step is not Step.ENTERING:
            self.clear()

    # What is shown.

    @Property(str, notify=changed)
    def step(self) -> str:
        """Where it is: the name of a `Step`."""
        return self._sign_in.shown.step.value

    @Property(str, notify=changed)
    def why(self) -> str:
        """Why it is over, or what is wrong with what was typed: the name of a `Why`, '' for nothing."""
        return self._sign_in.shown.why.value

    @Property(str, notify=changed)
    def path(self) -> str:
        """The code for the phone as an SVG path."""
        return self._code.path

    @Property(int, notify=changed)
    def side(self) -> int:
        """How many modules that code is wide."""
        return self._code.side

    @Property(str, notify=changed)
    def number(self) -> str:
        """The number to choose on the phone."""
        return self._sign_in.shown.number

    @Property(str, notify=changed)
    def typed(self) -> str:
        """The code for who types it at the domain."""
        return self._sign_in.shown.code

    @Property(str, notify=changed)
    def domain(self) -> str:
        """Where the phone is led."""
        return self._sign_in.shown.domain

    @Property(bool, notify=changed)
    def seen(self) -> bool:
        """Whether a phone has opened the code."""
        return self._sign_in.shown.seen

    @Property(bool, notify=changed)
    def away(self) -> bool:
        """Whether the hub does not answer just now."""
        return self._sign_in.shown.away

    @Property(str, notify=changed)
    def left(self) -> str:
        """How long it is good for: `1:42`."""
        minutes, seconds = divmod(round(self._sign_in.seconds_left), MINUTE)
        return f"{minutes}:{seconds:02}"

    @Property(float, notify=changed)
    def part(self) -> float:
        """What is left of that time, 1.0 to 0.0."""
        return self._sign_in.part_left

    @Property(str, notify=changed)
    def hello(self) -> str:
        """Whose account was proven, masked."""
        return self._sign_in.shown.hello

    @Property(str, notify=changed)
    def address(self) -> str:
        """The address that is typed."""
        return self._address

    @Property(str, notify=changed)
    def mailed(self) -> str:
        """Where the code went, masked."""
        return contacts.mask(self._address) if self._address else ""

    @Property(str, notify=changed)
    def digits(self) -> str:
        """The digits typed so far."""
        return self._digits

    @Property(KeypadModel, notify=changed)
    def letters(self) -> KeypadModel:
        """The on-screen keys for an address."""
        return self.keys

    # How it goes on.

    def _begin(self, address: str = "") -> None:
        self._digits = ""
        language = self._shop.words.language
        turn = self._sign_in.wait()

        def begun(session: NewSession) -> None:
            if self._sign_in.is_at(turn):
                self._send(self._sign_in.begin(session.secret, language, address))
                self._show()

        self._tasks.run(self._session.begin, begun)
        self._show()

    def _try(self) -> None:
        self._send(self._sign_in.type(self._digits))
        self._show()

    def _send(self, request: Request | None) -> None:
        if request is None:
            return
        future = self._ask(request.path, request.body, request.answer)
        future.add_done_callback(lambda ended: self._tasks.call(self._take, (request, _outcome(ended))))

    def _take(self, told: tuple[Request, Any]) -> None:
        before = self._sign_in.shown
        who = self._sign_in.take(*told)
        if who is not None:
            self._address = self._digits = ""
            self._tasks.run(lambda: self._known.enter(who), lambda _shopper: self.entered.emit())
        after = self._sign_in.shown
        if after.why:
            self._digits = ""
        if (before.step, before.seen) != (after.step, after.seen):
            self.stirred.emit()
        self._show()

    @Slot()
    def _tick(self) -> None:
        before = self._sign_in.shown
        self._send(self._sign_in.tick())
        second = round(self._sign_in.seconds_left)
        if before != self._sign_in.shown or second != self._second:
            self._second = second
            self._show()

    def _show(self) -> None:
        shown = self._sign_in.shown
        if not shown.url:
            self._code = outline("")
        elif not self._code.path:
            self._code = outline(shown.url)
        if shown.step in {Step.NONE, Step.ADDRESS, Step.OVER}:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()
        self.changed.emit()


def _outcome(ended: Future[Any]) -> Any:
    """Return the answer of the hub, or the error in its place."""
    return ended.exception() or ended.result()
