"""The door of the profile API: whose key it is, and whether it is good for what is asked.

A key that never was, one that was taken back and one with a wrong secret are refused alike. A right that is
missing is refused before anything is looked up, so that no answer tells whether an id is one.
"""

import hmac

from starlette.requests import Request

from sync.hub.context import Hub
from sync.hub.endpoint import Auth
from sync.hub.problems import HttpProblem, brake
from sync.hub.profile import registry
from sync.hub.throttle import sender_of
from sync.protocol import clients
from sync.protocol.clients import PREFIX, Client, Right

NOBODY = clients.draw()
"""What a key of an unknown client is compared with: the answer takes as long as for a known one."""

PROBLEMS = ("key_refused", "no_right", "too_many")

DESCRIPTION = "A client key, as `vetrina-hub client add` prints it once; each call names the right it needs."


def client_with(right: Right) -> Auth:
    """Return the way in for a client whose key has this right."""

    async def identify(hub: Hub, http: Request) -> Client:
        client = await client_of(hub, http)
        if right not in client.rights:
            raise HttpProblem(403, "no_right", f"this key has not the right {right}")
        return client

    return Auth("client", DESCRIPTION, identify, PROBLEMS, (right,), _brings_key)


def _brings_key(http: Request) -> bool:
    return http.headers.get("authorization", "").startswith(f"Bearer {PREFIX}_")


async def client_of(hub: Hub, http: Request) -> Client:
    """Return the client whose key a request carries, and count the request.

    Raises:
        HttpProblem: 401 for a key that is good for nothing, 429 for too many calls or too many wrong keys.
    """
    key = clients.parse(http.headers.get("authorization", "").removeprefix("Bearer "))
    if key is None:
        raise HttpProblem(401, "key_refused")
    client = await registry.load(hub.storage, key.client)
    kept = client.secret if client and not client.revoked else NOBODY.hash
    is_right = hmac.compare_digest(kept, key.hash)
    if client is None or client.revoked or not is_right:
        address = sender_of(http)
        brake(hub.throttles.keys, address)
        hub.throttles.keys.count(address)
        raise HttpProblem(401, "key_refused")
    brake(hub.throttles.clients, client.id)
    hub.throttles.clients.count(client.id)
    return client
