"""What is done by the hub's command stands in the log of who did what, beside what is done on the page."""

from datetime import UTC, datetime

from sync.hub.admin import audit
from sync.hub.admin.audit import COMMAND_LINE, Doing
from sync.hub.staff.roster import stamp
from sync.hub.storage.port import Storage


async def note(storage: Storage, act: str, about: str = "", *, store: str = "", **more: str) -> None:
    """Write down what was done: a code, and the ids of what it was done to.

    Raises:
        StorageError: The store is out of reach.
    """
    by = Doing(COMMAND_LINE, "", stamp(datetime.now(UTC)))
    await audit.note(storage, by, act, about, store=store, **more)
