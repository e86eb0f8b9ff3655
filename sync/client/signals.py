"""Events that are waited for no longer than so many seconds, and that follow a state."""

import asyncio
import contextlib


async def wait(event: asyncio.Event, seconds: float) -> bool:
    """Wait for an event at most so long; return whether it is there."""
    # Not asyncio.wait_for: before Python 3.12 that swallows a cancellation that meets its event.
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
    return event.is_set()


def turn(event: asyncio.Event, *, on: bool) -> None:
    """Let an event be there as long as something holds."""
    if on:
        event.set()
    else:
        event.clear()
