"""What the world saw with its own eyes: every tap that was acknowledged, every word that was told."""

from typing import Any, NamedTuple

import msgspec

from sync.protocol.lists import ShoppingList
from tests.sim.machine import Machine


class Tap(NamedTuple):
    """An operation that a tablet acknowledged."""

    tablet: str
    op: str
    visit: str
    scope: str
    args: dict[str, Any]


class Record:
    """Kept outside of all machines, so it survives them."""

    def __init__(self) -> None:
        self.taps: dict[str, Tap] = {}
        self.refusals: dict[str, str] = {}
        self.planted: dict[str, list[str]] = {}
        self.finishing: dict[str, str] = {}
        self.finished: dict[str, str] = {}
        self.stock: dict[str, bytes] = {}
        self.counting: dict[str, list[bytes]] = {}

    def tapped(self, tablet: str, op: str, visit: str, scope: str, verb: msgspec.Struct) -> None:
        """Note an acknowledged tap."""
        self.taps[op] = Tap(tablet, op, visit, scope, msgspec.to_builtins(verb))

    def counts(self, variant: str, body: bytes) -> None:
        """Note a count that is on its way: should it never be acknowledged, it may stand all the same."""
        self.counting.setdefault(variant, []).append(body)

    def counted(self, variant: str, body: bytes) -> None:
        """Note a count that was acknowledged."""
        self.counting[variant].remove(body)
        self.stock[variant] = body

    def shown(self, op: str, reason: str) -> None:
        """Note a refusal that the shopper was told of."""
        self.refusals[op] = reason

    def plant(self, visit: str, words: str) -> None:
        """Note words that may not be found on the tablet once the visit is over."""
        self.planted.setdefault(visit, []).append(words)

    def ending(self, visit: str, why: str) -> None:
        """Note that a visit is being ended."""
        self.finishing.setdefault(visit, why)

    def ended(self, tablet: str, visit: str) -> None:
        """Note that a visit was wiped, as far as the tablet says."""
        self.finished[visit] = tablet


class Pace:
    """How often tablets ask: never sooner than the back-off allows."""

    def __init__(self, now: Any, first: float, longest: float) -> None:
        self.faults: list[str] = []
        self._now = now
        self._first, self._longest = first, longest
        self._failures: dict[tuple[Machine, str], int] = {}
        self._not_before: dict[tuple[Machine, str], float] = {}

    def begins(self, machine: Machine, errand: str) -> None:
        """Note that a tablet asks for news, or sends what waits."""
        early = self._not_before.get((machine, errand), 0.0) - self._now()
        if early > 1e-6:
            self.faults.append(f"{machine.name} wants to {errand} {early:.3f} s before its back-off is over")

    def failed(self, machine: Machine, errand: str, asked: float) -> None:
        """Note a try in vain; half of each delay is the least that jitter leaves."""
        key = (machine, errand)
        failures = self._failures[key] = self._failures.get(key, 0) + 1
        wait = min(self._longest, self._first * 2 ** (failures - 1)) / 2
        self._not_before[key] = self._now() + max(wait, asked)

    def worked(self, machine: Machine, errand: str) -> None:
        """Note an answer."""
        self._failures.pop((machine, errand), None)
        self._not_before.pop((machine, errand), None)


def pieces(document: ShoppingList) -> dict[str, int]:
    """Return the quantity of each line as its history tells it."""
    found: dict[str, int] = {}
    for entry in document.history:
        if entry.line:
            found[entry.line] = found.get(entry.line, 0) + entry.delta
    return found
