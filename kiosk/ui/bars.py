"""Bars as an outline, beside `qr`: for tills whose scanners have a laser and read no squares."""

from typing import NamedTuple

from sync.protocol import symbols


class BarsOutline(NamedTuple):
    """An SVG path of dark bars, one unit high, over `modules` units; `quiet` stay white on both sides."""

    path: str
    modules: int
    quiet: int


def outline(text: str) -> BarsOutline:
    """Draw a text as Code 128; '' gives an empty outline."""
    if not text:
        return BarsOutline("", 0, 0)
    symbol = symbols.code_128(text)
    path = "".join(f"M{run.start} 0H{run.start + run.length}V1H{run.start}Z" for run in symbol.runs())
    return BarsOutline(path, symbol.width, symbol.quiet)
