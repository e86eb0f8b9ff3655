"""Taking turns: what all tablets of a chain would do in the same moment, each does at a time of its own."""

import asyncio
import random
from collections.abc import Awaitable, Callable

SPREAD = 30.0
"""Seconds within which the tablets of a chain take their turns."""


class Turns:
    """A window of `spread` seconds, and chance to choose a moment in it."""

    def __init__(
        self,
        spread: float = SPREAD,
        chance: Callable[[], float] = random.random,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._spread = spread
        self._chance = chance
        self._sleep = sleep

    async def wait(self) -> None:
        """Wait for the turn."""
        await self._sleep(self._spread * self._chance())
