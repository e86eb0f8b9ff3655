"""What is on the stage: a script broken into looks, and which of them."""

import msgspec

from kiosk.ui.access import rows
from kiosk.ui.access.rows import Unit
from kiosk.ui.access.script import Script

PICTURE, LARGE = 434, 542
"""Units that the picture takes, with its gap; and one that the page is about."""
MARGINS = 64


class Shown(msgspec.Struct, frozen=True):
    """What is on: the script, its looks, and which of them."""

    script: Script
    looks: list[list[Unit]]
    look: int = 0

    @property
    def units(self) -> list[Unit]:
        """What is shown at once."""
        return self.looks[min(self.look, len(self.looks) - 1)]

    @property
    def sentences(self) -> set[str]:
        """Everything that all looks say."""
        return {unit.spoken for look in self.looks for unit in look}

    @property
    def next(self) -> "Shown":
        """The next look, after the last one the first."""
        return msgspec.structs.replace(self, look=(self.look + 1) % len(self.looks))


def of(script: Script, family: str, width: float, look: int = 0) -> Shown:
    """Return a script as it is shown on a stage.

    Args:
        script: The page.
        family: The font that shows it.
        width: How wide the stage is, in units.
        look: Which look of it.
    """
    return Shown(script, rows.looks(script, family, _room(script, width)), look)


def wrapped(text: str, script: Script, family: str, width: float) -> list[str]:
    """Return the rows of a sentence in passing, which has an icon, beside what a script shows."""
    type_ = rows.font(family, rows.LINE, rows.WEIGHTS[rows.LINE])
    return rows.wrap(text, type_, _room(script, width) - rows.SIGN)


def _room(script: Script, width: float) -> float:
    if not (script.picture or script.code):
        return width - MARGINS
    return width - MARGINS - (LARGE if script.near else PICTURE)
