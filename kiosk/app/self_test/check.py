"""One thing that is looked at, and what came of it."""

import time
from collections.abc import Callable

import msgspec

MILLISECONDS = 1000


class Fault(Exception):  # noqa: N818 - a state of the program's files
    """Something is missing or does not work; the message says what, for the person at the terminal."""


class Outcome(msgspec.Struct, frozen=True):
    """What came of a check: `found` says what is there, or what is wrong; `ms` is how long it took."""

    name: str
    ok: bool
    found: str
    ms: int


def look(name: str, check: Callable[[], str]) -> Outcome:
    """Make one check. Whatever it raises is its outcome: the others are made all the same."""
    begun = time.monotonic()
    try:
        ok, found = True, check()
    except Fault as fault:
        ok, found = False, str(fault)
    except Exception as error:  # noqa: BLE001 - what is broken in a broken program may raise anything
        ok, found = False, f"{type(error).__name__}: {error}"
    return Outcome(name, ok, found, round((time.monotonic() - begun) * MILLISECONDS))


def need(there: object, fault: str) -> None:
    """Raise what is wrong, unless something is there.

    Raises:
        Fault: It is not.
    """
    if not there:
        raise Fault(fault)
