"""Who works for a kiosk in the background."""

from concurrent.futures import Executor, ThreadPoolExecutor
from typing import NamedTuple

from PySide6.QtCore import QObject

from kiosk.ui.tasks import Tasks


class Workers(NamedTuple):
    """One thread each, so that none waits for another's work.

    `writing` is the one that writes to the replica; `looking` reads, in the catalogue and for the desk at the
    hub; `claiming` waits for what the hub says of a code; `decoding` makes photos ready that come next.
    """

    writing: Tasks
    looking: Tasks
    claiming: Tasks
    decoding: Tasks

    @property
    def idle(self) -> bool:
        """Whether nothing is under way, and everybody has been told."""
        return all(tasks.idle for tasks in self)


def make_workers(executor: Executor | None, parent: QObject) -> Workers:
    """Make them; tests give an executor that works at once, for all of them."""
    return Workers(
        *(
            Tasks(executor or ThreadPoolExecutor(1, thread_name_prefix=name), parent)
            for name in Workers._fields
        )
    )
