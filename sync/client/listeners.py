"""What the engine tells, and whom. Apart from the engine, so that a page loads without it."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

import msgspec

from sync.client.held import Rejection
from sync.client.progress import Progress
from sync.client.store.quarantine import Trouble
from sync.client.store.reports import Report, Side
from sync.protocol.devices import ACTIVE


class EngineState(NamedTuple):
    """How things stand: does the hub answer, when did it last (tablet's clock), how much waits.

    `standing` is how it lets this tablet in: `active`, `unconfirmed`, `retired`, `lost` or `unknown`.
    `troubles` are the queues that the hub cannot take, `reports` what else staff should know; `outdated`
    names the side that has to be updated before everything can go, '' for none.
    """

    online: bool
    last_news: datetime | None
    pending: int
    standing: str = ACTIVE
    troubles: tuple[Trouble, ...] = ()
    reports: tuple[Report, ...] = ()
    outdated: Side = ""


def _ignore(*_news: object) -> None:
    """Nobody listens."""


class Listeners(msgspec.Struct, frozen=True):
    """Who is told what. Called in the engine's thread: be quick, and hand over to the thread that paints."""

    on_changed: Callable[[frozenset[str]], None] = _ignore
    on_rejected: Callable[[tuple[Rejection, ...]], None] = _ignore
    on_state: Callable[[EngineState], None] = _ignore
    on_catalogue: Callable[[], None] = _ignore
    on_progress: Callable[[Progress], None] = _ignore
    on_media: Callable[[str, str], None] = _ignore
    on_settings: Callable[[], None] = _ignore
    """The hub gave this tablet other settings; they are kept."""
    on_wiped: Callable[[frozenset[str]], None] = _ignore
    """Visits that had to end: the hub said so, or their lease ran out. Nothing of them is left."""
