"""Around every request: what a listener may serve, headers that browsers obey, and a log without secrets."""

import logging
import time
from collections.abc import Collection, Iterable
from http import HTTPMethod

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync.hub.problems import problem_response
from sync.protocol.errors import Problem

PAGES = ("/l/", "/s/", "/c/")
"""Where the phone pages live, lists, signing in and codes; what follows is a secret."""

TYPED = frozenset({"/s", "/c"})
"""Where somebody types what a screen shows."""

START = 2
"""So much of their paths is no secret."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Set where the handler set nothing itself."""

LOGGED_SEGMENTS = 2
"""`/v1/media` is enough: which picture it was would tell what somebody looked at."""

METHODS = frozenset(HTTPMethod)

UNKNOWN = "elsewhere"
"""Stands for paths and methods that the hub does not have: a link may have been mistyped there."""

logger = logging.getLogger(__name__)


class Guard:
    """ASGI middleware. `pages_address` (host, port) serves the phone page and nothing else, None for none.

    `paths` are those of the API, for the log.
    """

    def __init__(
        self, app: ASGIApp, pages_address: tuple[str, int] | None, paths: Iterable[str] = ()
    ) -> None:
        self._app = app
        self._known = frozenset(start_of(path) for path in paths)
        self._pages_address = pages_address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        status = 0

        async def send_guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            if self._is_elsewhere(scope):
                refusal = Problem(status=404, code="not_found", title="Not Found")
                await problem_response(refusal)(scope, receive, send_guarded)
            else:
                await self._app(scope, receive, send_guarded)
        finally:
            took = (time.perf_counter() - begun) * 1000
            method = scope["method"] if scope["method"] in METHODS else UNKNOWN
            logger.info("%s %s %d %.0f ms", method, loggable(scope["path"], self._known), status, took)

    def _is_elsewhere(self, scope: Scope) -> bool:
        """Say whether a request came in by the pages' listener and wants something else."""
        if scope["path"].startswith(PAGES) or scope["path"] in TYPED or self._pages_address is None:
            return False
        # Host and port: the API may have the same port on another address of the machine.
        return tuple(scope["server"]) == self._pages_address


def start_of(path: str) -> str:
    """Return as much of a path as may be logged.

    >>> start_of("/v1/media/{sha256}/{rendition}")
    '/v1/media'
    """
    return "/".join(path.split("/", LOGGED_SEGMENTS + 1)[: LOGGED_SEGMENTS + 1])


def loggable(path: str, known: Collection[str]) -> str:
    r"""Return a path as it may stand in a log: never the token of a link, nor what was looked at.

    Only what the hub itself calls so is written: no sender can write lines of its own or fill the disk.

    >>> known = {"/v1/media"}
    >>> [loggable(path, known) for path in ("/v1/media/0123/400", "/l/secret/media/x", "/L/secret\n")]
    ['/v1/media', '/l', 'elsewhere']
    >>> [loggable(path, known) for path in ("/s/7KQM4XDP", "/s", "/sales")]
    ['/s', '/s', 'elsewhere']
    """
    if path.startswith(PAGES) or path in TYPED:
        return path[:START]
    start = start_of(path)
    return start if start in known else UNKNOWN
