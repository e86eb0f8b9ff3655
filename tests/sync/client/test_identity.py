import pytest

from sync.client.errors import IdentityError
from sync.client.identity import NAME, load, save
from tests.fakes import FakeHub


def test_an_identity_is_kept_for_its_owner_only(tmp_path):
    identity = FakeHub().identity()
    assert load(tmp_path) is None
    save(tmp_path, identity)
    save(tmp_path, identity)
    assert load(tmp_path) == identity
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


@pytest.mark.parametrize("content", [b"", b"{}", b"not json"])
def test_a_damaged_identity_is_an_error_not_a_new_tablet(tmp_path, content):
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(IdentityError):
        load(tmp_path)


def test_lists_show_who_by_device_and_name():
    actor = FakeHub().identity("Kiosk 7").actor
    assert (actor.id, actor.kind, actor.name, actor.place) == (
        "device:device-Kiosk-7",
        "kiosk",
        "Kiosk 7",
        "milano",
    )
