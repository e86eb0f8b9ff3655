"""The file for a store's tablets: found on a stick or where the settings say, and not mistaken."""

from pathlib import Path

import pytest

from kiosk.core.enrolment_file import find, mounted
from kiosk.core.pairing import Fault
from sync.protocol import invitations
from sync.protocol.invitations import FILE_NAME, LONGEST_TEXT, Batch, Entry

BATCH = Batch(1, "https://hub.example", "milano", "2026-12-01T00:00:00+00:00", [Entry("A" * 26)])
OTHER = Batch(1, "https://hub.example", "torino", "2026-12-01T00:00:00+00:00", [Entry("B" * 26)])


def stick(root: Path, place: str, batch: Batch) -> Path:
    folder = root / place
    folder.mkdir(parents=True)
    (folder / FILE_NAME).write_text(invitations.write(batch))
    return folder


@pytest.mark.parametrize("place", ["media/STICK", "media/kiosk/STICK", "run/media/kiosk/STICK", "mnt/stick"])
def test_it_is_found_on_a_stick_wherever_linux_shows_that(tmp_path, place):
    folder = stick(tmp_path, place, BATCH)
    assert folder in mounted(tmp_path)
    assert find("", mounted(tmp_path)) == BATCH


def test_the_settings_go_before_a_stick(tmp_path):
    folder = stick(tmp_path, "media/STICK", OTHER)
    named = tmp_path / "own.json"
    named.write_text(invitations.write(BATCH))
    assert find(str(named), [folder]) == BATCH
    named.unlink()
    assert find(str(named), [folder]) == OTHER


def test_where_there_is_none_nothing_is_said(tmp_path):
    assert find("", [tmp_path, tmp_path / "gone"]) is None
    assert find(str(tmp_path)) is None, "a folder is no file"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("not JSON", Fault("file_wrong", FILE_NAME)),
        ("", Fault("file_wrong", FILE_NAME)),
        ("x" * (LONGEST_TEXT + 10), Fault("file_wrong", FILE_NAME)),
        ('{"handshake_version": 9}', Fault("tablet_old")),
        ('{"handshake_version": 0}', Fault("hub_old")),
    ],
)
def test_what_is_wrong_with_one_is_said(tmp_path, content, fault):
    (tmp_path / FILE_NAME).write_text(content)
    assert find("", [tmp_path]) == fault
