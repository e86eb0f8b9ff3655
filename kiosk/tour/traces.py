"""What is left of a shopper on a disk: every file is looked through."""

from collections.abc import Iterable
from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
"""How a database or a toolkit may write a text."""


def on_disk(folders: Iterable[Path], texts: Iterable[str]) -> tuple[set[str], int]:
    """Return which of some texts can be read in folders, and how many files were looked through."""
    contents = [path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()]
    found = {text for text in texts if any(_holds(content, text) for content in contents)}
    return found, len(contents)


def _holds(content: bytes, text: str) -> bool:
    return any(text.encode(encoding) in content for encoding in ENCODINGS)
