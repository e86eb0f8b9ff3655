"""What checks play on: the address, a tablet, and a second one where there is a code for it."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from typing import Any, Self

import httpx

from sync.hub.conformance.finding import NotApplicableError, require
from sync.hub.conformance.tablet import Tablet, told
from sync.protocol.staff import Role

SECONDS = 15.0
"""How long an answer may take."""

Codes = Callable[[], str]
"""Returns another unused enrolment code, '' when there is none left."""

People = Mapping[Role, tuple[str, str]]
"""Name and PIN of an associate, by role."""


Give = Callable[[str, str, Any], Awaitable[None]]
"""Gives a device (its id) a setting from afar: its name and value, None to take it back."""


class Stage:
    """An address and its actors; leave it with `async with`, so that connections are closed."""

    def __init__(
        self,
        url: str,
        codes: Codes,
        key: str = "",
        transport: httpx.AsyncBaseTransport | None = None,
        *,
        people: People | None = None,
        give: Give | None = None,
    ) -> None:
        """Play at an address.

        `key` is a client key with every right, '' for none; `people` are associates of the tablets' store;
        `give` is how a setting is given to a tablet, where there is a way.
        """
        self.people = people or {}
        self.give = give
        self._url = url
        self._codes = codes
        self._key = key
        self._transport = transport
        self._open = AsyncExitStack()
        self._second: Tablet | None = None
        self.tablet = Tablet(self.client())
        self.stranger = self.client()
        self.used_code = ""

    async def __aenter__(self) -> Self:
        """Enrol the first tablet.

        Raises:
            ViolationError: The code is refused, or enrolment answers something else.
        """
        self.used_code = self._codes()
        self.tablet = await self._enrol(self.used_code)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._open.aclose()

    def client(self) -> httpx.AsyncClient:
        """Return connections of their own, without a token."""
        http = httpx.AsyncClient(base_url=self._url, timeout=SECONDS, transport=self._transport)
        self._open.push_async_callback(http.aclose)
        return http

    def shop(self) -> httpx.AsyncClient:
        """Return the connections of a server with a client key.

        Raises:
            NotApplicableError: There is no key.
        """
        if not self._key:
            raise NotApplicableError("needs a client key with every right: give --client-key, or --data")
        http = self.client()
        http.headers["Authorization"] = f"Bearer {self._key}"
        return http

    async def second(self) -> Tablet:
        """Return another tablet.

        Raises:
            NotApplicableError: There is no code for it.
        """
        if self._second is None:
            code = self._codes()
            if not code:
                raise NotApplicableError("needs a second tablet: give --code twice, or --data")
            self._second = await self._enrol(code)
        return self._second

    async def _enrol(self, code: str) -> Tablet:
        tablet = Tablet(self.client())
        response = await tablet.enrol(code)
        require(tablet.device, f"enrolment answered {told(response)}")
        await tablet.sign_in()
        return tablet
