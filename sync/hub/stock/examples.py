"""One example of every body of the stock's calls, for the published document."""

from collections.abc import Mapping
from typing import Any

import msgspec

from sync.hub.stock.requests import (
    Counted,
    Figure,
    Figures,
    Moved,
    NewMovements,
    NewReservation,
    NewSale,
    Reserved,
    ReservedLine,
    SaleTaken,
    SoldLine,
)
from sync.protocol.orders import NewContact

STORE = "milano"
RESERVATION = "3b1f6c1e8d8a4a559a530f6f3f1f0c11"
AT = "2026-11-26T10:00:00Z"
LEVELS = [Figure("olmo-moss", 3, 2, "2026-11-26T08:00:00Z")]

EXAMPLES: Mapping[Any, msgspec.Struct] = {
    type(example): example
    for example in (
        NewSale(
            STORE,
            "T1-000123",
            [SoldLine("olmo-moss", 1, 129_000, "olmo", {"colour": "moss"})],
            AT,
            currency="EUR",
            until="2026-12-26",
            contact=NewContact(email="anna@example.com", language="it"),
        ),
        SaleTaken("VTR0123456789ABCDEFM", LEVELS),
        NewMovements(
            "delivery-4711",
            STORE,
            [Moved("olmo-moss", "receipt", 4, reference="4711")],
            [Counted("olmo-sand", 2, AT, "stocktaking")],
            AT,
        ),
        NewReservation("cart-48151", STORE, [ReservedLine("olmo-moss", 1)], reference="web"),
        Reserved(RESERVATION, "2026-11-26T10:15:00Z", LEVELS),
        Figures(LEVELS),
    )
}
"""By the Struct they are of."""
