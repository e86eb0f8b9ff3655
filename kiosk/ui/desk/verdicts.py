"""What the hub refuses of what was done at the desk: told there, to whoever is there next."""

from PySide6.QtCore import QObject, Slot

from kiosk.core.staff.desk import Phase
from kiosk.ui.desk.workplace import Workplace
from sync.client.held import Rejection
from sync.client.store.people import DESK


class Verdicts(QObject):
    """Tells each once, the last of several in words. While the desk is locked they wait on the disk.

    Lives in the GUI thread.
    """

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self._work = work

    @Slot(object)
    def take(self, rejections: tuple[Rejection, ...]) -> None:
        """Hear what the hub refused; what a shopper did is not the desk's."""
        ours = [one for one in rejections if one.visit == DESK]
        if ours and self._work.staff.phase() is Phase.OPEN:
            self._work.refuse(ours[-1].reason)
            self._work.tasks.run(lambda: self._dismiss(ours))

    @Slot()
    def tell(self) -> None:
        """Somebody is there: tell what nobody was there for."""
        self._work.read(lambda: tuple(self._work.replica.rejections()), self.take)

    def _dismiss(self, rejections: list[Rejection]) -> None:
        for rejection in rejections:
            self._work.replica.dismiss(rejection.op)
