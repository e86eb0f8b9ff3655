"""How loud and how quick the tablet reads: in steps, from a middle that every visit begins with."""

from typing import NamedTuple, Self

LEAST_LOUDNESS, MOST_LOUDNESS, LOUDER_BY = 20, 100, 10
SLOWEST, QUICKEST = -3, 3


class Manner(NamedTuple):
    """`loudness` in per cent of what the tablet can; `pace` in steps, 0 is usual, below it slower."""

    loudness: int = 60
    pace: int = 0

    def louder(self, steps: int) -> Self:
        """Return it louder by steps, quieter by negative ones; never silent.

        >>> Manner().louder(1).loudness, Manner(20).louder(-1).loudness, Manner(95).louder(1).loudness
        (70, 20, 100)
        """
        wanted = self.loudness + steps * LOUDER_BY
        return self._replace(loudness=max(LEAST_LOUDNESS, min(MOST_LOUDNESS, wanted)))

    def quicker(self, steps: int) -> Self:
        """Return it quicker by steps, slower by negative ones.

        >>> Manner().quicker(1).pace, Manner(pace=3).quicker(1).pace
        (1, 3)
        """
        return self._replace(pace=max(SLOWEST, min(QUICKEST, self.pace + steps)))

    @property
    def speed(self) -> float:
        """How quick, as a part of the usual: 0.6 to 1.6."""
        return (1 + self.pace * 0.2) if self.pace >= 0 else (1 + self.pace * 0.4 / 3)
