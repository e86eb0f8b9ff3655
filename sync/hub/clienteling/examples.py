"""One example of every body of the calls about customers, for the published document."""

from collections.abc import Mapping
from typing import Any

import msgspec

from sync.hub.clienteling.interactions import NewInteraction, Noted
from sync.protocol.staff import Found, LookedUp, LookUp

CUSTOMER = "6f1c0d52-0c0b-4f57-9d0e-3a51e1f0c9aa"
AT = "2026-11-22T10:00:00Z"
PROOF = "Zm9ydHktdGhyZWUtY2hhcmFjdGVycy1vZi1zZWNyZXQ"

EXAMPLES: Mapping[Any, msgspec.Struct] = {
    type(example): example
    for example in (
        LookUp(PROOF, "VTC7K3M9QR", "card"),
        NewInteraction(
            "chat-48151",
            "chat",
            "Where is my order?",
            "question",
            "It was due on Friday.",
            AT,
            inbound=True,
            email="anna@example.com",
        ),
        Noted("4f1c0d520c0b4f579d0e3a51e1f0c9aa"),
        LookedUp([Found("customer", CUSTOMER, CUSTOMER, "A***, a***@e***.com")]),
    )
}
"""By the Struct they are of."""
