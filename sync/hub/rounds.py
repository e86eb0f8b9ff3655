"""What a hub does again and again beside serving, whatever goes wrong with one round of it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from sync.hub.storage.port import StorageError

logger = logging.getLogger(__name__)


async def keep_doing(
    work: Callable[[], Awaitable[object]], what: str, seconds: float, *, first: float = 0.0
) -> None:
    """Do `work` every few seconds, the first time after `first` ones. Runs until it is cancelled.

    A store that is out of reach is told in one line of the log. Anything else is our own mistake, or a
    damaged document: it is told with its place, and the next round begins anew. `what` is the work's name in
    the log.
    """
    await asyncio.sleep(first)
    while True:
        try:
            await work()
        except StorageError as error:
            logger.warning("%s: has to wait: %s", what, error)
        except Exception:
            logger.exception("%s: failed", what)
        await asyncio.sleep(seconds)
