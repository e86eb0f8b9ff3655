"""The layout's scale: controls keep their size on every panel."""

import pytest

from kiosk.core.settings import panel_scale
from sync.protocol.tablet_settings import Panel


@pytest.mark.parametrize(
    ("diagonal", "width", "height", "scale"),
    [
        (0, 1920, 1080, 1.0),
        (257, 1280, 800, 1.0),
        (257, 2560, 1600, 1.997),
        (800, 1920, 1080, 0.75),
        (100, 1920, 1200, 1.5),
    ],
)
def test_controls_keep_their_size_in_millimetres(diagonal, width, height, scale):
    assert panel_scale(Panel(diagonal), width, height) == pytest.approx(scale, abs=0.005)
