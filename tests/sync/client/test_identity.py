import os
import stat

import pytest

from sync.client.errors import IdentityError
from sync.client.identity import NAME, load, move, save
from tests.fakes import FakeHub


def test_an_identity_is_kept_for_its_owner_only(tmp_path):
    identity = FakeHub().identity()
    assert load(tmp_path) is None
    save(tmp_path, identity)
    save(tmp_path, identity)
    assert load(tmp_path) == identity
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


@pytest.mark.parametrize("content", [b"", b"{}", b"not json", b'{"device":"\xff\xfe"}'])
def test_a_damaged_identity_is_an_error_not_a_new_tablet(tmp_path, content):
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(IdentityError):
        load(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no call for it")
def test_an_identity_that_was_kept_survives_a_power_cut_by_name_too(tmp_path, monkeypatch):
    """Else the run that the hub has heard of is gone, and the tablet's next start looks like a copy."""
    flushed: list[bool] = []
    fsync = os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda file: (flushed.append(stat.S_ISDIR(os.fstat(file).st_mode)), fsync(file))
    )
    save(tmp_path, FakeHub().identity())
    assert flushed == [False, True], "the file first, then the folder that names it"


def test_what_cannot_be_written_is_told_in_words(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(IdentityError):
        save(tmp_path / "file", FakeHub().identity())


def test_a_hub_that_moved_is_kept(tmp_path):
    identity = FakeHub().identity()
    save(tmp_path, identity)
    assert move(tmp_path, identity, "http://127.0.0.1:9/").hub == "http://127.0.0.1:9"
    kept = load(tmp_path)
    assert (kept.hub, kept.public_url) == ("http://127.0.0.1:9", identity.public_url)
    assert kept.private_key == identity.private_key


def test_lists_show_who_by_device_and_name():
    actor = FakeHub().identity("Kiosk 7").actor
    assert (actor.id, actor.kind, actor.name, actor.place) == (
        "device:device-Kiosk-7",
        "kiosk",
        "Kiosk 7",
        "milano",
    )
