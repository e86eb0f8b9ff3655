"""One example of every body about events, for the published document."""

from collections.abc import Mapping
from typing import Any

import msgspec

from sync.hub.hooks.endpoints import EventPage
from sync.hub.hooks.events import Event, Thing
from sync.hub.hooks.jwks import KeySet, PublicKey

EVENT = Event(
    "5e7a0f3c9b1d4e6f8a2c4e6f8a0b2c4d",
    "refund",
    "2026-11-22T10:00:00Z",
    "milano",
    receipt="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    number="0017",
    channel="online",
    currency="EUR",
    amount=4_900,
    things=[Thing("lamp", "lamp-red", 1, price=4_900, reason="damaged", condition="damaged")],
)
KEY = PublicKey("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")

EXAMPLES: Mapping[Any, msgspec.Struct] = {
    type(example): example for example in (EventPage([EVENT], 801), KeySet([KEY]))
}
