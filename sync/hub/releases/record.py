"""The record of what real devices have shown: `packaging/STAGING.md`, filled in, makes a release.

What is looked at is its shape: every row of the page is there, somebody stands behind each, and it names the
version and the sum of that version's `SHA256SUMS`. Whether what it says is true, only its writers know.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from sync.hub.releases.keys import ReleaseError

FACTS: Final = ("Version", "Device", "System", "Scanner", "Who, when")
"""How the rows of the first table begin."""

ROWS: Final[Mapping[str, int]] = MappingProxyType(
    {"Install and look": 8, "Everybody can use it": 5, "Nobody gets out": 3, "It lives": 5}
)
"""How many rows each part of the page has."""

SUM = re.compile(r"\b[0-9a-f]{64}\b")
RULE = re.compile(r"[-: ]*")
SHOWN = 5
LARGEST = 1 << 20


class Record(NamedTuple):
    """What a filled-in record says: its version, and the sums of the programs that were tried."""

    version: str
    sums: frozenset[str]


def read(path: Path, version: str) -> Record:
    """Read the record of a version.

    Raises:
        ReleaseError: It cannot be read, is another version's, or is not filled in; the message says where.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise ReleaseError(f"{path} is too large for a record")
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        why = (isinstance(error, OSError) and error.strerror) or "it is no text"
        raise ReleaseError(f"{path} cannot be read: {why}") from error
    facts, parts = _tables(text)
    if gaps := [*_missing(facts), *_short(parts), *_unseen(parts)]:
        more = f" and {len(gaps) - SHOWN} more" if len(gaps) > SHOWN else ""
        raise ReleaseError(f"{path} is not filled in: {'; '.join(gaps[:SHOWN])}{more}")
    said = next(value for name, value in facts.items() if name.startswith(FACTS[0]))
    if not re.search(rf"(?<![\w.]){re.escape(version)}(?![\w.]*\w)", said):
        raise ReleaseError(f"{path} is the record of another version: {said}")
    sums = frozenset(SUM.findall(said))
    if not sums:
        raise ReleaseError(f"{path} names no sum of a SHA256SUMS beside the version")
    return Record(version, sums)


def _tables(text: str) -> tuple[dict[str, str], dict[str, list[tuple[str, str]]]]:
    """Return the facts at the top, and by part what was tried with who has seen it."""
    facts: dict[str, str] = {}
    parts: dict[str, list[tuple[str, str]]] = {}
    part = ""
    for line in text.splitlines():
        if line.startswith("## "):
            part = line.removeprefix("## ").strip()
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if not cells or RULE.fullmatch("".join(cells)) or cells[0] == "try":
            continue
        if part:
            parts.setdefault(part, []).append((cells[0], cells[2] if len(cells) > 2 else ""))  # noqa: PLR2004 - try, see, seen by
        else:
            facts[cells[0]] = cells[1] if len(cells) > 1 else ""
    return facts, parts


def _missing(facts: Mapping[str, str]) -> list[str]:
    filled = [name for name, value in facts.items() if value]
    return [each for each in FACTS if not any(name.startswith(each) for name in filled)]


def _short(parts: Mapping[str, list[tuple[str, str]]]) -> list[str]:
    return [
        f"“{part}” has {len(parts.get(part, []))} of {count} rows"
        for part, count in ROWS.items()
        if len(parts.get(part, [])) < count
    ]


def _unseen(parts: Mapping[str, list[tuple[str, str]]]) -> list[str]:
    return [f"nobody has seen “{tried}”" for rows in parts.values() for tried, seen in rows if not seen]
