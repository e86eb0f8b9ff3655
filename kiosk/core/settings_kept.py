"""The last good word of this machine's own sources: what counts while one of them cannot be read.

A policy that somebody saved with a slip of the pen, or without the right to read it, says nothing. Until it
is mended the tablet goes by what it said before, also after a restart; `vetrina doctor` tells of it.
"""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from kiosk.core.settings_layers import Layer
from sync.client.errors import IdentityError
from sync.client.identity import write_private
from sync.protocol.errors import UNREADABLE
from sync.shapes import ready

NAME = "settings-kept.json"
SOURCES = frozenset({"policy", "file"})
"""What is written on this machine; what the hub gave is kept apart, with its signature."""

log = logging.getLogger(__name__)


class Said(msgspec.Struct, frozen=True):
    """What a source said when it could be read last."""

    values: dict[str, Any]
    texts: bool = False


def remember(data: Path, layers: Iterable[Layer]) -> None:
    """Keep in a tablet's folder what can be read now, beside what was kept of the rest."""
    before = _kept(data)
    now = dict(before)
    for layer in layers:
        if layer.origin in SOURCES and not layer.unread:
            now[layer.place] = Said(dict(layer.values), layer.texts)
    written = msgspec.json.encode(now)
    # What no JSON holds (a moment of TOML) comes back as a text, and is judged as one.
    if written == msgspec.json.encode(before) or not data.is_dir():
        return
    try:
        write_private(data / NAME, written)
    except IdentityError as error:
        log.warning("the settings are not kept for a bad day: %s", error)


def instead(data: Path, layer: Layer) -> Layer:
    """Return a source as it is; with what it said before where it cannot be read."""
    if layer.origin not in SOURCES or not layer.unread:
        return layer
    said = _kept(data).get(layer.place)
    return layer._replace(values=said.values, texts=said.texts, kept=True) if said else layer


def _kept(data: Path) -> dict[str, Said]:
    try:
        return msgspec.json.decode((data / NAME).read_bytes(), type=ready(dict[str, Said]))
    except (OSError, *UNREADABLE):
        return {}
