"""One example of every body of the calls that tablets make about themselves, for the published document."""

from collections.abc import Mapping
from typing import Any

import msgspec

from sync.protocol.heartbeat import Heartbeat, HeartbeatAnswer
from sync.protocol.remote_settings import SignedSettings

SETTINGS = SignedSettings(
    '{"device":"5e7a0f3c9b1d4e6f8a2c4e6f8a0b2c4d","version":1795255140000,"settings":{"idle.after":90}}',
    "c2lnbmF0dXJlIG9mIHRoZSBodWI",
)

EXAMPLES: Mapping[Any, msgspec.Struct] = {
    type(example): example
    for example in (
        Heartbeat(
            1_795_255_200_000,
            "0.1.0",
            outbox=2,
            catalogue=812,
            catalogue_age=340,
            exchange_age=12,
            findings=["disk"],
        ),
        HeartbeatAnswer("2026-11-21T10:00:00Z", -1_250, SETTINGS),
    )
}
"""By the Struct they are of."""
