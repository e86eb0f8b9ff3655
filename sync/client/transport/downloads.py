"""A file on its way from the hub to the tablet's disk."""

import asyncio
from collections.abc import AsyncIterator, Callable
from http import HTTPStatus

import httpx

from sync.client.errors import Offline

MOST_WAITING = 4 << 20
"""Bytes of a download kept in memory while the disk is slower than the line."""


def goes_on(response: httpx.Response, have: int) -> bool:
    """Say whether an answer begins after the bytes that are here, and not with the first."""
    if response.status_code != HTTPStatus.PARTIAL_CONTENT:
        return have == 0
    if not response.headers.get("content-range", "").startswith(f"bytes {have}-"):
        raise Offline("another part of the file came than was asked for")
    return True


async def pour(blocks: AsyncIterator[bytes], write: Callable[[bytes], None]) -> None:
    """Hand what comes to a worker thread, while more is on its way; what came stays when the line breaks."""
    waiting = bytearray()
    writing: asyncio.Task[None] | None = None
    try:
        async for block in blocks:
            waiting += block
            if writing and (writing.done() or len(waiting) >= MOST_WAITING):
                await writing
                writing = None
            if writing is None:
                writing = asyncio.create_task(asyncio.to_thread(write, bytes(waiting)))
                waiting.clear()
    finally:
        # Nobody may close the files before.
        if writing:
            await writing
        if waiting:
            await asyncio.to_thread(write, bytes(waiting))
