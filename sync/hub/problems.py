"""Errors as they leave the hub: RFC 9457 problems, in plain words and with a stable code."""

import logging
from collections.abc import Mapping
from http import HTTPStatus

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from sync.hub.storage.port import StorageError
from sync.hub.throttle import Throttle
from sync.protocol.errors import PROBLEM_TYPE, Problem

logger = logging.getLogger(__name__)

RETRY_SECONDS = "2"


class HttpProblem(Exception):  # noqa: N818 - an answer, not a fault
    """An answer other than success; raise it from any handler."""

    def __init__(
        self, status: int, code: str, detail: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(code)
        self.problem = Problem(status=status, code=code, title=HTTPStatus(status).phrase, detail=detail)
        self.headers = dict(headers or {})


def brake(throttle: Throttle, sender: str) -> None:
    """Refuse who has to wait.

    Raises:
        HttpProblem: 429.
    """
    wait = throttle.wait_seconds(sender)
    if wait:
        raise HttpProblem(429, "too_many", headers={"Retry-After": str(wait)})


def problem_response(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """Return a problem as a response that nobody caches."""
    return Response(
        msgspec.json.encode(problem),
        status_code=problem.status,
        headers={"Cache-Control": "no-store", **(headers or {})},
        media_type=PROBLEM_TYPE,
    )


async def on_problem(_: Request, error: Exception) -> Response:
    """Answer a raised `HttpProblem`."""
    assert isinstance(error, HttpProblem)
    return problem_response(error.problem, error.headers)


async def on_http_exception(_: Request, error: Exception) -> Response:
    """Answer what Starlette itself refuses (no such path, wrong method)."""
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    code = status.name.lower()
    return problem_response(Problem(status=status, code=code, title=status.phrase), error.headers)


async def on_storage_error(_: Request, error: Exception) -> Response:
    """Answer a store that is out of reach: try again."""
    logger.error("the store failed: %s", error)
    problem = Problem(status=503, code="store_unavailable", title="Service Unavailable")
    return problem_response(problem, {"Retry-After": RETRY_SECONDS})


async def on_fault(_: Request, __: Exception) -> Response:
    """Answer our own mistake without telling its insides (uvicorn logs the trace)."""
    return problem_response(Problem(status=500, code="fault", title="Internal Server Error"))


HANDLERS = {
    HttpProblem: on_problem,
    HTTPException: on_http_exception,
    StorageError: on_storage_error,
    Exception: on_fault,
}
"""For Starlette's `exception_handlers`."""
