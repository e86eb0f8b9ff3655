"""Going where a scan leads: at once where the desk knows, else by the hub's word."""

from concurrent.futures import Future

from PySide6.QtCore import QObject, Signal

from kiosk.core import desk_scan
from kiosk.core.desk_scan import LookFor, Place
from kiosk.core.scan import Scan
from kiosk.core.staff.desk import PATIENCE, StaffDesk
from kiosk.ui.desk.board import Board
from kiosk.ui.desk.workplace import Workplace
from sync.client.errors import HubError
from sync.protocol.errors import Rejected
from sync.protocol.orders import Order
from sync.protocol.staff import Found, LookedUp

PAGES = {"customer": "customer", "list": "list", "receipt": "return", "order": "order"}
"""The page of each kind of thing that the hub finds."""


class Finder(QObject):
    """Leads to pages. Lives in the GUI thread."""

    several = Signal(str)
    """More than one thing was found for a text: somebody has to choose."""

    def __init__(self, work: Workplace, board: Board, staff: StaffDesk) -> None:
        super().__init__()
        self._work = work
        self._board = board
        self._staff = staff

    @property
    def orders(self) -> list[Order]:
        """The open orders of this store."""
        return [task.due.order for task in self._board.tasks if task.due]

    def go(self, scan: Scan, text: str) -> bool:
        """Go where a scan leads; return whether it leads anywhere, as far as is known now."""
        match desk_scan.where(scan, text, self.orders):
            case Place(page, key):
                self._work.wanted.emit(page, key)
            case LookFor(sought, how):
                self.look_up(sought, how)
            case _:
                self._work.tell("find.unknown")
                return False
        return True

    def look_up(self, text: str, how: str = "") -> None:
        """Ask the hub, and go to what it found."""
        try:
            answer = self._staff.look_up(text, how)
        except Rejected as refusal:
            self._work.refuse(refusal.reason)
            return
        self._work.read(lambda: self._heard(answer), lambda found: self._show(found, text))

    def _heard(self, answer: Future[LookedUp]) -> list[Found] | None:
        """Return what the hub found, None while it is away."""
        try:
            return answer.result(PATIENCE).found
        except (HubError, TimeoutError):
            return None

    def _show(self, found: list[Found] | None, text: str) -> None:
        if found is None:
            self._work.tell("find.offline")
        elif not found:
            self._work.tell("find.nothing")
        elif len(found) == 1:
            self._work.wanted.emit(PAGES[found[0].kind], found[0].id)
        else:
            self.several.emit(text)
