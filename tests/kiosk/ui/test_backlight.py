"""The light behind the screen goes off and comes back as it was."""

import logging

import pytest

from kiosk.ui.backlight import SET, Backlight, Hand


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

    return Backlight(do, lights)


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


def test_somebody_who_comes_while_it_is_going_off_gets_it_back(lights):
    """Who carries it out takes a while: the figures are the old ones until then."""
    asked = []
    backlight = Backlight(asked.append, lights)

    def carry_out():
        for command in asked:
            name, figure = command[len(SET) :]
            (lights / name / "brightness").write_text(f"{figure}\n")
        asked.clear()

    backlight.off()
    backlight.on()
    carry_out()
    assert figures(lights) == [180, 40]
    backlight.off()
    carry_out()
    backlight.on()
    backlight.off()
    backlight.on()
    carry_out()
    assert figures(lights) == [180, 40]


def test_a_machine_without_one_is_left_alone(tmp_path):
    done = []
    missing = Backlight(done.append, tmp_path / "none")
    missing.off()
    missing.on()
    assert not done


def test_programs_are_run_one_after_the_other(qtbot, tmp_path):
    hand, wrote = Hand(), tmp_path / "order"
    for word in ("off", "on"):
        hand(["sh", "-c", f"echo {word} >> {wrote}"])
    qtbot.waitUntil(lambda: wrote.exists() and wrote.read_text() == "off\non\n")


def test_a_program_that_is_missing_is_told_and_what_comes_later_is_tried(qtbot, tmp_path, caplog):
    hand, wrote = Hand(), tmp_path / "order"
    with caplog.at_level(logging.INFO):
        hand([str(tmp_path / "none"), "off"])
        qtbot.waitUntil(lambda: "there is no" in caplog.text)
    hand(["sh", "-c", f"echo on > {wrote}"])
    qtbot.waitUntil(lambda: wrote.exists() and wrote.read_text() == "on\n")


def test_the_kiosk_ends_when_all_is_done(qapp, tmp_path):
    hand, wrote = Hand(), tmp_path / "order"
    for word in ("off", "on"):
        hand(["sh", "-c", f"echo {word} >> {wrote}"])
    hand.finish()
    assert wrote.read_text() == "off\non\n"
