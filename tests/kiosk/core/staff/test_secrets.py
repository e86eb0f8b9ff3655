"""The two halves of a desk's key: the PIN, and a secret of the device, wherever that is kept."""

import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.staff import seal
from kiosk.core.staff.device_secret import BYTES, NAME, SERVICE, DeviceSecret
from sync.client.errors import IdentityError
from tests.kiosk.core.staff.conftest import NoKeyStore

PINS = st.from_regex(r"\A[0-9]{6,12}\Z")


class KeyStoreInMemory:
    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


class Forgetful(KeyStoreInMemory):
    """Takes everything and keeps nothing, as some do in a session without a screen."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


def test_the_key_store_keeps_it_and_the_folder_has_nothing(tmp_path: Path) -> None:
    store = KeyStoreInMemory()
    made = DeviceSecret(tmp_path, "tablet", store)()
    assert len(made) == BYTES
    assert DeviceSecret(tmp_path, "tablet", store)() == made
    assert DeviceSecret(tmp_path, "another", store)() != made
    assert [service for service, _ in store.kept] == [SERVICE, SERVICE]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("store", [NoKeyStore(), Forgetful()])
def test_without_one_a_file_that_its_owner_alone_reads(tmp_path: Path, store: Any) -> None:
    made = DeviceSecret(tmp_path, "tablet", store)()
    assert DeviceSecret(tmp_path, "tablet", store)() == made
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600


def test_a_damaged_file_makes_a_new_secret(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("no secret")
    assert len(DeviceSecret(tmp_path, "tablet", NoKeyStore())()) == BYTES


def test_a_file_that_nobody_can_read_is_said(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(IdentityError, match=NAME):
        DeviceSecret(tmp_path, "tablet", NoKeyStore())()


@settings(max_examples=6, deadline=None)
@given(
    st.from_regex(r"\A[0-9]{6,12}\Z"), st.from_regex(r"\A[0-9]{6,12}\Z"), st.binary(min_size=32, max_size=32)
)
def test_only_both_halves_open(pin: str, other: str, device: bytes) -> None:
    salt = seal.fresh_salt()
    sealed = seal.seal("secret", pin, salt, device)
    assert b"secret" not in sealed
    assert seal.unseal(sealed, pin, salt, device) == "secret"
    assert seal.unseal(sealed, pin, salt, bytes(32) if device != bytes(32) else b"\1" * 32) is None
    if other != pin:
        assert seal.unseal(sealed, other, salt, device) is None


def test_badges_and_names_are_compared_as_people_mean_them() -> None:
    assert seal.badge_hash(" 0004711\n", b"device") == seal.badge_hash("0004711", b"device")
    assert seal.badge_hash("0004711", b"device") != seal.badge_hash("0004711", b"another")
    assert seal.badge_hash(" ", b"device") == ""
    assert seal.plain_name("  GIULIA   Rossi ") == seal.plain_name("giulia rossi")
