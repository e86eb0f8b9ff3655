"""What was given to an import, opened: its files, and the folders in which pictures are looked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sync.hub.feeds.feed import FeedError
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.images import is_picture


class Opened(NamedTuple):
    """`files` in order of their names; `pictures` are folders with picture files."""

    files: list[FeedFile]
    pictures: list[Path]


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Open a file or a folder.

    Raises:
        FeedError: It is not there.
    """
    if path.is_dir():
        yield Opened(_in_folder(path), [path])
    elif path.is_file():
        yield Opened([FeedFile(path)], [path.parent])
    else:
        raise FeedError(f"{path} is not there")


def _in_folder(folder: Path) -> list[FeedFile]:
    return [
        FeedFile(path, path.relative_to(folder).as_posix())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not is_picture(path)
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
