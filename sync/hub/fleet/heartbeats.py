"""`POST /v1/devices/heartbeat`: a tablet says how it is, and hears how far its clock is off."""

from sync.hub.endpoint import Call
from sync.hub.fleet import health
from sync.protocol.heartbeat import MILLISECONDS, Heartbeat, HeartbeatAnswer


async def beat(call: Call) -> HeartbeatAnswer:
    """Keep a heartbeat. Tablets that may only deliver say how they are, too."""
    hub, said = call.hub, call.body
    assert isinstance(said, Heartbeat)
    now = hub.clock()
    skew = said.clock - round(now.timestamp() * MILLISECONDS)
    await health.note(hub.storage, call.device.id, said, skew, now)
    return HeartbeatAnswer(hub.now(), skew)
