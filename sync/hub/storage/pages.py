"""What comes one by one, in handfuls, and where what begins alike ends."""

from collections.abc import AsyncIterable, AsyncIterator
from typing import TypeVar

PAGE = 1_000
"""Documents that a copy puts in place at once."""

T = TypeVar("T")


def end_of(first: str) -> str:
    """Return the first name after all that begin with `first`, which is not empty.

    >>> end_of("session:")
    'session;'
    """
    return first[:-1] + chr(ord(first[-1]) + 1)


async def pages(items: AsyncIterable[T]) -> AsyncIterator[list[T]]:
    """Return items in lists of `PAGE`, the last one shorter."""
    page: list[T] = []
    async for item in items:
        page.append(item)
        if len(page) == PAGE:
            yield page
            page = []
    if page:
        yield page
