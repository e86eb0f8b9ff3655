"""All checks, in the order in which they are tried, and what is left to others."""

import asyncio
from collections.abc import Callable
from typing import NamedTuple

import httpx

from sync.hub.conformance import (
    access,
    counter,
    files,
    fleet,
    hints,
    identity,
    isolation,
    merging,
    once,
    order,
    people,
    profile,
    shoppers,
    wire,
)
from sync.hub.conformance.finding import Check, Finding, NotApplicableError, ViolationError
from sync.hub.conformance.stage import Stage

CHECKS: tuple[Check[Stage], ...] = (
    *once.CHECKS,
    *order.CHECKS,
    *merging.CHECKS,
    *isolation.CHECKS,
    *access.CHECKS,
    *people.CHECKS,
    *shoppers.CHECKS,
    *counter.CHECKS,
    *files.CHECKS,
    *fleet.CHECKS,
    *hints.CHECKS,
    # After the streams: a next start of the tablet ends those of the one before.
    *identity.CHECKS,
    *profile.CHECKS,
    *wire.CHECKS,
    *wire.LAST,
)


class Elsewhere(NamedTuple):
    """A rule that cannot be seen over HTTP."""

    rule: str
    why: str


ELSEWHERE = (
    Elsewhere("1", "needs the machine to be killed: make soak-kill does it to this hub"),
    Elsewhere("7", "is the tablet's: how often it asks"),
    Elsewhere("8", "is the tablet's: what it believes"),
    Elsewhere("14", "is the tablet's: how it applies an answer"),
    Elsewhere("15", "is the tablet's: when it calls itself online"),
    Elsewhere(
        "17", "that a backup put back and every tablet forget too is seen from inside: make test does it"
    ),
)

Progress = Callable[[Finding], None]


async def run(stage: Stage, progress: Progress) -> list[Finding]:
    """Try everything on a stage that is not open yet; `progress` is told each finding as it comes.

    Raises:
        ViolationError: No tablet could be enrolled, so nothing could be tried.
        httpx.HTTPError: Nobody answers there.
    """
    findings = []
    async with stage, asyncio.TaskGroup() as beside:
        waiting = {check: beside.create_task(attempt(check, stage)) for check in CHECKS if check.waits}
        for check in CHECKS:
            finding = await (waiting.get(check) or attempt(check, stage))
            findings.append(finding)
            progress(finding)
    return [*findings, *(Finding(rule, "", "not applicable", why) for rule, why in ELSEWHERE)]


async def attempt(check: Check[Stage], stage: Stage) -> Finding:
    """Try one promise."""
    try:
        await check.run(stage)
    except NotApplicableError as error:
        return Finding(check.rule, check.promise, "not applicable", str(error))
    except (ViolationError, httpx.HTTPError, ExceptionGroup) as error:
        return Finding(check.rule, check.promise, "failed", _why(error))
    return Finding(check.rule, check.promise, "ok")


def _why(error: Exception) -> str:
    """Return the first reason; of several at once the others follow from it.

    Raises:
        Exception: It is neither a broken rule nor a missing answer, but a mistake of the check.
    """
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
    if isinstance(error, ViolationError):
        return str(error)
    if isinstance(error, httpx.HTTPError):
        return f"no answer: {type(error).__name__} {error}".strip()
    raise error
