"""Writing a code as a picture file, for the commands that make codes."""

from pathlib import Path

from sync.protocol import symbols
from sync.protocol.symbols import Symbol

PICTURES = {".svg", ".png"}
PIXELS = 8
"""Pixels a module, so that a printed picture stays sharp."""


def write(symbol: Symbol, path: Path) -> None:
    """Write a code as `.svg` or `.png`, whichever the name ends with.

    Raises:
        OSError: It cannot be written.
    """
    if path.suffix.lower() == ".svg":
        path.write_text(symbols.svg(symbol), encoding="utf-8")
    else:
        symbols.picture(symbol, PIXELS).save(path)
