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

logger = logging.getLogger(__name__)


class Guard:
    """ASGI middleware; `pages_port` is the port that serves the phone page and nothing else, 0 for none."""

    def __init__(self, app: ASGIApp, pages_port: int) -> None:
        self._app = app
        self._pages_port = pages_port

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
        _, port = scope["server"]
        return bool(self._pages_port) and port == self._pages_port and not scope["path"].startswith(PAGES)


def loggable(path: str) -> str:
    """Return a path as it may stand in a log: never the token of a link, nor what was looked at.

    >>> loggable("/l/secret/media/x"), loggable("/v1/media/0123/400")
    ('/l', '/v1/media')
    """
    if path.startswith(PAGES):
        return "/l"
    return "/".join(path.split("/")[: LOGGED_SEGMENTS + 1])
