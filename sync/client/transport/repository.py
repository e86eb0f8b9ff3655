"""A repository of releases over HTTP: bytes that somebody else verifies, and never forever."""

import time
from collections.abc import Iterator
from http import HTTPStatus

import httpx

from sync.client.errors import Gone, Offline
from sync.client.transport.leaving import options
from sync.client.way import STRAIGHT, Way

TIMEOUT = httpx.Timeout(20.0, connect=10.0)

GRACE_SECONDS = 30.0
LEAST_RATE = 2_000
"""Bytes a second that a server has to bring after the grace: one that drips keeps nobody busy for days."""

ABSENT = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


class Repository:
    """Files below one address. Use it in one thread."""

    def __init__(
        self,
        address: str,
        network: httpx.BaseTransport | None = None,
        *,
        way: Way = STRAIGHT,
        grace: float = GRACE_SECONDS,
        least: int = LEAST_RATE,
    ) -> None:
        """`network` replaces the real one in tests; `grace` is in seconds, `least` in bytes a second."""
        self._options = options(way)
        self._address = address.rstrip("/")
        self._network = network
        self._grace = grace
        self._least = least

    def blocks(self, name: str, start: int = 0) -> Iterator[bytes]:
        """Return what a file holds after so many bytes, piece by piece.

        Raises:
            Gone: There is no such file.
            Offline: The server is out of reach, or too slow.
        """
        # Bytes as they are on the server's disk: lengths are counted on those.
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={start}-"} if start else {})
        begun, got = time.monotonic(), 0
        try:
            with (
                httpx.Client(timeout=TIMEOUT, transport=self._network, **self._options) as client,
                client.stream("GET", f"{self._address}/{name}", headers=headers) as response,
            ):
                if response.status_code in ABSENT:
                    raise Gone(f"{name}: status {response.status_code}")
                left_out = _left_out(name, response, start)
                for block in response.iter_raw():
                    got += len(block)
                    self._require_pace(name, time.monotonic() - begun, got)
                    yield block[left_out:]
                    left_out = max(0, left_out - len(block))
        except httpx.HTTPError as error:
            raise Offline(f"{name}: {type(error).__name__}: {error}") from error

    def _require_pace(self, name: str, took: float, got: int) -> None:
        if took > self._grace and got < self._least * took:
            raise Offline(f"{name}: {got} bytes in {took:.0f} seconds are too few")


def _left_out(name: str, response: httpx.Response, start: int) -> int:
    """Return how many bytes of an answer come before those that were asked for.

    Raises:
        Offline: It is no such answer.
    """
    if response.status_code == HTTPStatus.OK:
        # A server that knows no parts sends the whole.
        return start
    if response.status_code == HTTPStatus.PARTIAL_CONTENT and start:
        if response.headers.get("content-range", "").startswith(f"bytes {start}-"):
            return 0
        raise Offline(f"{name}: another part came than was asked for")
    raise Offline(f"{name}: status {response.status_code}")
