"""Who stands at a tablet: begins a visit, taps, takes back, shares, leaves or is gone all at once."""

import asyncio
from typing import TYPE_CHECKING

from kiosk.core.session import Phase
from sync.client.errors import ReplicaError
from sync.protocol.errors import Rejected
from sync.protocol.lists import Line

if TYPE_CHECKING:
    from tests.sim.tablets import Tablet

VARIANTS = ["sofa-moss", "sofa-sand", "lamp-red", "lamp-blue", "rug-large", "chair-oak"]
PAUSE = 2.0
"""Mean seconds between two taps."""

BREAK = 12.0
"""Mean seconds somebody is lost in thought, sometimes long enough for the visit to end."""


class Shopper:
    """Whoever comes to one tablet, one after the other, for one life of it."""

    def __init__(self, tablet: "Tablet") -> None:
        self._tablet = tablet
        self._world = tablet.world
        self._chance = tablet.world.chance
        self._keeper = tablet.keeper

    async def shop(self) -> None:
        """Tap until the day is over."""
        while not self._world.is_evening:
            await asyncio.sleep(
                self._chance.expovariate(1 / (BREAK if self._chance.random() < 0.1 else PAUSE))
            )
            try:
                self._look()
                self._act()
            except Rejected as error:
                self._world.tell(self._tablet.name, f"the list says {error.reason}")
            except ReplicaError as error:
                self._world.tell(self._tablet.name, f"a tap was not kept: {error}")

    def _look(self) -> None:
        """End what nobody continued, as the kiosk does once a second."""
        if self._keeper.session.phase() is Phase.OVER:
            self._keeper.session.end("idle")

    def _act(self) -> None:
        deeds = [self._add, self._add, self._add, self._adjust, self._adjust, self._remove, self._note]
        deeds += [self._rename, self._undo, self._undo, self._share, self._revoke, self._finish]
        weights = [1.0] * (len(deeds) - 2) + [0.2, 0.3]
        self._keeper.session.touch()
        self._chance.choices(deeds, weights)[0]()

    def _add(self) -> None:
        variant = self._chance.choice(VARIANTS)
        self._keeper.add(variant.partition("-")[0], variant, {}, self._chance.randint(1, 3))

    def _adjust(self) -> None:
        line = self._some_line()
        if line:
            self._keeper.adjust(line.id, self._chance.choice([-3, -1, 1, 2]))

    def _remove(self) -> None:
        line = self._some_line()
        if line:
            self._keeper.remove(line)

    def _note(self) -> None:
        line = self._some_line()
        if line:
            self._keeper.set_note(line, self._secret())

    def _rename(self) -> None:
        self._keeper.ensure()
        self._keeper.rename(self._secret())

    def _undo(self) -> None:
        self._keeper.undo()

    def _share(self) -> None:
        self._keeper.ensure()
        link = self._keeper.share()
        self._world.record.plant(self._visit(), link.rpartition("/")[2])
        self._world.scan_link(link)

    def _revoke(self) -> None:
        if self._keeper.session.current:
            self._keeper.revoke()

    def _finish(self) -> None:
        self._keeper.session.end("finish")

    def _some_line(self) -> Line | None:
        document = self._keeper.current()
        return self._chance.choice(document.lines) if document and document.lines else None

    def _secret(self) -> str:
        """Make up words that must not be found here after the visit."""
        words = f"for Giulia {self._chance.getrandbits(48):012x}"
        self._world.record.plant(self._visit(), words)
        return words

    def _visit(self) -> str:
        return self._keeper.session.begin().id
