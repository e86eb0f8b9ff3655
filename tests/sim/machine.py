"""A simulated machine: what runs on it dies with it, between any two steps."""

import contextvars
import sqlite3
import traceback
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from tests.sim.loop import SimLoop
from tests.sim.seams import NODE


class PowerCut(BaseException):
    """The machine is off; nothing after this happens on it."""


class Machine:
    """One life of a machine, from its start to its death. `skew` is how far its wall clock is wrong."""

    def __init__(self, name: str, loop: SimLoop) -> None:
        self.name = name
        self.alive = True
        self.skew = 0.0
        self.fuse = 0
        self.connections: list[sqlite3.Connection] = []
        self.tasks: list[Any] = []
        self._loop = loop
        self._context = contextvars.copy_context()
        self._context.run(NODE.set, self)

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run something on this machine."""
        self.tasks.append(self._loop.create_task(self._run(work), context=self._context.copy()))

    def inside(self, work: Any, *arguments: Any) -> Any:
        """Call something as if it ran on this machine."""
        return self._context.copy().run(work, *arguments)

    async def _run(self, work: Coroutine[Any, Any, Any]) -> None:
        try:
            await work
        except PowerCut:
            return
        except Exception:  # noqa: BLE001 - whatever a machine stumbles over is for the judge
            self._loop.faults.append(f"{self.name} fell over: {traceback.format_exc()}")

    def step(self) -> None:
        """One step was done; when the fuse has burnt down, the machine dies here."""
        if self.fuse and self.alive:
            self.fuse -= 1
            if not self.fuse:
                self.on_fuse()

    def on_fuse(self) -> None:
        """Die; who owns the machine says how."""
        self.die()

    def die(self) -> None:
        """Stop at once. What was written to files is there; what was in memory is gone."""
        self.alive = False

    def bury(self) -> None:
        """Close the files of a dead machine, once whatever wanted to look at them has."""
        for connection in self.connections:
            with suppress(sqlite3.Error):
                connection.close()
