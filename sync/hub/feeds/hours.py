"""Opening hours out of free text: structured only when every word of it is understood.

`Mon: 10-9:30; Sun: 11-7`, `Lun-Ven 9-13, 15:30-19:30; dom chiuso`, `月-金 10:00-20:00 定休日 日曜日`. Hours
without am and pm that go backwards (`10-9`) are of a twelve-hour clock, unless the text also has hours of the
other one. Where two readings are left, there is no hour that a person could be sent by.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from sync.hub.feeds.weekdays import DAY, DAYS, NOON, WORDS
from sync.protocol.products import Opening

HALF_DAY = 12
EARLIEST = 5 * 60
"""No shop opens before, unless it says am or writes 24 hours."""
SHORT, LONG = 60, 3 * 60
"""No shop opens for less than an hour; up to three hours may as well be twelve more (`8-11`)."""
MAX_TEXT = 500
MIDNIGHT = "23:59"
"""How `24:00` is kept: a time that every clock knows."""

FRENCH_SHORT = frozenset({"lu", "je", "ve"})
"""Beside these `di` is dimanche, elsewhere Dienstag: then nobody can tell."""

TIME = (
    r"(?P<hour>\d{1,2})(?:(?P<mark>[:.h時])(?P<minute>[0-5]\d)?分?(?!\d))?"
    r"\s*(?P<half>[ap](?:\.?m\.?)(?![a-z]))?(?:\s*(?P<clock>uhr|h)\b)?"
)
LISTED = "|".join(
    re.escape(word) for word in sorted(WORDS, key=len, reverse=True) if not word.isascii() or " " in word
)
TOKEN = re.compile(
    rf"(?P<words>24/7|24h/24|24 (?:hours|ore|stunden|horas|heures)|{LISTED})|{TIME}"
    r"|(?P<word>[^\W\d_]+(?:-feira)?)\.?|(?P<to>[-~])|(?P<and>[,/・、+&|])|(?P<pass>[;:()\s.])"
)


class _Token(NamedTuple):
    kind: str
    value: object


class _UncertainError(Exception):
    """Something is not understood, or can be read in two ways."""


def read_hours(text: str) -> list[Opening]:
    """Return the opening hours a text tells, in order of the week; [] when not all of it is certain.

    >>> read_hours("Sat: 10-9:30; Sun: closed")
    [Opening(day=5, opens='10:00', closes='21:30')]
    """
    if not text or len(text) > MAX_TEXT:
        return []
    try:
        ranges = _resolve(_Reader(_tokens(text)).read())
    except _UncertainError:
        return []
    return [Opening(day, _clock(opens), _clock(closes)) for day, opens, closes in ranges]


def join_days(cells: Mapping[int, str]) -> str:
    """Return one text of cells that each tell the hours of a weekday (0 = Monday)."""
    return "; ".join(f"{DAYS[day].split()[1]}: {cell}" for day, cell in sorted(cells.items()) if cell)


def _tokens(text: str) -> list[_Token]:
    text = re.sub("[\u2010-\u2015\u2212\u301c\uff5e]", "-", unicodedata.normalize("NFKC", text)).casefold()
    text = re.sub(r"[\u301c\uff5e~]", "-", text)
    tokens: list[_Token] = []
    place = 0
    while place < len(text):
        match = TOKEN.match(text, place)
        if not match:
            raise _UncertainError
        place = match.end()
        tokens += _token(match)
    words = set(re.findall(r"[a-z]+", text))
    if "di" in words and words & FRENCH_SHORT:
        raise _UncertainError
    return tokens


def _token(match: re.Match[str]) -> Iterable[_Token]:
    if match["hour"]:
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        if hour * 60 + minute > DAY:
            raise _UncertainError
        half = (match["half"] or "")[:1]
        certain = (
            hour > HALF_DAY or match["hour"].startswith("0") or match["clock"] or match["mark"] in {"h", "時"}
        )
        yield _Token("time", (hour * 60 + minute, half + "m" if half else "24" if certain else ""))
    elif match["words"] or match["word"]:
        kind, value = WORDS.get(match["words"] or match["word"], ("unknown", None))
        if kind == "unknown":
            raise _UncertainError
        if kind:
            yield _Token(kind, value)
    elif match["to"] or match["and"]:
        yield _Token("to" if match["to"] else "and", None)


class _Range(NamedTuple):
    days: tuple[int, ...]
    opens: tuple[int, str]
    closes: tuple[int, str]


class _Reader:
    """Reads days, then their hours, then days again."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._place = 0
        self._resting: set[int] = set()
        self._ranges: list[_Range] = []

    def read(self) -> list[_Range]:
        while self._kind():
            if self._kind() in {"and", "to"} and self._place:
                self._place += 1
                continue
            rest = self._take("rest")
            days = self._days()
            if rest:
                if not days:
                    raise _UncertainError
                self._resting.update(days)
            else:
                self._hours(days)
        everywhere = [found for found in self._ranges if not found.days]
        if everywhere and (not self._resting or len(everywhere) != len(self._ranges)):
            raise _UncertainError
        left = tuple(sorted(set(range(7)) - self._resting))
        return [found if found.days else found._replace(days=left) for found in self._ranges]

    def _kind(self) -> str:
        return self._tokens[self._place].kind if self._place < len(self._tokens) else ""

    def _take(self, kind: str) -> object:
        if self._kind() != kind:
            return None
        self._place += 1
        return self._tokens[self._place - 1].value or True

    def _days(self) -> tuple[int, ...]:
        days: list[int] = []
        while self._kind() == "days":
            days += self._some_days()
            if self._kind() == "and" and self._ahead() == "days":
                self._place += 1
        return tuple(dict.fromkeys(days))

    def _some_days(self) -> list[int]:
        first = self._tokens[self._place].value
        self._place += 1
        assert isinstance(first, tuple)
        if not (self._kind() == "to" and self._ahead() == "days"):
            return list(first)
        last = self._tokens[self._place + 1].value
        self._place += 2
        assert isinstance(last, tuple)
        if len(first) != 1 or len(last) != 1:
            raise _UncertainError
        return [(first[0] + step) % 7 for step in range((last[0] - first[0]) % 7 + 1)]

    def _hours(self, days: tuple[int, ...]) -> None:
        told = bool(self._place) and self._tokens[self._place - 1].kind == "days"  # also holidays alone
        if self._take("closed"):
            return
        if self._take("always"):
            self._ranges.append(_Range(days or tuple(range(7)), (0, "24"), (DAY, "24")))
            return
        if self._kind() != "time":
            raise _UncertainError
        while self._kind() == "time":
            found = _Range(days, *self._from_to())
            if days or not told:
                self._ranges.append(found)
            if self._kind() == "and" and self._ahead() == "time":
                self._place += 1

    def _from_to(self) -> tuple[tuple[int, str], tuple[int, str]]:
        opens = self._take("time")
        closes = self._take("to") and self._take("time")
        if not isinstance(opens, tuple) or not isinstance(closes, tuple):
            raise _UncertainError
        return opens, closes

    def _ahead(self) -> str:
        return self._tokens[self._place + 1].kind if self._place + 1 < len(self._tokens) else ""


