"""An asyncio loop whose time jumps to the next timer, and on which a machine dies between two steps.

Nothing waits, no thread runs, and what happens depends on the seed alone.
"""

import asyncio
import heapq
import random
from collections.abc import Callable
from typing import Any

from tests.sim.seams import NODE, OUTSIDE

MOST_STEPS_AT_ONCE = 20_000
"""Steps without time passing; more is a loop that waits for nothing."""

UNWINDINGS = 5
"""How often what is left is cancelled: some of it lets go only after a second word."""

THREAD_SECONDS = 0.002
"""How long work in a thread takes at most."""


class HotLoopError(Exception):
    """Something repeats itself without waiting."""


class StuckError(Exception):
    """Nothing is left to happen, and yet somebody waits."""


class SimTask(asyncio.Task):  # type: ignore[type-arg]
    """A task whose place in a set does not depend on where it lies in memory."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._serial = OUTSIDE.serial()
        super().__init__(*arguments, **options)
        # What a killed machine was about to do is never finished; that is no news.
        self._log_destroy_pending = False

    def __hash__(self) -> int:
        return self._serial


class SimLoop(asyncio.BaseEventLoop):
    """`chance` decides how long threads take."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self.chance = chance
        self.faults: list[str] = []
        self.dead: list[Any] = []
        self._steps_at_once = 0
        self._is_over = False
        self.set_task_factory(lambda loop, coro, **options: SimTask(coro, loop=loop, **options))
        self.set_exception_handler(lambda _, told: self.faults.append(_describe(told)))

    def time(self) -> float:
        """Return simulated seconds."""
        return OUTSIDE.seconds

    def run_in_executor(  # type: ignore[override]
        self, _: Any, work: Callable[..., Any], *arguments: Any
    ) -> asyncio.Future[Any]:
        """Do a thread's work at once, and say so a moment later."""
        future = self.create_future()
        try:
            settle, outcome = future.set_result, work(*arguments)
        except Exception as error:  # noqa: BLE001 - it travels to whoever asked
            settle, outcome = future.set_exception, error
        self.call_later(
            self.chance.uniform(0, THREAD_SECONDS), lambda: None if future.done() else settle(outcome)
        )
        return future

    def unwind(self) -> None:
        """Let everything end that was left half done, also on machines that are off: the schedule is over."""
        self._is_over = True
        for handle in self.dead:
            self._ready.append(handle)
        for _ in range(UNWINDINGS):
            for task in asyncio.all_tasks(self):
                task.cancel()
            self._steps_at_once = 0
            self.run_until_complete(asyncio.sleep(1))
        self.close()

    def _write_to_self(self) -> None:
        """Nobody sleeps who would have to be woken."""

    def _run_once(self) -> None:
        self._pass_time()
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if not handle._cancelled:
                self._step(handle)

    def _pass_time(self) -> None:
        while self._scheduled and self._scheduled[0]._cancelled:
            self._drop_timer()
        if not self._ready and not self._stopping:
            if not self._scheduled:
                raise StuckError
            OUTSIDE.seconds = max(OUTSIDE.seconds, self._scheduled[0]._when)
            self._steps_at_once = 0
        while self._scheduled and self._scheduled[0]._when <= OUTSIDE.seconds:
            handle = self._drop_timer()
            self._ready.append(handle)

    def _drop_timer(self) -> asyncio.TimerHandle:
        handle: asyncio.TimerHandle = heapq.heappop(self._scheduled)
        handle._scheduled = False
        return handle

    def _step(self, handle: asyncio.Handle) -> None:
        node = handle._context.get(NODE)
        if node is not None and not node.alive and not self._is_over:
            # Kept, so that no `finally` of it runs before the schedule is over: the machine is off.
            self.dead.append(handle)
            return
        self._steps_at_once += 1
        if self._steps_at_once > MOST_STEPS_AT_ONCE:
            raise HotLoopError(f"{MOST_STEPS_AT_ONCE} steps without time passing, the last: {handle!r}")
        handle._run()
        if node is not None:
            node.step()


def _describe(told: dict[str, Any]) -> str:
    error = told.get("exception")
    return f"{told['message']}: {type(error).__name__}: {error}" if error else str(told["message"])
