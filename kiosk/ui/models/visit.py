"""The visit as the pages see it: the idle warning, the question after a crash, and how it ended."""

from collections.abc import Callable, Collection
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.loss import Losses
from kiosk.core.parking import Slip
from kiosk.core.session import Offer, Phase, Receipt, ShopperSession
from kiosk.ui.delivery import Delivery
from kiosk.ui.models.rows import Rows
from kiosk.ui.qr import QrOutline, outline
from kiosk.ui.shop import Shop
from kiosk.ui.tasks import Tasks
from kiosk.ui.visit_rows import FactRow, cleared_rows, kept_rows
from sync.client.backoff import Backoff
from sync.protocol import parking

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

TICK_MS = 1000
SAVE_EVERY = 5
"""Ticks between two savings of the last input."""

UNWIPED = "unwiped"
"""Why a visit ended whose wipe failed: it is off the screen, and off the disk as soon as that works."""

WITHDRAWN = "withdrawn"
"""Why a visit ended whose lease was over, or that the hub ended."""

MS = 1000


class Shown(NamedTuple):
    """A slip with its code for phones as an outline."""

    slip: Slip
    outline: QrOutline


class Left(NamedTuple):
    """What a visit left: its receipt, and the slip to show."""

    receipt: Receipt
    shown: Shown | None


