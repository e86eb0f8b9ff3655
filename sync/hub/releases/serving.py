"""A hub that serves its releases: two kinds of files, and saying anew each day that they are the newest.

Nobody has to sign in for them: what they hold is public, whoever takes them verifies them, and a tablet whose
kiosk does not start must be able to.
"""

import asyncio
import logging
import re
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync.hub.context import Hub
from sync.hub.files import immutable
from sync.hub.problems import HttpProblem
from sync.hub.releases.places import ADDRESS, FILES, FOLDER, METADATA, NEWEST

NUMBERED = re.compile(r"[0-9]{1,10}\.[a-z]{1,20}\.json")
FILE = re.compile(r"([0-9a-f]{64})\.[a-z0-9][a-z0-9._-]{0,127}")

JSON = "application/json"
BYTES = "application/octet-stream"

logger = logging.getLogger(__name__)


def routes(hub: Hub) -> list[Route]:
    """Return the routes of a hub's releases."""
    folder = hub.config.data / FOLDER

    async def metadata(request: Request) -> Response:
        name = request.path_params["name"]
        if name == NEWEST:
            return await asyncio.to_thread(_newest, folder / METADATA / name)
        if not NUMBERED.fullmatch(name):
            raise HttpProblem(404, "not_found")
        return immutable(request, folder / METADATA / name, name, JSON)

    async def target(request: Request) -> Response:
        found = FILE.fullmatch(request.path_params["name"])
        if not found:
            raise HttpProblem(404, "not_found")
        return immutable(request, folder / FILES / found[0], found[1], BYTES)

    return [
        Route(f"{ADDRESS}/{METADATA}/{{name}}", metadata, methods=["GET"]),
        Route(f"{ADDRESS}/{FILES}/{{name}}", target, methods=["GET"]),
    ]


def _newest(path: Path) -> Response:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise HttpProblem(404, "not_found") from None
    return Response(content, media_type=JSON, headers={"Cache-Control": "no-cache"})


def renew(hub: Hub) -> bool:
    """Say anew that what a hub offers is the newest, when that is half over; return whether it was said."""
    if not (hub.config.data / FOLDER).exists():
        return False
    from sync.hub.releases import renewal  # noqa: PLC0415 - loads The Update Framework, where there are releases

    try:
        return renewal.renew(hub.config.data / FOLDER, hub.clock)
    except (renewal.ReleaseError, OSError) as error:
        # A hub whose keys are kept elsewhere: its staff renew by hand, and everything else goes on.
        logger.warning("releases are not renewed: %s", error)
        return False
