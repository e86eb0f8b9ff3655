"""Around every request: what a listener may serve, headers that browsers obey, and a log without secrets."""

import logging
import time

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync.hub.problems import problem_response
from sync.protocol.errors import Problem

PAGES = "/l/"
"""Where the phone page lives; what follows is a secret."""

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

LOGGED_CHARACTERS = 64
"""Longer than any path of the hub's own up to there."""

logger = logging.getLogger(__name__)


class Guard:
    """ASGI middleware; `pages_address` (host, port) serves the phone page and nothing else, None for none."""

    def __init__(self, app: ASGIApp, pages_address: tuple[str, int] | None) -> None:
        self._app = app
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
            logger.info("%s %s %d %.0f ms", scope["method"], loggable(scope["path"]), status, took)

    def _is_elsewhere(self, scope: Scope) -> bool:
        """Say whether a request came in by the pages' listener and wants something else."""
        if scope["path"].startswith(PAGES) or self._pages_address is None:
            return False
        # Host and port: the API may have the same port on another address of the machine.
        return tuple(scope["server"]) == self._pages_address


def loggable(path: str) -> str:
    r"""Return a path as it may stand in a log: never the token of a link, nor what was looked at.

    >>> loggable("/l/secret/media/x"), loggable("/v1/media/0123/400")
    ('/l', '/v1/media')

    What a stranger wrote into it cannot look like a line of its own, nor fill the disk.

    >>> loggable("/x\nINFO all is well")
    '/x\\nINFO all is well'
    """
    if path.startswith(PAGES):
        return "/l"
    start = "/".join(path[:LOGGED_CHARACTERS].split("/")[: LOGGED_SEGMENTS + 1])
    return start.encode("unicode_escape").decode("ascii")
