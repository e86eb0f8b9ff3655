"""One example of every body about receipts, for the published document."""

from collections.abc import Mapping
from typing import Any

import msgspec

from sync.hub.returns.bodies import NewReturn, ReceiptView, SoldView
from sync.protocol.receipts import Back, Case, Returned

RECEIPT = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
AT = "2026-11-22T10:00:00Z"
SAID = Back("1", 1, "not_as_expected", note="It flickers")
FLICKERS = Returned("1", 1, "not_as_expected", note="It flickers")

EXAMPLES: Mapping[Any, msgspec.Struct] = {
    type(example): example
    for example in (
        NewReturn("chat-48151", "chat", [SAID], "Only in the evening"),
        ReceiptView(
            RECEIPT,
            "0017",
            "milano",
            "online",
            AT,
            "EUR",
            "2026-12-22",
            "",
            [SoldView("1", "lamp", "lamp-red", {"colour": "red"}, "Lamp", 2, 2, 4_900, final=False)],
            Case("chat", AT, "client:0123456789abcdef", [FLICKERS], "Only in the evening"),
        ),
    )
}
