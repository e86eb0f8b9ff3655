"""What a Windows machine's registry says, by a stand-in for it: `winreg` is there on Windows alone."""

import pytest

from kiosk.core import machine_policy
from kiosk.core.machine_policy import INSTALLED, POLICIES
from kiosk.core.settings import Told
from kiosk.core.settings_order import decide, read
from sync.protocol.tablet_settings import Camera, Scanners, SerialPort


class Keys(dict):
    """Values by key; one that is an error is raised."""

    def read(self, key):
        if key not in self:
            raise FileNotFoundError(key)
        if isinstance(self[key], OSError):
            raise self[key]
        return self[key]


@pytest.fixture
def registry(monkeypatch):
    keys = Keys()
    monkeypatch.setattr(machine_policy, "of_this_machine", lambda: keys)
    return keys


def test_policy_counts_before_what_the_installer_wrote(registry, tmp_path):
    registry[POLICIES] = {"idle.after": 90, "brand": "vesperi"}
    registry[INSTALLED] = {"brand": "olmaia", "hub": "https://hub.example:8743"}
    (tmp_path / "settings.toml").write_text('hub = "https://other:8743"\nlanguage = "ja"\n')
    decided = read(tmp_path)
    said = {name: (one.value, one.place) for name, one in decided.chosen.items() if one.origin == "policy"}
    assert said == {
        "brand": ("vesperi", r"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Vetrina\Kiosk"),
        "idle.after": (90, r"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Vetrina\Kiosk"),
        "hub": ("https://hub.example:8743", r"HKEY_LOCAL_MACHINE\SOFTWARE\Vetrina\Kiosk"),
    }
    assert decided.settings.language == "ja"
    assert decided.fixed("hub")


def test_yes_and_no_are_one_and_zero_and_lists_are_texts_of_toml(registry):
    registry[POLICIES] = {
        "scanners.camera.use": 1,
        "scanners.camera.torch": 0,
        "scanners.serial": '[{port = "COM3", baud = 19200}]',
    }
    decided = read(None)
    assert decided.settings.scanners == Scanners([SerialPort("COM3", 19200)], Camera(use=True))
    assert decided.faults == ()


def test_an_empty_text_says_nothing(registry):
    registry[POLICIES] = {"brand": ""}
    registry[INSTALLED] = {"brand": "olmaia"}
    assert read(None).settings.brand == "olmaia"


def test_what_cannot_be_used_is_named_and_the_next_source_counts(registry):
    registry[POLICIES] = {"idle.after": 5}
    registry[INSTALLED] = {"idle.after": 75}
    decided = read(None)
    assert decided.settings.idle.after == 75
    assert [(fault.name, fault.code) for fault in decided.faults] == [
        ("idle.after", "settings.policy.idle.after")
    ]


def test_a_key_that_cannot_be_read_is_named(registry):
    registry[POLICIES] = PermissionError(13, "Permission denied")
    (fault,) = read(None).faults
    assert (fault.name, fault.why) == ("", "Permission denied")


def test_a_policy_file_that_is_named_stands_for_the_registry(registry, tmp_path):
    registry[POLICIES] = {"brand": "olmaia"}
    policy = tmp_path / "kiosk.toml"
    policy.write_text('brand = "vesperi"\n')
    assert read(None, Told(policy=policy)).settings.brand == "vesperi"


def test_where_there_is_no_registry_nothing_is_said():
    assert decide(list(machine_policy.layers(Keys()))).settings == decide([]).settings
