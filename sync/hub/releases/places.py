"""Where a hub has its releases, and where it serves them."""

from collections.abc import Iterator
from pathlib import Path

FOLDER = "releases"
"""In the hub's folder."""

METADATA = "metadata"
FILES = "targets"
KEYS = "keys"

ADDRESS = "/updates"

NEWEST = "timestamp.json"
"""What a tablet asks for first; all else is pointed to, step by step, from here."""


def files(data: Path) -> Iterator[Path]:
    """Go through the files of a hub's releases while they may change; `data` is the hub's folder.

    What points comes before what is pointed to, which is written first: so whoever copies them in this order
    copies nothing that points to what is not there.
    """
    folder = data / FOLDER
    newest = folder / METADATA / NEWEST
    if newest.is_file():
        yield newest
    for part in (METADATA, FILES, KEYS):
        for path in sorted((folder / part).rglob("*")):
            # Half-written files end in .tmp.
            if path != newest and path.suffix != ".tmp" and path.is_file():
                yield path
