"""What comes one by one, in handfuls."""

from collections.abc import AsyncIterable, AsyncIterator
from typing import TypeVar

PAGE = 1_000
"""Documents that a copy puts in place at once."""

T = TypeVar("T")


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
