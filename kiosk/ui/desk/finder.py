"""Going where a scan leads: at once where the desk knows, else as a look-up finds it."""

from PySide6.QtCore import QObject, Signal

from kiosk.core import desk_scan
from kiosk.core.desk_scan import LookFor, Place
from kiosk.core.scan import Scan
from kiosk.ui.desk.board import Board
from kiosk.ui.desk.look_ups import LookUps
from kiosk.ui.desk.workplace import Workplace
from sync.protocol.orders import Order
from sync.protocol.staff import Found

PAGES = {"customer": "customer", "list": "list", "receipt": "return", "order": "order"}
"""The page of each kind of thing that the hub finds."""


class Finder(QObject):
    """Leads to pages. Lives in the GUI thread."""

    several = Signal(str)
    """More than one thing was found for a text: somebody has to choose."""

    def __init__(self, work: Workplace, board: Board) -> None:
        super().__init__()
        self._work = work
        self._board = board
        self._look_ups = LookUps(work, self)

    @property
    def orders(self) -> list[Order]:
        """The open orders of this store."""
        return [task.due.order for task in self._board.tasks if task.due]

    def go(self, scan: Scan, text: str) -> bool:
        """Go where a scan leads; return whether it leads anywhere, as far as is known now.

        After too many wrong pick-up codes none is looked at for a while, also of an order that is here.
        """
        if any(key.type == "order" for key in scan.keys) and self._work.brake.seconds_left():
            self._work.refuse("too_many_codes")
            return False
        match desk_scan.where(scan, text, self.orders):
            case Place(page, key):
                self._work.wanted.emit(page, key)
            case LookFor(sought, how):
                self.look_up(sought, how)
            case _ if desk_scan.may_be_number(scan, text) and self._work.may_read("person"):
                self.look_up(text, nothing="find.unknown")
            case _:
                self._work.warn("find.unknown")
                return False
        return True

    def look_up(self, text: str, how: str = "", nothing: str = "find.nothing") -> None:
        """Look it up, with the hub or without it, and go to what was found; `nothing` says that none was."""
        self._look_ups.ask(text, lambda found: self._show(found, text, nothing), self._miss, how)

    def _miss(self, reason: str) -> None:
        self._work.warn("find.offline" if reason == "offline" else f"customers.{reason}")

    def _show(self, found: list[Found], text: str, nothing: str) -> None:
        if not found:
            self._work.warn(nothing)
        elif len(found) == 1:
            self._work.wanted.emit(PAGES[found[0].kind], found[0].id)
        else:
            self.several.emit(text)
