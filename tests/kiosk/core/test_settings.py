"""Settings of a tablet: defaults that work, errors that say what to change."""

import pytest

from kiosk.core.settings import (
    Camera,
    Idle,
    Network,
    Panel,
    SerialPort,
    Settings,
    SettingsError,
    Told,
    load,
    panel_scale,
)


def test_a_folder_without_settings_has_the_defaults(tmp_path):
    assert load(tmp_path) == Settings()


def test_what_is_set_is_read(tmp_path):
    (tmp_path / "settings.toml").write_text(
        'language = "ja"\n[panel]\ndiagonal_mm = 257\n[idle]\nafter = 90\n'
    )
    assert load(tmp_path) == Settings(language="ja", panel=Panel(257), idle=Idle(after=90))


def test_the_command_line_names_another_cache_than_the_file(tmp_path):
    (tmp_path / "settings.toml").write_text('[network]\ncache = "https://cache.store"\nspread = 5\n')
    settings = load(tmp_path)
    assert settings.with_told(Told()).network == Network(cache="https://cache.store", spread=5)
    assert settings.with_told(Told("https://other")).network == Network(cache="https://other", spread=5)


def test_the_command_line_names_another_brand_than_the_file(tmp_path):
    (tmp_path / "settings.toml").write_text('brand = "olmaia"\n')
    settings = load(tmp_path)
    assert settings.with_told(Told()).brand == "olmaia"
    assert settings.with_told(Told(brand="vesperi")).brand == "vesperi"


def test_scanners_are_set_up_by_port(tmp_path):
    (tmp_path / "settings.toml").write_text(
        '[[scanners.serial]]\nport = "0c2e:0b6a"\n[[scanners.serial]]\nport = "COM3"\nbaud = 115200\n'
        "[scanners.camera]\nuse = true\n"
    )
    scanners = load(tmp_path).scanners
    assert scanners.serial == [SerialPort("0c2e:0b6a"), SerialPort("COM3", baud=115200)]
    assert scanners.camera == Camera(use=True)


@pytest.mark.parametrize("text", ["brandd = 'x'", "[panel]\ndiagonal_mm = -1", "no toml", "# caf\xe9"])
def test_a_faulty_file_is_refused_by_name(tmp_path, text):
    (tmp_path / "settings.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(SettingsError, match=r"settings\.toml"):
        load(tmp_path)


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
