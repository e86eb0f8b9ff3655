"""What is kept of a PIN."""

import asyncio

from sync.hub.hashing import NOBODY
from sync.hub.staff.pins import hash_pin, proves
from tests.sync.hub.staff.conftest import PIN


def measures(kept: bytes) -> list[bytes]:
    """Everything before the salt: the algorithm, its version, memory, passes."""
    return kept.split(b"$")[:-2]


def test_somebody_unknown_is_checked_with_the_measures_of_a_colleague() -> None:
    assert measures(NOBODY) == measures(asyncio.run(hash_pin(PIN)).encode())
    # It is a hash like any other, and no PIN's.
    assert not asyncio.run(proves(PIN, ""))
