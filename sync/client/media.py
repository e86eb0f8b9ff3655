"""Pictures on the tablet, `media/<first two>/<sha256>-<rendition>.jpg`."""

import os
from pathlib import Path
from typing import NamedTuple

from sync.client.errors import Faulty

FOLDER = "media"

SIGNATURES = {".jpg": b"\xff\xd8\xff", ".png": b"\x89PNG\r\n\x1a\n"}
"""How the formats that the hub renders begin."""


class Item(NamedTuple):
    """One rendition of a picture: the SHA-256 of the original, and which size (`240`, `400` …)."""

    sha256: str
    rendition: str


class MediaCache:
    """The pictures that are here. Any thread may use it."""

    def __init__(self, data: Path) -> None:
        self._folder = data / FOLDER

    def path(self, sha256: str, rendition: str) -> Path | None:
        """Return where a rendition is, None when it is not here (yet)."""
        for suffix in SIGNATURES:
            path = self._path(sha256, rendition, suffix)
            try:
                # A power cut can leave a name without content.
                if path.stat().st_size:
                    return path
            except OSError:
                continue
        return None

    def store(self, item: Item, content: bytes) -> Path:
        """Keep a rendition; whoever looks sees the whole file or none.

        Raises:
            Faulty: It is no picture.
        """
        suffix = next((end for end, start in SIGNATURES.items() if content.startswith(start)), None)
        if suffix is None:
            raise Faulty(f"the hub sent something else than a picture for {item.rendition}")
        path = self._path(*item, suffix)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(f".{os.getpid()}.tmp")
        beside.write_bytes(content)
        beside.replace(path)
        return path

    def _path(self, sha256: str, rendition: str, suffix: str) -> Path:
        return self._folder / sha256[:2] / f"{sha256}-{rendition}{suffix}"
