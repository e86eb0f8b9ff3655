"""The store's own cache, if it has one: a plain HTTP cache in front of the hub, near the tablets.

It is asked for what never changes under its address (catalogue files, pictures), and it is a shortcut only:
while it does not answer well, the hub is asked.
"""

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from sync.client.errors import ClientError

REST = 60.0
"""Seconds for which a cache that failed is left alone."""


class StoreCache:
    """A cache at `url`, which stands for the hub's address.

    Raises:
        ClientError: It is no address, or less safe than the hub's: the token goes there as well.
    """

    def __init__(self, url: str, hub: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.url = url.rstrip("/")
        self._clock = clock
        self._resting_until = 0.0
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ClientError(f"the store's cache has no usable address: {url}")
        if parts.scheme == "http" and urlsplit(hub).scheme == "https":
            raise ClientError(f"the hub is reached by https, so the store's cache must be too: {url}")

    @property
    def answers(self) -> bool:
        """Whether it may be asked now."""
        return self._clock() >= self._resting_until

    def rest(self) -> None:
        """Leave it alone for a while: it did not answer, or not well."""
        self._resting_until = self._clock() + REST
