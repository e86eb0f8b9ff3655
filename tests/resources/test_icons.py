"""Icons are tinted by replacing the one colour they are drawn in."""

import re
from pathlib import Path

import pytest
from PySide6.QtSvg import QSvgRenderer

ICONS = sorted((Path(__file__).parents[2] / "resources" / "icons").glob("*.svg"))


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_is_drawn_in_black_alone(path: Path):
    colours = re.findall(r'(?:fill|stroke)="([^"]+)"', path.read_text())
    assert set(colours) <= {"#000000", "none"}
    assert "#000000" in colours


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_is_drawn_on_its_grid(qapp, path: Path):
    drawing = QSvgRenderer(str(path))
    assert drawing.isValid()
    assert drawing.viewBoxF().getRect() == (0, 0, *grid(path.stem))


def grid(name: str) -> tuple[int, int]:
    """Icons are square; the figure of the drawing to scale is a person in centimetres."""
    if name == "figure":
        return 56, 172
    return (20, 20) if name.startswith("stock-") else (24, 24)
