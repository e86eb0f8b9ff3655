"""The desk's door: who comes in, who steps away, and when it locks by itself."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.core.staff.desk import Phase, SignInError, StaffDesk
from kiosk.ui.tasks import Tasks
from sync.protocol.staff import Associate

TICK_MS = 1000

Came = Associate | SignInError


class Door(QObject):
    """Watches the desk and lets people in, in the background. Lives in the GUI thread."""

    opened = Signal()
    """Somebody came in, or came back."""
    locked = Signal()
    """The desk asks for a PIN from now on."""
    left = Signal()
    """Somebody has signed out; others may come back."""
    closed = Signal()
    """Nobody is signed in any more, and nothing of the desk is left."""

    def __init__(self, staff: StaffDesk, tasks: Tasks) -> None:
        """`tasks` wait for the hub: not those that write."""
        super().__init__()
        self._staff = staff
        self._tasks = tasks
        self._phase = staff.phase()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    @property
    def phase(self) -> Phase:
        """Where the desk stands, as the pages show it."""
        return self._phase

    def sign_in(self, pin: str, *, name: str = "", badge: str = "", done: Callable[[Came], None]) -> None:
        """Let somebody in, and tell `done` who it was, or why nobody came in."""

        def come() -> Came:
            try:
                return self._staff.sign_in(pin, name=name, badge=badge)
            except SignInError as error:
                return error

        def came(who: Came) -> None:
            done(who)
            if isinstance(who, Associate):
                self._phase = Phase.OPEN
                self.opened.emit()

        self._tasks.run(come, came)

    def sign_out(self) -> None:
        """Sign out who is there; the last one leaves nothing behind."""
        self._tasks.run(self._staff.sign_out, lambda _wiped: self._leave())

    def close(self) -> None:
        """Sign everybody out: the tablet goes back to what it was, wiped."""
        self._tasks.run(self._staff.close, lambda _none: self.tick())

    def _leave(self) -> None:
        self.left.emit()
        self.tick()

    @Slot()
    def lock(self) -> None:
        """Ask for a PIN from now on."""
        self._staff.lock()
        self.tick()

    @Slot()
    def touch(self) -> None:
        """Somebody is here."""
        self._staff.touch()

    @Slot()
    def tick(self) -> None:
        """Look whether the desk has locked, or was closed."""
        before, self._phase = self._phase, self._staff.phase()
        if before is self._phase:
            return
        if self._phase is Phase.LOCKED:
            self.locked.emit()
        elif self._phase is Phase.CLOSED:
            self.closed.emit()
