"""Files that never change under their name: cached for good, resumed by Range, answered from the cache.

Who asks for a picture or a catalogue file carries a token, and yet any cache on the way may keep the answer
and give it to others (RFC 9111 section 3.5): `sync/decisions/0003-files-for-shared-caches.md` says why.
"""

import re
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from sync.hub.problems import HttpProblem

SHARED = "public, max-age=31536000, immutable"
"""For every cache: the file is what every visitor of the shop sees."""

BLOCK = 256 * 1024
"""Bytes read and sent at a time: few turns for a large file, and little memory with a thousand readers."""

ONE_RANGE = re.compile("bytes=(?=[0-9]|-[0-9])([0-9]{0,18})-([0-9]{0,18})")
"""What is served as a part. Everything else may be answered with the whole (RFC 9110 section 14.2)."""


class _File(FileResponse):
    chunk_size = BLOCK


def immutable(http: Request, path: Path, name: str, media_type: str, caching: str = SHARED) -> Response:
    """Return a content-addressed file; `name` is its address and becomes the ETag.

    Raises:
        HttpProblem: 404, 416.
    """
    headers = {"ETag": f'"{name}"', "Cache-Control": caching}
    try:
        status = path.stat()
    except FileNotFoundError:
        raise HttpProblem(404, "not_found") from None
    if is_fresh(http, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    _settle_range(http, headers["ETag"], status.st_size)
    return _File(path, headers=headers, media_type=media_type, stat_result=status)


def _settle_range(http: Request, etag: str, size: int) -> None:
    """Leave a request for one part of this version as it is, and make every other one ask for the whole.

    Raises:
        HttpProblem: 416.
    """
    wanted = ONE_RANGE.fullmatch(http.headers.get("range", ""))
    first, last = wanted.groups() if wanted else ("", "")
    is_forward = not (first and last) or int(first) <= int(last)
    if not wanted or not is_forward or http.headers.get("if-range", etag) != etag:
        http.scope["headers"] = [pair for pair in http.scope["headers"] if pair[0] != b"range"]
    elif int(first) >= size if first else int(last) == 0:
        raise HttpProblem(416, "range_beyond", headers={"Content-Range": f"bytes */{size}"})


def is_fresh(http: Request, etag: str) -> bool:
    """Say whether the reader has this version already (RFC 9110 section 13.1.2, weak comparison)."""
    known = http.headers.get("if-none-match", "")
    return known.strip() == "*" or etag in (tag.strip().removeprefix("W/") for tag in known.split(","))
