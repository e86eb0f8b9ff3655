"""How a tablet comes to be known to a hub."""

import httpx
import msgspec

from sync.client.errors import Offline
from sync.client.transport.answers import decode, raise_for
from sync.client.transport.leaving import options
from sync.client.transport.requests import TIMEOUT, pack
from sync.client.way import STRAIGHT, Way
from sync.protocol.devices import EnrolAnswer, EnrolRequest


def enrol(hub: str, request: EnrolRequest, way: Way = STRAIGHT) -> EnrolAnswer:
    """Register a device's key against a single-use code. Waits for the hub.

    Raises:
        HubError: As all calls; `Refused` when the code is unknown, used or too old.
    """
    content, headers = pack(msgspec.json.encode(request))
    try:
        with httpx.Client(timeout=TIMEOUT, **options(way)) as client:
            response = client.post(f"{hub}/v1/devices/enrol", content=content, headers=headers)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Offline(f"no hub answers at {hub} ({type(error).__name__}: {error})") from error
    try:
        raise_for(response)
    except Offline as error:
        if error.retry_after:
            raise Offline(f"{error}; try again in {error.retry_after:.0f} s", error.retry_after) from error
        raise
    return decode(response, EnrolAnswer)