@QmlElement
@QmlUncreatable("made by the app")
class VisitModel(QObject):
    """Counts down while nobody touches the screen, and ends the visit."""

    changed = Signal()
    warned = Signal()
    """The warning has come up, or another third of it is over."""
    ended = Signal(str)
    """The visit is over; carries why: `finish`, `idle`, `crash`, `UNWIPED` or `WITHDRAWN`."""
    resumed = Signal()
    """The shopper goes on after a crash."""

    def __init__(
        self, shop: Shop, session: ShopperSession, losses: Losses, tasks: Tasks, warning: int
    ) -> None:
        """`warning` is how many seconds the warning stands."""
        super().__init__()
        self._shop = shop
        self._session = session
        self._losses = losses
        self._tasks = tasks
        self._warning = warning
        self._phase = Phase.NONE
        self._offer: Offer | None = None
        self._receipt: Receipt | None = None
        self._shown: Shown | None = None
        self._unkept = self._calls_off = False
        self._third = 0
        self._ticks = 0
        self._why = ""
        self._owed = False
        self._backoff = Backoff()
        self._delivery = Delivery(session.unsent, tasks, self)
        self._delivery.changed.connect(self._retell)
        self._kept = Rows(FactRow, self)
        self._cleared = Rows(FactRow, self)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)
        shop.spoken.connect(self._retell)

    def start(self) -> None:
        """Take up what a crash left, then watch the clock."""
        self._recover()
        self._timer.start()

    def be_patient(self, after: int, warning: int) -> None:
        """Warn after so many seconds without a touch, for so many seconds."""
        self._warning = warning
        self._session.be_patient(after + warning, warning)

    @Slot()
    def touch(self) -> None:
        """Somebody is here."""
        if self._offer is None and not self._why:
            self._session.touch()
            if self._phase is Phase.WARNING:
                self.tick()

    @Slot()
    def answer(self) -> None:
        """Whatever was pressed is let go: who was asked is here, unless that very button ended the visit."""
        if self.warning and not self._why:
            self.stay()

    @Slot()
    def tick(self) -> None:
        """Look at the clock: warn, count down, end."""
        before, self._phase = self._phase, self._session.phase()
        if self._phase is Phase.OVER:
            self.end("crash" if self._offer else "idle")
            return
        if self._phase is Phase.WARNING and self._offer is None:
            self._warn(began=before is not Phase.WARNING)
        self._ticks += 1
        if self._ticks % SAVE_EVERY == 0:
            self._tasks.run(self._session.save_input)
        if before is not self._phase or self._phase is Phase.WARNING or self._offer:
            self.changed.emit()

    def end(self, why: str) -> None:
        """End the visit and wipe it; a second call while that is under way does nothing."""
        if not self._why:
            self._why = why
            self._session.leave.take()
            self._tasks.run(lambda: _left(self._session.end(why)), self._wiped, self._unwiped)

    def give_time(self, seconds: float) -> None:
        """Let the visit last at least so many seconds without a touch, 0 for as long as usual."""
        self._session.give_time(seconds)
        self.changed.emit()

    def follow_wiped(self, visits: Collection[str]) -> None:
        """End the visit on the screen if it is one of those that sync had to wipe."""
        current = self._session.current
        if current is not None and current.id in visits:
            self.end(WITHDRAWN)

    def tell_news(self, *, online: bool) -> None:
        """Say whether the hub answers: the farewell tells what has reached it."""
        self._delivery.tell_news(online=online)

    @property
    def slip(self) -> Slip | None:
        """What is shown of lists that wait."""
        return self._shown.slip if self._shown else None

    @property
    def over(self) -> bool:
        """Whether nobody is here, nobody is asked whether they were, and nothing has to be wiped."""
        quiet = self._session.phase() is Phase.NONE and self._session.current is None
        return quiet and not self._why and not self._owed and self._offer is None

    def forget(self) -> None:
        """Let the receipt go: the next shopper has come."""
        self._receipt = self._shown = None
        self._delivery.stop()
        self._kept.replace([])
        self._cleared.replace([])
        self.changed.emit()

    @Slot()
    def stay(self) -> None:
        """The shopper is still here, unless the visit is ending."""
        if not self._why:
            self._session.touch()
            self.tick()

    @Slot()
    def finish(self) -> None:
        """The shopper is done."""
        self.end("finish")

    @Slot()
    def goOn(self) -> None:
        """Go on with the list that a crash interrupted, unless it is being cleared."""
        if self._why:
            return
        self._offer = None
        self._session.touch()
        self._phase = self._session.phase()
        self.changed.emit()
        self.resumed.emit()

    @Slot()
    def decline(self) -> None:
        """Clear what a crash interrupted."""
        self.end("crash")

    @Property(bool, notify=changed)
    def warning(self) -> bool:
        """Whether the shopper is asked whether anybody is here."""
        return self._phase is Phase.WARNING and self._offer is None

    @Property(int, notify=changed)
    def seconds(self) -> int:
        """Seconds until the visit ends by itself."""
        return round(self._session.seconds_left())

    @Property(float, notify=changed)
    def part(self) -> float:
        """What is left of the warning, 1.0 to 0.0."""
        return min(1.0, self._session.seconds_left() / self._warning)

    @Property(bool, notify=changed)
    def offered(self) -> bool:
        """Whether a list that a crash interrupted is offered."""
        return self._offer is not None

    @Property(int, notify=changed)
    def offeredPieces(self) -> int:
        """How many pieces that list holds."""
        return self._offer.pieces if self._offer else 0

    @Property(bool, notify=changed)
    def parked(self) -> bool:
        """Whether lists wait, or will, under a code that is shown."""
        return self._shown is not None

    @Property(bool, notify=changed)
    def unkept(self) -> bool:
        """Whether the lists could not be put aside, so that they go with the visit."""
        return self._unkept

    @Property(bool, notify=changed)
    def callsOff(self) -> bool:
        """Whether the end of the visit calls off what was to be brought, as the warning found it."""
        return self._calls_off

    @Property(str, notify=changed)
    def code(self) -> str:
        """The code that they wait under, as people read it."""
        return parking.grouped(self._shown.slip.code) if self._shown else ""

    @Property(str, notify=changed)
    def codePath(self) -> str:
        """Its address as a QR code: an SVG path."""
        return self._shown.outline.path if self._shown else ""

    @Property(int, notify=changed)
    def codeSide(self) -> int:
        """How many modules that is wide."""
        return self._shown.outline.side if self._shown else 0

    @Property(str, notify=changed)
    def waits(self) -> str:
        """Where the code is taken, and until when."""
        if self._shown is None:
            return ""
        words, until = self._shop.words, self._shown.slip.until
        day = words.display.day(words.display.local_date(until))
        return words.texts.get("park.where", day, words.display.time(until))

    @Property(Rows, notify=changed)
    def kept(self) -> Rows:
        """What was kept of the visit, and where."""
        return self._kept

    @Property(Rows, notify=changed)
    def cleared(self) -> Rows:
        """What was cleared on this tablet."""
        return self._cleared

    def _recover(self) -> None:
        if self._session.current is not None:
            # Somebody came while the disk refused: no question about somebody else's list now.
            self._try_again(self._recover)
            return
        self._tasks.run(self._session.recover, self._recovered, lambda: self._try_again(self._recover))

    def _recovered(self, offer: Offer | None) -> None:
        self._backoff.reset()
        if offer is not None and not offer.pieces:
            self.end("crash")
            return
        self._offer = offer
        self.changed.emit()

    def _warn(self, *, began: bool) -> None:
        """Say it, and again when each third of the time is over; from now on the lists wait."""
        third = ceil(self._session.seconds_left() * 3 / self._warning)
        if began or third < self._third:
            self.warned.emit()
        self._third = third
        if began:
            self._tasks.run(lambda: _shown(self._session.park()), self._parked, self._not_parked)
            self._tasks.run(self._losses.calls_off, self._know_orders, lambda: None)

    def _parked(self, shown: Shown | None) -> None:
        if self._session.current is not None:
            self._shown, self._unkept = shown, False
            self.changed.emit()

    def _not_parked(self) -> None:
        if self._session.current is not None:
            self._shown, self._unkept = None, True
            self.changed.emit()

    def _know_orders(self, called_off: bool) -> None:  # noqa: FBT001 - what a task returned
        if self._session.current is not None:
            self._calls_off = called_off
            self.changed.emit()

    def _wiped(self, left: Left) -> None:
        self._receipt, self._shown = left
        self._delivery.begin(left.receipt.unsent)
        self._leave(self._why)

    def _unwiped(self) -> None:
        """Show nothing more of the visit, whatever the disk says, and keep trying to wipe it there."""
        self._shown = None
        self._leave(UNWIPED)
        self._tasks.failed.emit()
        if not self._owed:
            self._owed = True
            self._try_again(self._wipe_left)

    def _wipe_left(self) -> None:
        # Whoever has begun a list meanwhile has had the visit before wiped with that.
        self._tasks.run(
            lambda: self._session.current or self._session.end(UNWIPED),
            lambda _ended: self._settle(),
            lambda: self._try_again(self._wipe_left),
        )

    def _settle(self) -> None:
        self._owed = False
        self._backoff.reset()
        if self._phase is not Phase.NONE:
            # Somebody looks around already, and the end of the other visit stopped the clock.
            self._session.touch()

    def _try_again(self, act: Callable[[], None]) -> None:
        QTimer.singleShot(round(self._backoff.next() * MS), self, act)

    def _leave(self, why: str) -> None:
        self._why = ""
        self._session.leave.end()
        self._offer = None
        self._unkept = self._calls_off = False
        self._phase = Phase.NONE
        self._retell()
        self.ended.emit(why)

    @Slot()
    def _retell(self) -> None:
        if self._receipt is not None:
            self._kept.replace(kept_rows(self._shop.words.texts, self._receipt, self._delivery))
            self._cleared.replace(cleared_rows(self._shop.words.texts, self._receipt))
        self.changed.emit()


def _shown(slip: Slip | None) -> Shown | None:
    return Shown(slip, outline(slip.url)) if slip else None


def _left(receipt: Receipt) -> Left:
    return Left(receipt, _shown(receipt.slip))
