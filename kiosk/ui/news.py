"""News from the sync engine, brought from its thread into the one that paints."""

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.ui.tasks import Tasks
from sync.client.listeners import EngineState, Listeners

PICTURES_WAIT_MS = 150
"""Photos that arrive within this time are shown together."""


class News(QObject):
    """Says in the GUI thread what the engine says in its own."""

    changed = Signal(object)
    """Scopes whose documents changed (frozenset of str)."""
    rejected = Signal(object)
    """Operations of the living visit that the hub refused (tuple of `Rejection`)."""
    state = Signal(object)
    """How things stand with the hub (`EngineState`)."""
    wiped = Signal(object)
    """Visits that sync had to wipe (frozenset of str)."""
    catalogue = Signal()
    """Another catalogue is in force."""
    progress = Signal(object)
    """How far the first catalogue has come (`Progress`)."""
    settings = Signal()
    """The hub gave this tablet other settings."""
    pictures = Signal()
    """Photos have arrived."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(tasks)
        self._tasks = tasks
        self.last_state: EngineState | None = None
        """How things stood with the hub at last, for who asks later; None before there was news of it."""
        self._arrivals = QTimer(self, interval=PICTURES_WAIT_MS, singleShot=True)
        self._arrivals.timeout.connect(self.pictures)

    def listeners(self) -> Listeners:
        """Return what the engine is given; each call is handed over and returns at once."""
        return Listeners(
            on_changed=lambda scopes: self._tasks.call(self.changed.emit, scopes),
            on_rejected=lambda rejections: self._tasks.call(self.rejected.emit, rejections),
            on_state=self._on_state,
            on_catalogue=lambda: self._tasks.call(lambda _nothing: self.catalogue.emit(), None),
            on_progress=lambda progress: self._tasks.call(self.progress.emit, progress),
            on_settings=lambda: self._tasks.call(lambda _nothing: self.settings.emit(), None),
            on_wiped=lambda visits: self._tasks.call(self.wiped.emit, visits),
            on_media=lambda _sha, _rendition: self._tasks.call(self._arrived, None),
        )

    def _arrived(self, _nothing: None) -> None:
        # Not started anew: while one picture follows the other none of them would ever be shown.
        if not self._arrivals.isActive():
            self._arrivals.start()

    def _on_state(self, state: EngineState) -> None:
        self._tasks.call(self._tell_state, state)

    def _tell_state(self, state: EngineState) -> None:
        self.last_state = state
        self.state.emit(state)
