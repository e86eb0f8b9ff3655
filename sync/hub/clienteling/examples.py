"""One example of every body of the calls about customers, for the published document."""

from collections.abc import Mapping
from typing import Any

import msgspec

from sync.protocol.staff import Found, LookedUp, LookUp

CUSTOMER = "6f1c0d52-0c0b-4f57-9d0e-3a51e1f0c9aa"
PROOF = "Zm9ydHktdGhyZWUtY2hhcmFjdGVycy1vZi1zZWNyZXQ"

EXAMPLES: Mapping[Any, msgspec.Struct] = {
    type(example): example
    for example in (
        LookUp(PROOF, "VTC7K3M9QR", "card"),
        LookedUp([Found("customer", CUSTOMER, CUSTOMER, "A***, a***@e***.com")]),
    )
}
"""By the Struct they are of."""
