"""The catalogue over HTTP: the manifest, the snapshot files, and the changes since."""

import asyncio
import re
from collections.abc import Sequence

import msgspec
from starlette.responses import Response

from sync.hub.bodies import JSON, pack
from sync.hub.context import Hub
from sync.hub.endpoint import Call, json_response
from sync.hub.files import immutable, is_fresh
from sync.hub.problems import HttpProblem
from sync.hub.publish import read_manifest, snapshot_path
from sync.hub.storage.port import Head, Stored
from sync.protocol.catalogue import CatalogueChanges, CatalogueRow
from sync.protocol.scopes import CATALOGUE

ZSTD = "application/zstd"
PAGE = 500
"""Rows in one answer: products with their reviews are some ten kilobytes each."""

LEVEL = 1
"""zstd of such a page: twice as quick as usual, and no larger to speak of."""

SHA256 = re.compile("[0-9a-f]{64}")
CURSOR = re.compile("[0-9]{1,18}")
"""Fits the 64 bits of a database's integer."""


async def manifest(call: Call) -> Response:
    """`GET /v1/catalogue`: the newest snapshot, and how far the changes reach beyond it."""
    published = read_manifest(call.hub.config.data)
    head = (await _head(call.hub)).seq
    if published is None or published.version > head:
        # A file from beyond the store's own head is another history's, left behind by a restore.
        raise HttpProblem(404, "no_catalogue", "nothing was imported yet")
    meant = (await call.hub.removals.meant(call.hub.storage)).get(CATALOGUE, 0)
    current = msgspec.structs.replace(published, head=head, epoch=call.hub.epoch, meant=meant)
    headers = {
        "ETag": f'"{current.file.sha256[:16]}-{current.head}-{current.meant}-{current.epoch}"',
        "Cache-Control": "private, no-cache",
        "Vary": "Accept-Encoding",
    }
    if is_fresh(call.http, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    response = json_response(call.http, current)
    response.headers.update(headers)
    return response


async def snapshot(call: Call) -> Response:
    """`GET /v1/catalogue/files/<sha256>`: a compressed catalogue file."""
    sha256 = call.http.path_params["sha256"]
    if not SHA256.fullmatch(sha256):
        raise HttpProblem(404, "not_found")
    return immutable(call.http, snapshot_path(call.hub.config.data, sha256), sha256, ZSTD)


async def changes(call: Call) -> Response:
    """`GET /v1/catalogue/changes?after=`: one page of rows that changed.

    410 for who is older than the removals that the hub still knows, and for who is ahead of it: both have to
    take the snapshot, which tells all.
    """
    text = call.http.query_params.get("after", "")
    if not CURSOR.fullmatch(text):
        raise HttpProblem(422, "invalid", "`after` is a sequence number")
    after = int(text)
    stored = await call.hub.storage.changes(CATALOGUE, after, PAGE)
    # Read after the rows: what was forgotten while they were read counts too.
    head = await _head(call.hub)
    if 0 < after < head.floor or after > head.seq:
        raise HttpProblem(410, "changes_forgotten")
    # Megabytes: other requests are answered while this one is packed.
    accepted = call.http.headers.get("accept-encoding", "")
    body, headers = await asyncio.to_thread(_page, stored, head, accepted)
    return Response(body, headers=headers, media_type=JSON)


def _page(stored: Sequence[Stored], head: Head, accepted: str) -> tuple[bytes, dict[str, str]]:
    rows = [
        CatalogueRow(one.kind, one.id, one.seq, msgspec.UNSET if one.body is None else msgspec.Raw(one.body))
        for one in stored
    ]
    answer = CatalogueChanges(head=head.seq, rows=rows, more=len(rows) == PAGE)
    return pack(msgspec.json.encode(answer), accepted, LEVEL)


async def _head(hub: Hub) -> Head:
    return (await hub.storage.heads([CATALOGUE]))[CATALOGUE]
