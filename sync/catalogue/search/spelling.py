"""What was meant: words of the catalogue that differ from a typed one by a slip or two."""

import sqlite3
from collections.abc import Callable, Iterable

from sync.catalogue.search.tables import buckets

TWO_SLIPS_FROM, SURELY_FROM = 6, 8
"""Letters from which a word may hold two slips: first only for one that begins alike and is told in names or
traits, then for any; shorter ones hold one."""

TOLD = 1_000_000
"""What at least speaks for a word that stands in a name or a trait."""

STARTED_FROM = 5
"""Letters from which what is typed may be the beginning of a longer word, slip included."""

CLOSE = 24
"""Words of one kind of likeness that are looked at further."""

Others = Callable[[str], Iterable[str]]


def closest(
    connection: sqlite3.Connection, typed: str, weight: Callable[[str], int], others: Others, *, started: bool
) -> list[str]:
    """Return words that may have been meant, the likeliest first.

    `weight` says how much speaks for a word apart from its letters (0 = it finds nothing any more); `others`
    are words by bucket beside those of the products; `started` allows for words of which only the beginning
    was typed.
    """
    # Most of what is typed has no slip in it, and no first frame waits for who finds them.
    from rapidfuzz import process  # noqa: PLC0415
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    slips = 1 + (len(typed) >= TWO_SLIPS_FROM)
    words = _alike(connection, typed, others)
    found: dict[str, float] = {
        word: distance
        for word, distance, _ in process.extract(
            typed, words, scorer=OSA.distance, score_cutoff=slips, limit=CLOSE
        )
    }
    if started and len(typed) >= STARTED_FROM:
        for word, distance in _started(typed, [word for word in words if word[:1] == typed[:1]]):
            found[word] = min(distance + 0.5, found.get(word, distance + 0.5))
    ranked = [(distance + (word[0] != typed[0]) / 4, -weight(word), word) for word, distance in found.items()]
    return [word for far, weighs, word in sorted(ranked) if weighs and _is_likely(typed, word, far, -weighs)]


def _is_likely(typed: str, word: str, far: float, weight: int) -> bool:
    return far <= 1.5 or len(typed) >= SURELY_FROM or (word[0] == typed[0] and weight >= TOLD)  # noqa: PLR2004 - one slip


def _alike(connection: sqlite3.Connection, typed: str, others: Others) -> list[str]:
    found = dict[str, None]()
    for bucket in buckets(typed):
        rows = connection.execute("SELECT words FROM spelling WHERE bucket = ?", (bucket,)).fetchall()
        if rows:
            found.update(dict.fromkeys(rows[0][0].split()))
        found.update(dict.fromkeys(others(bucket)))
    return list(found)


def _started(typed: str, words: list[str]) -> list[tuple[str, float]]:
    """Return the longer words whose first letters are what was typed but for one slip."""
    from rapidfuzz import process  # noqa: PLC0415 - as above
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

    longer = [word for word in words if len(word) > len(typed)]
    starts = [word[: len(typed)] for word in longer]
    close = process.extract(typed, starts, scorer=OSA.distance, score_cutoff=1, limit=CLOSE)
    return [(longer[place], float(distance)) for _, distance, place in close]
