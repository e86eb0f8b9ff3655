"""What the hub gave counts after all that is said at the tablet, and only where the hub signed it."""

import base64

import msgspec
import pytest
from msgspec.structs import replace
from nacl.signing import SigningKey

from kiosk.core.settings import Told
from kiosk.core.settings_order import read
from sync.client import remote
from sync.client.identity import save
from sync.protocol.remote_settings import RemoteSettings, SignedSettings, message
from sync.protocol.tablet_settings import Idle, Settings
from tests.fakes import FakeHub

KEY = SigningKey(bytes(range(32)))


def text_of(raw):
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


IDENTITY = replace(FakeHub().identity(), settings_key=text_of(bytes(KEY.verify_key)))


@pytest.fixture
def data(tmp_path):
    save(tmp_path, IDENTITY)
    return tmp_path


def give(data, **settings):
    values = {name.replace("__", "."): one for name, one in settings.items()}
    text = msgspec.json.encode(RemoteSettings(IDENTITY.device, 7, values)).decode()
    remote.take(data, IDENTITY, SignedSettings(text, text_of(KEY.sign(message(text)).signature)))


def test_they_count_after_the_settings_file_and_before_the_defaults(data):
    give(data, idle__after=90, language="it")
    (data / "settings.toml").write_text("[idle]\nafter = 75\n")
    decided = read(data)
    assert decided.settings == Settings(language="it", idle=Idle(after=75))
    language = decided.chosen["language"]
    assert (language.origin, language.place) == ("remote", "the hub, version 7")
    assert not decided.fixed("language"), "staff at the tablet have the last word"


def test_those_that_cannot_be_used_are_named_for_who_gave_them(data):
    give(data, idle__after=5, idle__forever=True, hub="http://elsewhere", language="it")
    decided = read(data)
    assert decided.settings == Settings(language="it")
    assert sorted(decided.findings) == [
        "settings.remote.hub",
        "settings.remote.idle.after",
        "settings.remote.idle.forever",
    ]


def test_a_file_that_the_hub_did_not_sign_is_said_and_makes_nobody_wait(data):
    give(data, language="it")
    file = data / remote.NAME
    file.write_bytes(file.read_bytes().replace(b"it", b"ja"))
    decided = read(data)
    assert decided.settings == Settings()
    assert decided.findings == ["settings.remote"]
    assert not decided.unread


def test_a_tablet_that_is_not_enrolled_has_none(tmp_path):
    (tmp_path / remote.NAME).write_text("{}")
    assert read(tmp_path).faults == ()


def test_names_that_are_none_are_not_repeated_to_the_hub(data):
    (data / "settings.toml").write_text('"Anna rang" = 1\n')
    assert read(data, Told()).findings == ["settings.file"]
