"""Pictures on the tablet, `media/<first two>/<sha256>-<rendition>.jpg`: as many as there is room for.

What nobody has looked at for longest goes first, whatever its size. What is fetched ahead never pushes out
what somebody looked at, and no picture takes the room that the shopper's list needs.
"""

import contextlib
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from sync.client.errors import Faulty, NoRoom
from sync.client.pictures.uses import Uses

FOLDER = "media"

SIGNATURES = {".jpg": b"\xff\xd8\xff", ".png": b"\x89PNG\r\n\x1a\n"}
"""How the formats that the hub renders begin."""

ENDINGS = {".jpg": b"\xff\xd9", ".png": b"IEND\xaeB`\x82"}
"""How they end: what has lost its end in a power cut is no picture."""

MOST_BYTES = 2 << 30
"""What all pictures may take: some 40,000 in the sizes that pages show."""

AHEAD_SHARE = 0.8
"""Share of it that may be filled ahead of anybody's wish."""

SLACK = 0.02
"""Share of it that is cleared beyond need, so that not every picture that comes makes another one go."""

SPARE = 256 << 20
"""Bytes of the disk that pictures leave free."""

HOUR = 3600


class Item(NamedTuple):
    """One rendition of a picture: the SHA-256 of the original, and which size (`240`, `400` …)."""

    sha256: str
    rendition: str


class MediaCache:
    """The pictures that are here. Any thread may use it."""

    def __init__(self, data: Path, most: int = MOST_BYTES, now: Callable[[], float] = time.time) -> None:
        """Keep up to `most` bytes; `now` is the wall clock."""
        self.folder = data / FOLDER
        self._most = most
        self._now = now
        self._seen: set[str] = set()
        self._lock = threading.Lock()

    @cached_property
    def uses(self) -> Uses:
        """The book of what is here; opened by whoever first keeps or clears something."""
        return Uses(self.folder)

    def close(self) -> None:
        """Close the book; who uses the pictures again opens it again."""
        with self._lock:
            if "uses" in self.__dict__:
                self._note_uses()
                self.uses.close()
                del self.uses

    def path(self, sha256: str, rendition: str) -> Path | None:
        """Return where a rendition is, None when it is not here (yet). Who asks looks at it."""
        for suffix in SIGNATURES:
            path = self._path(sha256, rendition, suffix)
            try:
                # A power cut can leave a name without content.
                if path.stat().st_size:
                    self._seen.add(path.name)
                    return path
            except OSError:
                continue
        return None

    def has(self, item: Item) -> bool:
        """Say whether a rendition is here, without looking at it."""
        return any(self._path(*item, suffix).exists() for suffix in SIGNATURES)

    def store(self, item: Item, content: bytes, *, ahead: bool = False) -> Path | None:
        """Keep a rendition; whoever looks sees the whole file or none.

        With `ahead` nobody has asked for it yet: then it is kept only where there is room anyway, else None
        is returned.

        Raises:
            Faulty: It is no picture.
            NoRoom: The disk is too full even without the other pictures.
        """
        suffix = _format(content)
        if suffix is None:
            raise Faulty(f"the hub sent something else than a picture for {item.rendition}")
        path = self._path(*item, suffix)
        with self._lock:
            if not self._make_room(len(content), ahead=ahead):
                return None
            _write(path, content)
            self.uses.add(path.name, len(content), self._hour())
        return path

    def discard(self, path: Path) -> None:
        """Let a picture go that turned out to be torn."""
        self.remove([path.name])

    def remove(self, names: Iterable[str]) -> None:
        """Let pictures go, by their file names."""
        gone = []
        for name in names:
            # One that is open somewhere (Windows) goes next time.
            with contextlib.suppress(OSError):
                (self.folder / name[:2] / name).unlink(missing_ok=True)
                gone.append(name)
        self.uses.remove(gone)

    def settle(self) -> None:
        """Write down what was looked at, and let the oldest go until the rest fits."""
        with self._lock:
            self._note_uses()
            self._free(self.uses.total() - self._most)

    def is_full_ahead(self) -> bool:
        """Say whether nothing more may be fetched ahead."""
        return self.uses.total() >= self._most * AHEAD_SHARE or self._disk_lacks(0) > 0

    def _make_room(self, size: int, *, ahead: bool) -> bool:
        total, lacking = self.uses.total(), self._disk_lacks(size)
        if ahead:
            return total + size <= self._most * AHEAD_SHARE and lacking <= 0
        excess = total + size - self._most
        if max(excess, lacking) > 0:
            self._note_uses()
            self._free(max(excess + int(self._most * SLACK), lacking))
            if self._disk_lacks(size) > SPARE:
                raise NoRoom("no picture can be kept: the disk is full")
        return True

    def _disk_lacks(self, size: int) -> int:
        """Return how many bytes more ought to be free on the disk for a picture of `size`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return size + SPARE - shutil.disk_usage(self.folder).free

    def _free(self, size: int) -> None:
        if size > 0:
            self.remove(self.uses.oldest(size))

    def _note_uses(self) -> None:
        seen, self._seen = self._seen, set()
        # A copy: whoever paints may just be adding to it.
        self.uses.touch(tuple(seen), self._hour())

    def _hour(self) -> int:
        return int(self._now() // HOUR)

    def _path(self, sha256: str, rendition: str, suffix: str) -> Path:
        return self.folder / sha256[:2] / f"{sha256}-{rendition}{suffix}"


def is_whole(path: Path) -> bool:
    """Say whether a picture has its beginning and its end."""
    beginning, ending = SIGNATURES[path.suffix], ENDINGS[path.suffix]
    with path.open("rb") as file:
        if file.read(len(beginning)) != beginning:
            return False
        file.seek(0, os.SEEK_END)
        if file.tell() < len(beginning) + len(ending):
            return False
        file.seek(-len(ending), os.SEEK_END)
        return file.read() == ending


def _format(content: bytes) -> str | None:
    return next((end for end, start in SIGNATURES.items() if content.startswith(start)), None)


def _write(path: Path, content: bytes) -> None:
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise NoRoom(f"a picture cannot be kept: {error.strerror}") from error
