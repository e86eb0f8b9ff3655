"""The light behind the screen goes off and comes back as it was."""

import pytest

from kiosk.ui.backlight import SET, Backlight


@pytest.fixture
def lights(tmp_path):
    for name, most, now in (("front", 255, 180), ("side", 100, 40)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "max_brightness").write_text(f"{most}\n")
        (tmp_path / name / "brightness").write_text(f"{now}\n")
    return tmp_path


@pytest.fixture
def backlight(lights):
    def do(command):
        assert tuple(command[: len(SET)]) == SET
        name, figure = command[len(SET) :]
        (lights / name / "brightness").write_text(f"{figure}\n")

    return Backlight(lights, do)


def figures(lights):
    return [int((lights / name / "brightness").read_text()) for name in ("front", "side")]


def test_it_comes_back_as_it_was(backlight, lights):
    backlight.off()
    assert figures(lights) == [0, 0]
    backlight.on()
    assert figures(lights) == [180, 40]


def test_one_that_another_kiosk_left_dark_gets_all_it_has(backlight, lights):
    (lights / "front" / "brightness").write_text("0\n")
    backlight.on()
    assert figures(lights) == [255, 40]


def test_a_machine_without_one_is_left_alone(tmp_path):
    done = []
    missing = Backlight(tmp_path / "none", done.append)
    missing.off()
    missing.on()
    assert not done
