"""What the hub says of this tablet, to somebody who only wants to know.

No run is told: the hub would take one that the kiosk has left behind meanwhile for that of a copy. So a copy
is not known here; what the kiosk itself heard says that.
"""

import asyncio
from typing import NamedTuple

import httpx

from sync.client.errors import HubError
from sync.client.identity import Identity
from sync.client.transport.access import Access
from sync.client.transport.forgetful import Forgetful
from sync.client.transport.leaving import options
from sync.client.transport.requests import TIMEOUT
from sync.client.way import STRAIGHT, Way
from sync.protocol.devices import RETIRED


class Word(NamedTuple):
    """`heard` says whether it said anything at all; `problem` is the code of its refusal, '' for none."""

    heard: bool
    problem: str = ""


def ask(identity: Identity, way: Way = STRAIGHT) -> Word:
    """Ask the hub whether it lets this tablet in. Waits; the tablet's own life goes on untouched."""
    return asyncio.run(_ask(identity, way))


async def _ask(identity: Identity, way: Way) -> Word:
    async with Forgetful(base_url=identity.hub, timeout=TIMEOUT, **options(way)) as client:
        access = Access(client, identity, None)
        try:
            await access.token()
        except HubError as error:
            return Word(heard=bool(error.code), problem=error.code)
        except httpx.HTTPError:
            return Word(heard=False)
        return Word(heard=True, problem="device_retired" if access.standing == RETIRED else "")