def _resolve(ranges: list[_Range]) -> list[tuple[int, int, int]]:
    halves = {half for found in ranges for _, half in (found.opens, found.closes)}
    whole = "24" in halves
    if whole and halves & {"am", "pm"}:
        raise _UncertainError
    backwards = any(
        not found.opens[1] and not found.closes[1] and found.closes[0] < found.opens[0] for found in ranges
    )
    clock = _Clock(whole=whole, twelve=backwards and not whole)
    found = sorted((day, *clock.read(one.opens, one.closes)) for one in ranges for day in one.days)
    for (day, _, closes), (next_day, opens, _) in pairwise(found):
        if day == next_day and opens < closes:
            raise _UncertainError
    return found


class _Clock(NamedTuple):
    """The clock of a text: of 24 hours, surely of 12 since some hours go backwards, or of either."""

    whole: bool
    twelve: bool

    def read(self, opens: tuple[int, str], closes: tuple[int, str]) -> tuple[int, int]:
        """Return minutes since midnight."""
        ends = [end or DAY for end in self._readings(closes)]
        found = [(start, end) for start in self._readings(opens) for end in ends if end - start >= SHORT]
        if not opens[1]:
            found = [reading for reading in found if reading[0] >= EARLIEST]
        if len(found) > 1:
            found = self._likely(found)
        if len(found) != 1:
            raise _UncertainError
        return found[0]

    def _readings(self, told: tuple[int, str]) -> list[int]:
        minutes, half = told
        if half in {"am", "pm"}:
            if minutes >= NOON + 60:
                raise _UncertainError
            return [minutes % NOON + (NOON if half == "pm" else 0)]
        return [minutes] if half or self.whole else [minutes % NOON, minutes % NOON + NOON]

    def _likely(self, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """A shop opens in the morning where it can, and stays open for more than some hours.

        `10-9` is 10 to 21; `9-12` is a morning, `8-11` may be one, and `9-10` beside `10-9` is none.
        """
        first = min(start for start, _ in found)
        found = sorted(reading for reading in found if reading[0] == first)
        (_, end), *later = found
        if end == NOON or end - first > LONG or not later:
            return found[:1]
        return later if self.twelve and end - first <= 2 * SHORT else []


def _clock(minutes: int) -> str:
    return MIDNIGHT if minutes == DAY else f"{minutes // 60:02}:{minutes % 60:02}"


def weekday(word: str) -> int | None:
    """Return which weekday (0 = Monday) a column's name is, None when it is none."""
    kind, days = WORDS.get(word.casefold(), ("", None))
    return days[0] if kind == "days" and isinstance(days, tuple) and len(days) == 1 else None
