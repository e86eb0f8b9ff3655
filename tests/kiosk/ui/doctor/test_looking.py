"""What Qt finds broken: a font file that is none, pages that do not load, a port by its USB numbers."""

import shutil

import pytest

from kiosk.doctor.gathering import RESOURCES
from kiosk.ui import stage
from kiosk.ui.doctor import looking


@pytest.fixture
def fonts(tmp_path):
    """A folder with one font for Latin letters and one for Japanese."""
    for name in ("Inter-Regular.ttf", "NotoSansCJKJP-Regular.otf"):
        shutil.copy(RESOURCES / "fonts" / name, tmp_path)
    return tmp_path


def test_fonts_that_are_whole(qapp, fonts):
    assert looking._fonts(fonts) == ([], ["Inter", "Noto Sans CJK JP"], True)


def test_a_font_that_was_cut_short_is_named_and_its_letters_are_missed(qapp, fonts):
    broken = fonts / "NotoSansCJKJP-Regular.otf"
    broken.write_bytes(broken.read_bytes()[:1000])
    assert looking._fonts(fonts) == (["NotoSansCJKJP-Regular.otf"], ["Inter"], False)


def test_pages_that_do_not_load_are_named(qapp, tmp_path, monkeypatch):
    assert looking._pages() == ""
    broken = tmp_path / "Main.qml"
    broken.write_text("import QtQuick\nItem { width: }\n")
    monkeypatch.setattr(stage, "MAIN", broken)
    assert "Main.qml:2" in looking._pages()


@pytest.mark.parametrize(
    ("port", "place"),
    [("ttyS7", "/dev/ttyS7"), ("/dev/ttyACM0", "/dev/ttyACM0"), ("COM3", "COM3"), ("ffff:ffff", "")],
)
def test_where_a_port_is(port, place):
    assert looking._location(port) == place
