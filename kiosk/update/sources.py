"""Where releases come from: the hub or a mirror over HTTP, a folder in the store, or one file on a stick.

Wherever it is, it is a repository with `metadata/` and `targets/`, and nothing about it is trusted: what is
fetched is verified by whoever fetches.
"""

import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from sync.client.errors import Gone, HubError, Offline
from sync.client.way import STRAIGHT, Way

BLOCK = 1 << 18


class Source(Protocol):
    """A repository of releases."""

    def blocks(self, name: str, start: int = 0) -> Iterator[bytes]:
        """Return what a file of it holds after so many bytes, piece by piece.

        `name` is `metadata/…` or `targets/…`.

        Raises:
            Gone: There is no such file.
            Offline: It is out of reach, or too slow.
        """


class Folder:
    """A repository in a folder: on a stick, or on the store's own server."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def blocks(self, name: str, start: int = 0) -> Iterator[bytes]:
        """Return what a file holds after so many bytes."""
        try:
            with (self._path / name).open("rb") as file:
                file.seek(start)
                while block := file.read(BLOCK):
                    yield block
        except FileNotFoundError as error:
            raise Gone(f"{name} is not in {self._path}") from error
        except OSError as error:
            raise Offline(f"{self._path / name}: {error.strerror}") from error


class OneFile:
    """A repository in one file, as `vetrina-hub release pack` writes it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def blocks(self, name: str, start: int = 0) -> Iterator[bytes]:
        """Return what a file holds after so many bytes."""
        try:
            with tarfile.open(self._path, "r:") as tar:
                file = tar.extractfile(name)
                if file is None:
                    raise Gone(f"{name} is no file in {self._path}")
                file.seek(start)
                while block := file.read(BLOCK):
                    yield block
        except KeyError as error:
            raise Gone(f"{name} is not in {self._path}") from error
        except (OSError, tarfile.TarError) as error:
            raise Offline(f"{self._path} cannot be read: {error}") from error


def at(place: str, way: Way = STRAIGHT) -> Source:
    """Return the source at a place: an address, which is reached on a way, a folder or a file.

    Raises:
        HubError: There is nothing of the kind.
    """
    if place.startswith(("https://", "http://")):
        from sync.client.transport.repository import Repository  # noqa: PLC0415 - loads the HTTP library

        return Repository(place, way=way)
    path = Path(place)
    if path.is_dir():
        return Folder(path)
    if path.is_file():
        return OneFile(path)
    raise HubError(f"{place} is neither an address nor a folder or file that is there")
