"""A kiosk that comes after another one: see `kiosk.app.succession`, which lets it in."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Qt, Slot

from kiosk.app.channel import DID, OPEN, READY, SHOWN, TAKEN, UNFIT, YOURS, Channel, Message
from kiosk.app.handed import Record, Recorder, event_of, scan_record
from kiosk.app.kiosk import Kiosk
from kiosk.app.outfit import Outfit
from kiosk.app.rehearsal import FAULTS
from kiosk.keeper import LET_IN, Ties

LONGEST_REASON = 2000
"""Characters: pages that do not load have a line for each that stands on the faulty one."""


class Heir(QObject):
    """Waits for its turn, and takes over: what somebody did at the old kiosk is done here, once, in order.

    Until everything of the old one has come, what is done here is kept as well: it came later.
    """

    def __init__(self, ties: Ties) -> None:
        super().__init__()
        assert ties.before
        self._keeper = ties.keeper
        self._channel = Channel(ties.before, self)
        self._recorder = Recorder()
        self._theirs: list[Record] = []
        self._own: list[Record] = []
        self._shown = self._complete = self._replaying = False

    def prepare(self, rehearse: Callable[[], Outfit]) -> Outfit:
        """Load everything, and return what this kiosk will go by.

        Where that fails it tells the old one why, which stays, and ends the process.
        """
        try:
            return rehearse()
        except FAULTS as error:
            self._channel.tell(UNFIT, str(error)[:LONGEST_REASON])
            sys.exit()

    def wait(self) -> QRect:
        """Say that everything is loaded, and wait for the word; return where the window stands.

        It ends the process where the old kiosk ends for good.
        """
        self._channel.tell(READY)
        said = self._channel.wait()
        if said is None:
            sys.exit()
        word, *place = said
        assert word == OPEN
        self._keeper.send(LET_IN)
        return QRect(*place)

    def take_over(self, kiosk: Kiosk) -> None:
        """Be the kiosk from now on; its window is open, and not painted yet."""
        self.setParent(kiosk)
        self._kiosk, self._window = kiosk, kiosk.window
        self._window.installEventFilter(self)
        self._window.frameSwapped.connect(self._show, Qt.ConnectionType.SingleShotConnection)
        self._channel.heard.connect(self._take)
        self._channel.ended.connect(self._complete_alone)
        self._channel.listen()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep what is done here until its turn comes."""
        if self._replaying or not self._recorder.takes(event):
            return False
        record = self._recorder.record(event)
        if record:
            self._own.append(record)
            self._replay()
        event.accept()
        return True

    @Slot()
    def _show(self) -> None:
        # Once more, to be asked before all that watch the window since its first frame.
        self._window.removeEventFilter(self)
        self._window.installEventFilter(self)
        self._window.requestActivate()
        self._shown = True
        self._channel.tell(SHOWN)
        self._replay()

    @Slot(list)
    def _take(self, message: Message) -> None:
        word, *rest = message
        if word == DID:
            self._theirs.append(rest[0])
            self._replay()
        elif word == YOURS:
            files = iter(self._channel.files)
            self._finish([next(files) if there else None for there in rest[0]])
            self._channel.tell(TAKEN)

    @Slot()
    def _complete_alone(self) -> None:
        """The old one is gone."""
        self._finish([])

    def _finish(self, ports: list[int | None]) -> None:
        """Nothing more comes from the old one: have its ports, and do what was done."""
        if not self._complete:
            self._complete = True
            self._kiosk.open_ports(ports)
            self._replay()

    @Slot()
    def _replay(self) -> None:
        """Do what was done, once all of it has come, and whoever looks at keys looks."""
        if not (self._shown and self._complete) or self._replaying:
            return
        self._replaying = True
        try:
            for kept in (self._theirs, self._own):
                while kept:
                    self._do(kept.pop(0))
        finally:
            self._replaying = False
        if not self._recorder.down:
            self._window.removeEventFilter(self)

    def _do(self, record: Record) -> None:
        if record[0] == scan_record("")[0]:
            self._kiosk.scan(record[1])
        else:
            QCoreApplication.sendEvent(self._window, event_of(record))
