"""What a check found, and how a check says so."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

State = Literal["ok", "failed", "not applicable"]

S = TypeVar("S")


class ViolationError(Exception):
    """The rule does not hold; the message says what was seen."""


class NotApplicableError(Exception):
    """The rule cannot be tried here; the message says why."""


@dataclass(frozen=True)
class Check(Generic[S]):
    """One promise of one rule. `rule` is the number in the protocol, or the group for what has none.

    One that mostly `waits` is tried beside the others.
    """

    rule: str
    promise: str
    run: Callable[[S], Awaitable[None]]
    waits: bool = False


@dataclass(frozen=True)
class Finding:
    """How one check ended; `why` is empty when all is well."""

    rule: str
    promise: str
    state: State
    why: str = ""


def require(holds: object, seen: str) -> None:
    """Go on if something holds.

    Raises:
        ViolationError: It does not; `seen` says what was there instead.
    """
    if not holds:
        raise ViolationError(seen)
