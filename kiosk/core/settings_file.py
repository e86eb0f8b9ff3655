"""Changing single settings in `settings.toml`: whole or not at all, and what IT wrote beside them stays."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from kiosk.core.settings import NAME, SettingsError
from sync.client.errors import IdentityError
from sync.client.identity import write_private
from sync.protocol.errors import UNREADABLE
from sync.protocol.tablet_settings import Settings
from sync.shapes import ready

HEADER = re.compile(r"^\s*\[+\s*([^\[\]]+?)\s*\]+\s*(#.*)?$")

Value = str | int | bool
Changes = Mapping[tuple[str, ...], Value]
"""Values by their path: `("idle", "after")` is the key `after` of the table `idle`."""


def change(data: Path, changes: Changes) -> Settings:
    """Write some values into the settings of a data folder; return all of them as they are then.

    Raises:
        SettingsError: A value is not allowed, the file is written in a way that this cannot keep up, or it
            cannot be written. It is as it was.
    """
    path = data / NAME
    try:
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        after = changed(before, changes)
        settings = msgspec.toml.decode(after, type=ready(Settings))
        _check(settings, changes)
        write_private(path, after.encode())
    except (OSError, IdentityError, *UNREADABLE) as error:
        raise SettingsError(f"{NAME}: {error}") from error
    return settings


def changed(text: str, changes: Changes) -> str:
    r"""Return a file's text with some values in place of those that it has, comments and order as they were.

    >>> changed("[idle]  # calm\nafter = 60\n", {("idle", "after"): 90, ("brand",): "vesperi"})
    'brand = "vesperi"\n[idle]  # calm\nafter = 90\n'
    """
    lines = text.splitlines()
    for (*tables, key), value in changes.items():
        _put(lines, ".".join(tables), key, value)
    return "\n".join(lines) + "\n"


def _put(lines: list[str], table: str, key: str, value: Value) -> None:
    line = f"{key} = {json.dumps(value, ensure_ascii=False)}"
    begins, ends = _span(lines, table)
    if begins is None:
        lines += ["", f"[{table}]", line]
        return
    place = re.compile(rf"^\s*{re.escape(key)}\s*=")
    found = next((at for at in range(begins, ends) if place.match(lines[at])), None)
    if found is None:
        lines.insert(begins, line)
    else:
        lines[found] = line


def _span(lines: list[str], table: str) -> tuple[int | None, int]:
    """Return where the keys of a table begin and end; None for one that is not there; '' is the top."""
    begins = None if table else 0
    for at, line in enumerate(lines):
        header = HEADER.match(line)
        if header and begins is not None:
            return begins, at
        if header and header[1] == table:
            begins = at + 1
    return begins, len(lines)


def _check(settings: Settings, changes: Changes) -> None:
    """Say no when a value did not come to stand where it was meant to: written another way it may."""
    for path, value in changes.items():
        found: object = settings
        for name in path:
            found = getattr(found, name)
        if found != value:
            raise ValueError(f"{'.'.join(path)} is set in another place; change it there")
