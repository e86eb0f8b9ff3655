"""What was found, as a code with the values of its words; the words are in resources/i18n/doctor."""

from typing import Literal

import msgspec

Level = Literal["ok", "warn", "bad", "unknown"]
LEVELS: tuple[Level, ...] = ("bad", "warn", "unknown", "ok")
"""The one that needs somebody most comes first."""


class Finding(msgspec.Struct, frozen=True):
    """One finding.

    `code` is the check with what it found (`clock.fast`); `values` fill in its words, `count` counts in them.
    Neither ever tells of a person or holds a secret: findings travel to the hub and into mails.
    """

    code: str
    level: Level
    values: tuple[str, ...] = ()
    count: int | None = None

    @property
    def check(self) -> str:
        """Which check found it."""
        return self.code.partition(".")[0]


def ok(code: str, *values: object) -> Finding:
    """Return that something is as it should be."""
    return Finding(code, "ok", _texts(values))


def warn(code: str, *values: object, count: int | None = None) -> Finding:
    """Return what will need somebody, or serves less well than it could."""
    return Finding(code, "warn", _texts(values), count)


def bad(code: str, *values: object, count: int | None = None) -> Finding:
    """Return what needs somebody now."""
    return Finding(code, "bad", _texts(values), count)


def unknown(code: str, *values: object) -> Finding:
    """Return what cannot be said from here."""
    return Finding(code, "unknown", _texts(values))


def worst(findings: list[Finding]) -> Level:
    """Return the level of the finding that needs somebody most."""
    return min((finding.level for finding in findings), key=LEVELS.index, default="ok")


def _texts(values: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(str(value) for value in values)
