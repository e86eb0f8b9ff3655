"""One example of every body of `/v1/orders`, for the published document."""

from collections.abc import Mapping
from typing import Any

import msgspec

from sync.hub.orders.bodies import NewOrder, NewOrderLine, OrderContact, OrderEnd, OrderLineView, OrderView
from sync.protocol.orders import claim_code

ORDER = "4c0de2b1-5f3a-5b7e-9c1d-2e3f4a5b6c7d"
STORE = "milano"

EXAMPLES: Mapping[Any, msgspec.Struct] = {
    type(example): example
    for example in (
        NewOrder(
            STORE,
            [NewOrderLine("olmo-moss", 1, "olmo", price=129_000)],
            number="W-20711",
            contact=OrderContact("Luca B.", "luca@example.com", language="it"),
            currency="EUR",
            paid=True,
            reserve=False,
        ),
        OrderEnd("shopper_no", "They found it nearer home."),
        OrderView(
            ORDER,
            STORE,
            "W-20711",
            "collect",
            "picking",
            "2026-11-22T10:00:00Z",
            [OrderLineView("8f14e45fceea167a5a36dedd", "olmo", "olmo-moss", 1, "picked", 1, price=129_000)],
            promise="2026-11-22T12:00:00Z",
            claim=claim_code(bytes(32), ORDER),
            by="Anna",
            currency="EUR",
            paid=True,
        ),
    )
}
"""By the Struct they are of."""
