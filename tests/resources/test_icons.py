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
def test_an_icon_is_square_on_its_grid(qapp, path: Path):
    drawing = QSvgRenderer(str(path))
    assert drawing.isValid()
    grid = 20 if path.stem.startswith("stock-") else 24
    assert drawing.viewBoxF().getRect() == (0, 0, grid, grid)
