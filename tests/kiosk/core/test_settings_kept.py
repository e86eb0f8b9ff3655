"""While a source cannot be read, what it said before counts; what is gone on purpose does not."""

import stat

import pytest

from kiosk.core import settings_kept
from kiosk.core.settings import Told
from kiosk.core.settings_order import read, remember


@pytest.fixture
def told(tmp_path):
    policy = tmp_path / "etc" / "kiosk.toml"
    policy.parent.mkdir()
    policy.write_text('[network]\nproxy = "http://till:geheim@proxy.store:3128"\n[idle]\nafter = 77\n')
    return Told(policy=policy)


@pytest.fixture
def data(tmp_path, told):
    folder = tmp_path / "tablet"
    folder.mkdir()
    (folder / "settings.toml").write_text("[sound]\nvolume = 20\n")
    remember(folder, told)
    return folder


def test_the_policy_and_the_settings_file_alike(data, told):
    told.policy.write_bytes(b"\xff\xfe")
    (data / "settings.toml").write_text("volume = [")
    decided = read(data, told)
    assert (decided.settings.idle.after, decided.settings.sound.volume) == (77, 20)
    assert decided.chosen["idle.after"].origin == "policy"
    assert decided.fixed("idle.after")
    assert (decided.unread, decided.findings) == ("", ["settings.policy", "settings.file"])
    assert all("what it said before counts" in fault.words for fault in decided.faults)


def test_what_is_broken_is_not_remembered_and_what_is_mended_is(data, told):
    told.policy.write_text("[idle]\nafter = 88")
    remember(data, told)
    told.policy.write_text("[idle")
    remember(data, told)
    assert read(data, told).settings.idle.after == 88


def test_a_file_that_is_gone_says_nothing(data, told):
    told.policy.unlink()
    assert read(data, told).settings.idle.after == 60
    remember(data, told)
    told.policy.mkdir()
    assert read(data, told).settings.idle.after == 60


def test_before_anything_was_read_nothing_is_known(tmp_path, told):
    told.policy.write_text("[idle")
    decided = read(tmp_path, told)
    assert decided.settings.idle.after == 60
    assert "nothing of it counts" in decided.unread


@pytest.mark.parametrize("content", [b"", b"[]", b'{"x":1}', b"\xff"])
def test_a_damaged_copy_is_none(data, told, content):
    (data / settings_kept.NAME).write_bytes(content)
    assert read(data, told).settings.idle.after == 77
    told.policy.write_text("[idle")
    assert read(data, told).settings.idle.after == 60


def test_what_is_kept_is_for_the_kiosk_alone_and_written_once(data, told):
    path = data / settings_kept.NAME
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.stat().st_ino
    remember(data, told)
    assert path.stat().st_ino == before
    remember(data / "nowhere", told)
    assert not (data / "nowhere").exists()
