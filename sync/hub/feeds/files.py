"""The files of one import as readers see them: plain files on disk, whatever they came wrapped in."""

from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path

from sync.hub.feeds.tables import NoTableError, Table, open_table

HEAD = 1 << 16
"""Bytes of a file that tell what it is."""


class FeedFile:
    """One file. `name` is what reports call it: its path inside the folder or archive that was given."""

    def __init__(self, path: Path, name: str = "") -> None:
        self.path = path
        self.name = name or path.name

    @property
    def head(self) -> bytes:
        """The first 64 KiB."""
        found = self.path.stat()
        return _head(self.path, found.st_size, found.st_mtime_ns)

    @cached_property
    def table(self) -> Table | None:
        """How to read it as a table with a header, None when it is none."""
        try:
            return open_table(self.path, self.name)
        except NoTableError:
            return None

    @cached_property
    def modified(self) -> datetime:
        """When it was last written: what it says of stock is not newer."""
        return datetime.fromtimestamp(self.path.stat().st_mtime, UTC)

    def __repr__(self) -> str:
        return f"FeedFile({self.name!r})"


@lru_cache(maxsize=64)
def _head(path: Path, _size: int, _written: int) -> bytes:
    """Return a file's beginning; only some are kept, because a folder may hold very many files."""
    with path.open("rb") as file:
        return file.read(HEAD)
