"""Where the time goes: the functions of an act that take the most of it themselves."""

import cProfile
import pstats
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from rows import Row

ROOT = Path(__file__).resolve().parents[2]
SHOWN = 8


def explained(row: Row, act: Callable[[], object]) -> Row:
    """Return a row, with where the time of its act goes when it missed its target."""
    return row if row.met else replace(row, profile=where(act))


def where(act: Callable[[], object]) -> tuple[str, ...]:
    """Run an act once more under the profiler; one line a function, the dearest first."""
    profiler = cProfile.Profile()
    profiler.runcall(act)
    return dearest(pstats.Stats(profiler))


def dearest(stats: pstats.Stats) -> tuple[str, ...]:
    """Return the functions of a profile with their share of its time."""
    whole = sum(own for _, _, own, _, _ in stats.stats.values())
    ranked = sorted(stats.stats.items(), key=lambda item: item[1][2], reverse=True)
    return tuple(
        f"{own / whole:.0%} {_name(place)} ({calls} calls)" for place, (_, calls, own, _, _) in ranked[:SHOWN]
    )


def _name(place: tuple[str, int, str]) -> str:
    file, _, function = place
    if file in {"~", ""}:
        return function
    path = Path(file)
    return f"{path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name}:{function}"
