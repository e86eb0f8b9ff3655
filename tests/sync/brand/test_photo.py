from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from kiosk.ui.pictures.samples import sample
from sync.brand import BrandError
from sync.brand.photo import check_photo

WHITE = "#FFFFFF"


def save(path: Path, *, wall: str, window: tuple[int, int, int, int] | None = None) -> Path:
    picture = Image.new("RGB", (640, 400), wall)
    if window:
        ImageDraw.Draw(picture).rectangle(window, fill="#FFF4DC")
    picture.save(path)
    return path


def test_a_dark_wall_carries_white_words(tmp_path: Path) -> None:
    assert check_photo(save(tmp_path / "dark.png", wall="#2F4A40"), WHITE, sample) == pytest.approx(
        9.6, abs=0.3
    )


def test_a_bright_wall_is_refused_with_its_ratio(tmp_path: Path) -> None:
    with pytest.raises(BrandError, match=r"bright\.png is hard to read on: #FFFFFF has contrast 1\.\d"):
        check_photo(save(tmp_path / "bright.png", wall="#E6E3DB"), WHITE, sample)


def test_light_away_from_the_words_does_no_harm(tmp_path: Path) -> None:
    photo = save(tmp_path / "lamp.png", wall="#2F4A40", window=(400, 0, 639, 399))
    assert check_photo(photo, WHITE, sample) > 4.5


def test_a_window_behind_the_small_lines_is_found(tmp_path: Path) -> None:
    photo = save(tmp_path / "window.png", wall="#2F4A40", window=(40, 155, 180, 190))
    with pytest.raises(BrandError, match="hard to read"):
        check_photo(photo, WHITE, sample)


def test_dark_words_are_judged_on_the_darkest_parts(tmp_path: Path) -> None:
    with pytest.raises(BrandError, match="hard to read"):
        check_photo(save(tmp_path / "dark.png", wall="#2F4A40"), "#1E2421", sample)


def test_a_photo_that_is_none_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "note.jpg"
    path.write_text("not a picture")
    with pytest.raises(BrandError, match=r"note\.jpg cannot be read"):
        check_photo(path, WHITE, sample)
