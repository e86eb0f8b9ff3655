"""Who is open at the desk, the latest first. There may be tens of thousands, of whom a page shows a few."""

from collections.abc import Callable
from typing import Any

import msgspec

from sync.client.store.documents import VISIT
from sync.protocol.staff import Opening
from sync.shapes import ready

Read = Callable[..., list[tuple[Any, ...]]]

BODY = "CAST(coalesce(view, base) AS TEXT)"

OPEN = f"""
FROM {VISIT} WHERE scope = ? AND kind = 'opening'
AND instr(id, ':') = 0 AND json_extract({BODY}, '$.until') > ?
"""
"""The openings of customers (not those of lists and receipts of nobody known) that are not over.

The hub writes all moments in one form, so that they compare as texts, as it does itself."""

LATEST = f"SELECT {BODY} {OPEN} ORDER BY json_extract({BODY}, '$.looks[#-1].at') DESC, id LIMIT ?"
"""Not counted in the same go (`count(*) OVER ()`): SQLite would copy every one of them for that."""

COUNT = f"SELECT count(*) {OPEN}"


def latest(read: Read, scope: str, now: str, limit: int) -> list[Opening]:
    """Return the `limit` openings of a scope `staff:<store>` looked at last, of those not over at `now`."""
    return [msgspec.json.decode(body, type=ready(Opening)) for (body,) in read(LATEST, (scope, now, limit))]


def count(read: Read, scope: str, now: str) -> int:
    """Return how many are not over at `now`."""
    return int(read(COUNT, (scope, now))[0][0])
