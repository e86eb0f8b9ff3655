"""One example of every body of a shopper's sign-in, for the published document."""

from collections.abc import Mapping
from typing import Any

import msgspec

from sync.protocol.sign_ins import (
    BEGIN_SECONDS,
    INTERVAL_SECONDS,
    SIGNED_IN_SECONDS,
    AbortSignIn,
    AcceptSignIn,
    AskSignIn,
    BeginSignIn,
    SignedInShopper,
    SignInBegun,
    SignInState,
)

SIGN_IN = "3f1c0d520c0b4f579d0e3a51e1f0c9aa"
PROOF = "Zm9ydHktdGhyZWUtY2hhcmFjdGVycy1vZi1zZWNyZXQ"
CUSTOMER = "6f1c0d52-0c0b-4f57-9d0e-3a51e1f0c9aa"
LIST = "2b1f6c1e-8d8a-4a55-9a53-0f6f3f1f0c11"

EXAMPLES: Mapping[Any, msgspec.Struct] = {
    type(example): example
    for example in (
        BeginSignIn(PROOF, "it"),
        SignInBegun(
            SIGN_IN,
            "lists.example",
            BEGIN_SECONDS,
            INTERVAL_SECONDS,
            "https://lists.example/s/7KQM4XDP",
            "7KQM-4XDP",
            "47",
        ),
        AskSignIn(PROOF),
        SignInState("confirmed", "A***", 118),
        AcceptSignIn(PROOF),
        SignedInShopper(CUSTOMER, "A***", SIGNED_IN_SECONDS, "Anna", [LIST]),
        AbortSignIn(PROOF),
    )
}
"""By the Struct they are of."""
