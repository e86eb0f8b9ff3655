"""Enrolled tablets that speak to a hub over a bare line: the protocol without the tablet's own store."""

import asyncio
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec
from line import Line
from nacl.signing import SigningKey

from kiosk.demo.hub import HubProcess
from sync.client.identity import Identity, encode_key, public_key
from sync.client.transport.line import Transport
from sync.hub.context import open_storage
from sync.hub.enrolment import hand_out
from sync.protocol.devices import EnrolAnswer, EnrolRequest
from sync.protocol.envelope import SyncAnswer, SyncRequest

STORE = "milano"
JSON = {"content-type": "application/json"}


class Speaker(NamedTuple):
    """A tablet with a token."""

    identity: Identity
    token: str

    @property
    def headers(self) -> dict[str, str]:
        return {**JSON, "authorization": f"Bearer {self.token}"}

    async def sync(self, line: Line, request: SyncRequest) -> SyncAnswer:
        """Do one exchange."""
        answer = await line.ask("POST", "/v1/sync", self.headers, msgspec.json.encode(request))
        return msgspec.json.decode(answer.checked().body, type=SyncAnswer)


async def speaker(hub: HubProcess) -> Speaker:
    """Enrol one tablet and let it earn a token."""
    identity = (await enrol(hub, 1))[0]
    transport = Transport(identity)
    token = await transport._access.token()
    await transport.close()
    return Speaker(identity, token)


async def enrol(hub: HubProcess, count: int) -> list[Identity]:
    """Enrol tablets at a hub that serves, as `vetrina-hub enrol` and `vetrina enrol` do."""
    storage = open_storage(hub.data)
    made = [hand_out(storage, STORE, f"Kiosk {number}", datetime.now(UTC)) for number in range(count)]
    codes = [code for code, _ in await asyncio.gather(*made)]
    await storage.close()
    line = await Line.open(hub.url)
    identities = [await _enrol(hub, line, code) for code in codes]
    await line.close()
    return identities


async def _enrol(hub: HubProcess, line: Line, code: str) -> Identity:
    key = encode_key(bytes(SigningKey.generate()))
    body = msgspec.json.encode(EnrolRequest(code=code, public_key=public_key(key)))
    answer = (await line.ask("POST", "/v1/devices/enrol", JSON, body)).checked()
    enrolled = msgspec.json.decode(answer.body, type=EnrolAnswer)
    return Identity(
        device=enrolled.device,
        incarnation="1",
        store=enrolled.store,
        name=enrolled.name,
        hub=hub.url,
        public_url=enrolled.public_url,
        hub_key=enrolled.hub_key,
        private_key=key,
    )
