"""The checks that a kiosk makes of itself while it runs, for its heartbeat.

What needs the hub is left out (it hears the heartbeat), what needs Qt, and what is in the store: outbox and
quarantine are in the heartbeat already, and names of visits are not to be read once more.
"""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from kiosk.core import settings_order
from kiosk.core.doctor import rounds
from kiosk.core.doctor.sight import Blind
from kiosk.core.doctor.tablet import Faults, Tablet
from kiosk.core.settings import Told
from kiosk.doctor import updating
from kiosk.doctor.gathering import RESOURCES, languages
from sync.client.store.inspection import Inside

CHECKS = ("settings", "permissions", "disk", "encryption", "brand", "printer", "voices", "updates")


def look(data: Path, told: Told) -> list[str]:
    """Return the codes of what somebody should look at. Reads the disk, and asks the print system."""
    return rounds.codes(rounds.examine(_tablet(data, told), CHECKS))


def _tablet(data: Path, told: Told) -> Tablet:
    decided = settings_order.read(data, told)
    return Tablet(
        data=data,
        settings=decided.settings,
        identity=None,
        door=None,
        word=None,
        inside=Inside("missing"),
        sight=Blind("silent"),
        resources=RESOURCES,
        now=datetime.now(UTC),
        languages=languages(),
        free=lambda folder: shutil.disk_usage(folder).free,
        faults=Faults(decided.faults),
        updates=updating.look(data, decided.settings.update),
    )
