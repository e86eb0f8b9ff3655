"""What goes wrong in a shift: seldom, as in a shop, and all of it."""

import asyncio

from tests.sim.nemesis import Nemesis

PAUSE = 150.0
"""Mean seconds between two blows."""


class ShiftNemesis(Nemesis):
    """Strikes a few hundred times in eight hours.

    Nothing is put back from a backup: shop and tills would know of what the hub then does not.
    """

    async def strike(self) -> None:
        """Strike until the day is over."""
        blows = [
            self._change_weather,
            self._kill_tablet,
            self._cut_power_of_tablet,
            self._kill_hub,
            self._cut_power_of_host,
            self._partition,
            self._silence,
        ]
        while not self._world.is_evening:
            await asyncio.sleep(self._chance.expovariate(1 / PAUSE))
            if not self._world.is_evening:
                blow = self._chance.choices(blows, [3, 3, 2, 3, 1, 2, 1])[0]
                self._world.start(blow())
                self.blows += 1

    blows = 0
