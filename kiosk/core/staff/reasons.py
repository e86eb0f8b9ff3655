"""Why each of very many things is kept: for as long as anything still gives a reason."""

from collections import Counter
from collections.abc import Collection, Mapping


class Reasons:
    """Counts the reasons for each thing. What was touched is known without looking at all."""

    def __init__(self) -> None:
        self._groups: dict[str, dict[str, Collection[str]]] = {}
        self._counts: Counter[str] = Counter()
        self._touched: set[str] = set()

    def __contains__(self, thing: str) -> bool:
        """Say whether there is a reason to keep it."""
        return self._counts[thing] > 0

    def give(self, group: str, name: str, things: Collection[str]) -> None:
        """Let a reason of a group, by its name, stand for these things and no others any more."""
        known = self._groups.setdefault(group, {})
        before = known.pop(name, ())
        if things:
            known[name] = things
        if before != things:
            self._counts.update(things)
            self._counts.subtract(before)
            self._touched.update(things, before)

    def give_all(self, group: str, reasons: Mapping[str, Collection[str]]) -> None:
        """Let these be all reasons of a group."""
        for gone in self._groups.get(group, {}).keys() - reasons.keys():
            self.give(group, gone, ())
        for name, things in reasons.items():
            self.give(group, name, things)

    def touched(self) -> set[str]:
        """Return the things whose reasons changed since this was asked last."""
        touched, self._touched = self._touched, set()
        for thing in touched:
            if not self._counts[thing]:
                del self._counts[thing]
        return touched
