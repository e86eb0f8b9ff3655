"""Picture files beside a feed: found by what its rows call them, never outside the given folders."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif"})

VIEWS = {
    "main": "front",
    "front": "front",
    "back": "back",
    "side": "side",
    "detail": "detail",
    "alt": "other",
}
"""Last word of a file's name, digits aside, to the view it shows."""


class ImageIndex:
    """Picture files. Only these can be found, so no reference leads anywhere else."""

    def __init__(self, *folders: Path) -> None:
        """Index folders with all folders below them; symbolic links are not followed."""
        self._by_name: dict[str, list[Path]] = defaultdict(list)
        self._used: set[Path] = set()
        for path in dict.fromkeys(path for folder in folders for path in _below(folder)):
            self._by_name[path.name.casefold()].append(path)

    def __len__(self) -> int:
        """How many files there are."""
        return sum(map(len, self._by_name.values()))

    def find(self, reference: str) -> Path | None:
        """Return the file meant by `/m/h/mh01.jpg`: whose path ends so, else the only one so named.

        An address is a reference too: its path counts.
        """
        parts = _parts(reference)
        if not parts:
            return None
        named = self._by_name.get(parts[-1], [])
        ending = [path for path in named if [part.casefold() for part in path.parts[-len(parts) :]] == parts]
        found = ending or (named if len(named) == 1 else [])
        self._used.update(found[:1])
        return found[0] if found else None

    def unused(self) -> list[Path]:
        """Return the files that nothing has asked for, in order of their paths."""
        return sorted(path for paths in self._by_name.values() for path in paths if path not in self._used)


def view_of(path: Path) -> str:
    """Return which view a file shows, from the last word of its name.

    >>> view_of(Path("mh01-gray_alt1.jpg"))
    'other'
    """
    words = re.findall(r"[^\W\d_]+", path.stem.casefold())
    return VIEWS.get(words[-1], "front") if words else "front"


def is_picture(path: Path) -> bool:
    """Tell whether a file's name is that of a picture."""
    return path.suffix.casefold() in SUFFIXES


def _below(folder: Path) -> Iterator[Path]:
    found: Iterable[Path] = sorted(folder.rglob("*")) if folder.is_dir() else []
    for path in found:
        if is_picture(path) and path.is_file() and not path.is_symlink():
            yield path


def _parts(reference: str) -> list[str]:
    try:
        path = unquote(urlsplit(reference).path) if "://" in reference else reference
    except ValueError:
        return []
    return [part.casefold() for part in path.replace("\\", "/").split("/") if part.strip() not in {"", "."}]
