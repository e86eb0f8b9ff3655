"""One example of every body of the call that claims lists, for the published document."""

from collections.abc import Mapping
from typing import Any

import msgspec

from sync.protocol.parking import Claimed, ClaimList

PROOF = "Zm9ydHktdGhyZWUtY2hhcmFjdGVycy1vZi1zZWNyZXQ"
LIST = "2b1f6c1e-8d8a-4a55-9a53-0f6f3f1f0c11"

EXAMPLES: Mapping[Any, msgspec.Struct] = {
    type(example): example for example in (ClaimList("K7M 4QX P2H", PROOF), Claimed([LIST]))
}
"""By the Struct they are of."""
