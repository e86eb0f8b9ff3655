"""Pictures by the hash of their content, in the sizes that pages use."""

import re

from starlette.requests import Request
from starlette.responses import Response

from sync.hub.context import Hub
from sync.hub.endpoint import Call
from sync.hub.files import SHARED, immutable
from sync.hub.problems import HttpProblem

FOLDER = "media"
RENDITIONS = frozenset({"240", "400", "full"})
"""`240` square thumbnails, `400` pixels wide, `full` as it came."""

MEDIA_TYPES = {".jpg": "image/jpeg", ".png": "image/png"}
"""Photographs are JPEG; drawings with transparency are PNG."""

SHA256 = re.compile("[0-9a-f]{64}")


async def rendition(call: Call) -> Response:
    """`GET /v1/media/<sha256>/<rendition>`."""
    path = call.http.path_params
    return picture(call.hub, call.http, path["sha256"], path["rendition"])


def picture(hub: Hub, http: Request, sha256: str, size: str, caching: str = SHARED) -> Response:
    """Return one picture in one size; `caching` is for whom it may be kept (see `files`).

    Raises:
        HttpProblem: 404.
    """
    if not SHA256.fullmatch(sha256) or size not in RENDITIONS:
        raise HttpProblem(404, "not_found")
    folder = hub.config.data / FOLDER / sha256[:2]
    for suffix, media_type in MEDIA_TYPES.items():
        path = folder / f"{sha256}-{size}{suffix}"
        if path.exists():
            return immutable(http, path, f"{sha256[:32]}-{size}", media_type, caching)
    raise HttpProblem(404, "not_found")
