"""How a tablet comes to be known to a hub."""

from types import TracebackType
from typing import Self

import httpx
import msgspec

from sync.client.errors import Offline
from sync.client.transport.answers import decode, raise_for
from sync.client.transport.leaving import options
from sync.client.transport.reach import explained, unreached
from sync.client.transport.requests import TIMEOUT, pack
from sync.client.way import STRAIGHT, Way
from sync.protocol.devices import EnrolAnswer, EnrolRequest


class Door:
    """Where a hub lets tablets in. One line is kept for as long as it is entered."""

    def __init__(self, hub: str, way: Way = STRAIGHT) -> None:
        """`hub` is its address, reached by a way."""
        self._hub, self._way = hub, way
        self._client = httpx.Client(timeout=TIMEOUT, **options(way))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def knock(self, request: EnrolRequest) -> EnrolAnswer:
        """Register a device's key against a single-use code. Waits for the hub.

        Raises:
            HubError: As all calls; `Refused` when the code is unknown, used or too old, `Unreached` where
                no hub answers.
        """
        content, headers = pack(msgspec.json.encode(request))
        try:
            response = self._client.post(f"{self._hub}/v1/devices/enrol", content=content, headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise unreached(self._hub, error, self._way) from error
        try:
            raise_for(response)
            return decode(response, EnrolAnswer)
        except Offline as error:
            raise self._told(error) from error

    def _told(self, error: Offline) -> Offline:
        """Return an error with what there is to say of it: who answered, or when to try again."""
        if error.retry_after:
            return Offline(f"{error}; try again in {error.retry_after:.0f} s", error.retry_after, error.code)
        return error if error.code else explained(self._hub, error, self._way)
