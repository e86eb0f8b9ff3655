"""Single settings are changed, and nothing else of the file is."""

import pytest

from kiosk.core.settings import NAME, SettingsError
from kiosk.core.settings_file import change, changed
from kiosk.core.settings_order import read
from sync.protocol.tablet_settings import Idle, Night, Settings

WRITTEN = """\
# By IT, on a Tuesday.
brand = "olmaia"

[idle]   # quick shoppers
after = 60
warning = 30

[[scanners.serial]]
port = "/dev/ttyACM0"

[scanners.camera]
use = false
"""


@pytest.fixture
def written(tmp_path):
    (tmp_path / NAME).write_text(WRITTEN)
    return tmp_path


def test_a_value_changes_and_everything_else_stays(written):
    settings = change(written, {("idle", "after"): 90, ("scanners", "camera", "use"): True})
    assert (settings.idle, settings.scanners.camera.use) == (Idle(90, 30), True)
    assert read(written).settings == settings
    text = (written / NAME).read_text()
    assert text == WRITTEN.replace("after = 60", "after = 90").replace("use = false", "use = true")


def test_what_was_not_set_is_added_where_it_belongs(written):
    change(written, {("language",): "it", ("night", "begins"): 21, ("night", "ends"): 7})
    settings = read(written).settings
    assert (settings.language, settings.night, settings.brand) == ("it", Night(21, 7), "olmaia")
    assert settings.scanners.serial[0].port == "/dev/ttyACM0"
    assert "# By IT, on a Tuesday." in (written / NAME).read_text()


def test_a_folder_without_the_file_gets_one(tmp_path):
    assert change(tmp_path, {("sound", "volume"): 20}).sound.volume == 20
    assert read(tmp_path).settings == change(tmp_path, {})


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (WRITTEN, {("idle", "after"): 5}),
        (WRITTEN, {("idle", "forever"): True}),
        ("idle = { after = 60 }\n", {("idle", "after"): 90}),
        ("idle.after = 60\n", {("idle", "after"): 90}),
        ("not toml", {("brand",): "x"}),
    ],
)
def test_what_cannot_be_kept_is_refused_and_the_file_is_as_it_was(tmp_path, text, changes):
    (tmp_path / NAME).write_text(text)
    with pytest.raises(SettingsError):
        change(tmp_path, changes)
    assert (tmp_path / NAME).read_text() == text


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError):
        change(tmp_path / "file" / "below", {("brand",): "olmaia"})


def test_words_stand_as_they_are(tmp_path):
    assert change(tmp_path, {("brand",): 'Caffè "Blu"'}).brand == 'Caffè "Blu"'
    assert changed("", {}) == "\n"
    assert read(tmp_path).settings != Settings()
