"""What somebody at the tablet waits for: one question to the hub at once, beside all that goes on anyway."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

import msgspec

from sync.client.errors import HubError, Offline
from sync.client.link import Link

T = TypeVar("T")


class Errands:
    """Questions that run in the engine's loop while it has a line; before and after they fail as offline."""

    def __init__(self, loop: asyncio.AbstractEventLoop, answered: Callable[[], None]) -> None:
        """Call `answered` after each answer: what follows from it may be new at the hub."""
        self._loop = loop
        self._answered = answered
        self._tasks: asyncio.TaskGroup | None = None
        self._link: Link | None = None

    def begin(self, tasks: asyncio.TaskGroup, link: Link) -> None:
        """Take questions from now on."""
        self._tasks, self._link = tasks, link

    def end(self) -> None:
        """Take no more."""
        self._tasks = self._link = None

    def ask(self, path: str, body: msgspec.Struct, answer: type[T]) -> Future[T]:
        """Ask from any thread; the future ends with the answer or a `HubError`."""
        asked: Future[T] = Future()

        def begin() -> None:
            if not asked.set_running_or_notify_cancel():
                return
            if self._tasks is None or self._link is None:
                asked.set_exception(Offline("this tablet does not speak with its hub now"))
                return
            self._tasks.create_task(self._run(asked, self._link, path, body, answer))

        try:
            self._loop.call_soon_threadsafe(begin)
        except RuntimeError:  # the loop is closed: the engine has stopped
            asked.set_exception(Offline("this tablet no longer speaks with its hub"))
        return asked

    async def _run(
        self, asked: Future[T], link: Link, path: str, body: msgspec.Struct, answer: type[T]
    ) -> None:
        """Bring one answer; nothing that goes wrong with it may end the engine."""
        try:
            found = await link.ask(path, body, answer)
        except HubError as error:
            asked.set_exception(error)
        except asyncio.CancelledError:
            asked.set_exception(Offline("this tablet no longer speaks with its hub"))
            raise
        except Exception as error:  # noqa: BLE001 - whoever waits is told, whatever it is
            asked.set_exception(error)
        else:
            self._answered()
            asked.set_result(found)
