"""The calls that tablets make about themselves, in one table."""

from sync.hub.endpoint import DELIVERER, Endpoint
from sync.hub.fleet import heartbeats
from sync.protocol.heartbeat import PATH, Heartbeat, HeartbeatAnswer

ENDPOINTS = (
    Endpoint(
        "POST",
        PATH,
        heartbeats.beat,
        "Say how a tablet is",
        request=Heartbeat,
        answer=HeartbeatAnswer,
        auth=DELIVERER,
    ),
)
