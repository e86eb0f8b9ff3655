"""Files that never change under their name: cached for good, resumed by Range, answered from the cache."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from sync.hub.problems import HttpProblem

IMMUTABLE = "private, max-age=31536000, immutable"


def immutable(http: Request, path: Path, name: str, media_type: str) -> Response:
    """Return a content-addressed file; `name` is its address and becomes the ETag.

    Raises:
        HttpProblem: 404.
    """
    headers = {"ETag": f'"{name}"', "Cache-Control": IMMUTABLE}
    if is_fresh(http, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    try:
        status = path.stat()
    except FileNotFoundError:
        raise HttpProblem(404, "not_found") from None
    return FileResponse(path, headers=headers, media_type=media_type, stat_result=status)


def is_fresh(http: Request, etag: str) -> bool:
    """Say whether the reader has this version already (RFC 9110 section 13.1.2, weak comparison)."""
    known = http.headers.get("if-none-match", "")
    return known.strip() == "*" or etag in (tag.strip().removeprefix("W/") for tag in known.split(","))
