"""One example of every body that the people of a store send and get, for the published document."""

from collections.abc import Mapping
from typing import Any

import msgspec

from sync.protocol.staff import (
    Associate,
    Colleague,
    Colleagues,
    Role,
    ShowColleagues,
    SignedIn,
    SignIn,
    Unlock,
)

GIULIA = "8d0f6c1e-2b1f-4a55-9a53-0f6f3f1f0c11"
SESSION = "9f86d081884c7d659a2feaa0c55ad015"
PROOF = "Zm9ydHktdGhyZWUtY2hhcmFjdGVycy1vZi1zZWNyZXQ"

EXAMPLES: Mapping[Any, msgspec.Struct] = {
    type(example): example
    for example in (
        SignIn(SESSION, "271828", name="Giulia"),
        SignedIn(Associate(GIULIA, "Giulia", Role.ASSOCIATE, ["it", "en"]), 43_200),
        ShowColleagues(PROOF),
        Colleagues(
            [
                Colleague(
                    Associate(GIULIA, "Giulia", Role.ASSOCIATE, ["it", "en"]),
                    "locked",
                    "2026-11-26T09:40:00Z",
                )
            ]
        ),
        Unlock(PROOF, GIULIA),
        Associate(GIULIA, "Giulia", Role.ASSOCIATE, ["it", "en"]),
    )
}
"""By the Struct they are of."""
