"""What derives from a hub's secrets is the same for that hub and another for every other."""

import asyncio
import itertools

from sync.hub.context import open_storage
from sync.hub.keys import Keys, keys
from sync.protocol import own_codes

ONE, OTHER = Keys(b"s" * 32, b"t" * 32), Keys(b"s" * 32, b"u" * 32)


def test_a_receipts_code_reads_back_as_one():
    read = own_codes.read(ONE.receipt_code("milano", "0017/26"))
    assert (read.kind, read.valid) == ("receipt", True)


def test_a_receipts_code_derives_from_store_and_number_and_from_the_hub():
    made = [
        hub.receipt_code(store, number)
        for hub, store, number in itertools.product((ONE, OTHER), ("milano", "roma"), ("17", "18"))
    ]
    assert len(set(made)) == len(made) == 8
    assert ONE.receipt_code("milano", "17") == ONE.receipt_code("milano", "17")
    assert ONE.receipt_code("a", "bc") != ONE.receipt_code("ab", "c")


async def _twice(data):
    found = []
    for _ in range(2):
        storage = open_storage(data)
        found.append(await keys(storage))
        await storage.close()
    return found


def test_the_signing_key_stays_over_restarts_and_is_the_hubs_own(tmp_path):
    first, again = asyncio.run(_twice(tmp_path / "one"))
    other, _ = asyncio.run(_twice(tmp_path / "other"))
    assert first.signing == again.signing
    assert first.signing != other.signing
    assert bytes(first.signing) not in {first.token, first.sealing}
