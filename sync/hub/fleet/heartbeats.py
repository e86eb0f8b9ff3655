"""`POST /v1/devices/heartbeat`: a tablet says how it is, hears of its clock, and gets settings."""

from sync.hub.endpoint import Call
from sync.hub.fleet import health, remote
from sync.protocol.heartbeat import MILLISECONDS, Heartbeat, HeartbeatAnswer
from sync.protocol.remote_settings import SignedSettings


async def beat(call: Call) -> HeartbeatAnswer:
    """Keep a heartbeat. Tablets that may only deliver say how they are, too."""
    hub, said = call.hub, call.body
    assert isinstance(said, Heartbeat)
    now = hub.clock()
    skew = said.clock - round(now.timestamp() * MILLISECONDS)
    await health.note(hub.storage, call.device.id, said, skew, now)
    settings = await _newer(call, said.settings) if call.reads else None
    return HeartbeatAnswer(hub.now(), skew, settings)


async def _newer(call: Call, known: int) -> SignedSettings | None:
    """Return the settings of the tablet that asks, None where it knows them, or newer ones."""
    document = (await remote.effective(call.hub.storage, call.device)).document
    return remote.sign(call.hub.keys, document) if document.version > known else None
