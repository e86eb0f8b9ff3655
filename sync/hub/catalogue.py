"""The catalogue over HTTP: the manifest, the snapshot files, and the changes since."""

import re

import msgspec
from starlette.responses import Response

from sync.catalogue.current import folder
from sync.hub.context import Hub
from sync.hub.endpoint import Call, json_response
from sync.hub.files import immutable, is_fresh
from sync.hub.problems import HttpProblem
from sync.protocol.catalogue import CatalogueChanges, CatalogueRow, Manifest
from sync.protocol.scopes import CATALOGUE

MANIFEST = "manifest.json"
FILES = "files"
ZSTD = "application/zstd"
PAGE = 200
"""Rows in one answer: products with their reviews are some ten kilobytes each."""

SHA256 = re.compile("[0-9a-f]{64}")
CURSOR = re.compile("[0-9]{1,18}")
"""Fits the 64 bits of a database's integer."""


async def manifest(call: Call) -> Response:
    """`GET /v1/catalogue`: the newest snapshot, and how far the changes reach beyond it."""
    path = folder(call.hub.config.data) / MANIFEST
    try:
        published = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except FileNotFoundError:
        raise HttpProblem(404, "no_catalogue", "nothing was imported yet") from None
    current = msgspec.structs.replace(published, head=await _head(call.hub))
    headers = {"ETag": f'"{current.file.sha256[:16]}-{current.head}"', "Cache-Control": "no-cache"}
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
    path = folder(call.hub.config.data) / FILES / f"{sha256}.zst"
    return immutable(call.http, path, sha256, ZSTD)


async def changes(call: Call) -> CatalogueChanges:
    """`GET /v1/catalogue/changes?after=`: one page of rows that changed."""
    text = call.http.query_params.get("after", "")
    if not CURSOR.fullmatch(text):
        raise HttpProblem(422, "invalid", "`after` is a sequence number")
    head = await _head(call.hub)
    stored = await call.hub.storage.changes(CATALOGUE, int(text), PAGE)
    rows = [
        CatalogueRow(one.kind, one.id, one.seq, msgspec.UNSET if one.body is None else msgspec.Raw(one.body))
        for one in stored
    ]
    return CatalogueChanges(head=head, rows=rows, more=len(rows) == PAGE)


async def _head(hub: Hub) -> int:
    return (await hub.storage.heads([CATALOGUE]))[CATALOGUE].seq
