"""One example of every body of the calls that tablets make about themselves, for the published document."""

from collections.abc import Mapping
from typing import Any

import msgspec

from sync.protocol.heartbeat import Heartbeat, HeartbeatAnswer

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
        HeartbeatAnswer("2026-11-21T10:00:00Z", -1_250),
    )
}
"""By the Struct they are of."""
