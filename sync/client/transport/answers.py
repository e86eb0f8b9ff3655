"""What an answer means: the hub's own word, or something else that answered in its place."""

from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TypeVar

import httpx
import msgspec

from sync.client.errors import Faulty, Gone, HubError, Offline, Refused
from sync.protocol.errors import PROBLEM_TYPE, UNREADABLE, Problem
from sync.shapes import ready

LONGEST_RETRY_AFTER = 300.0

T = TypeVar("T")


async def check(response: httpx.Response) -> None:
    """Read an error answer and raise what it means, as `raise_for`."""
    if not response.is_success:
        await response.aread()
    raise_for(response)


def raise_for(response: httpx.Response) -> None:
    """Raise what an error answer means, once it is read.

    Raises:
        HubError: The child that says whose turn it is; `Offline` where it is not the hub that answered.
    """
    if response.is_success:
        return
    problem = _problem(response)
    retry_after = _retry_after(response)
    if problem is None:
        raise Offline(f"status {response.status_code}, and not from the hub", retry_after)
    raise _meaning(problem, retry_after)


def _meaning(problem: Problem, retry_after: float) -> HubError:
    """Say whose turn it is."""
    status, text = problem.status, f"{problem.status} {problem.code} {problem.detail}".strip()
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return Refused(text, problem.code, retry_after)
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return Gone(text, problem.code)
    if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR and status not in {
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.TOO_MANY_REQUESTS,
    }:
        return Faulty(text, problem.code)
    return Offline(text, retry_after, problem.code)


def _problem(response: httpx.Response) -> Problem | None:
    """Return the problem that the hub states; None for what a proxy or the page of a network answers.

    Only the hub's own word counts: a page of somebody else must neither end a visit nor hold back operations.
    """
    if media_type(response) != PROBLEM_TYPE:
        return None
    try:
        return msgspec.json.decode(response.content, type=ready(Problem))
    except UNREADABLE:
        return None


def media_type(response: httpx.Response) -> str:
    """Return the media type of an answer, in small letters and without parameters; '' where it has none."""
    text: str = response.headers.get("content-type", "")
    return text.partition(";")[0].strip().lower()


def _retry_after(response: httpx.Response) -> float:
    """Return for how many seconds we are sent away, 0 if for none (RFC 9110 section 10.2.3)."""
    text = response.headers.get("retry-after", "")
    seconds = float(text) if text.isdecimal() else _seconds_until(text, response.headers.get("date", ""))
    return min(max(seconds, 0.0), LONGEST_RETRY_AFTER)


def _seconds_until(moment: str, now: str) -> float:
    """Return the time between two dates of the hub's: our own clock may be wrong."""
    try:
        return (parsedate_to_datetime(moment) - parsedate_to_datetime(now)).total_seconds()
    except (ValueError, TypeError):
        return 0.0


def decode(response: httpx.Response, struct: type[T]) -> T:
    """Return what an answer says.

    Raises:
        Offline: It is not as agreed.
    """
    return parse(response.content, struct)


def parse(content: bytes, struct: type[T]) -> T:
    """Return what some JSON says.

    Raises:
        Offline: It is not as agreed: it comes from somebody else than the hub, a proxy or a captive page.
    """
    try:
        return msgspec.json.decode(content, type=ready(struct))
    except UNREADABLE as error:
        raise Offline(f"this was not the hub's answer: {error}") from error
