"""What a tablet believes of settings from afar: its own hub's alone, for itself alone, and nothing older."""

import base64
import threading

import msgspec
import pytest
from msgspec.structs import replace
from nacl.signing import SigningKey

from sync.client import remote
from sync.client.engine import Engine
from sync.client.listeners import Listeners
from sync.client.pulse import Beats
from sync.client.remote import NAME, RemoteRefused, kept, take, version
from sync.protocol.heartbeat import PATH, HeartbeatAnswer
from sync.protocol.remote_settings import RemoteSettings, SignedSettings, message
from tests.fakes import FakeHub, FakeLink

KEY = SigningKey(bytes(range(32)))
PATIENCE = 5.0


def text_of(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


IDENTITY = replace(FakeHub().identity(), settings_key=text_of(bytes(KEY.verify_key)))


def signed(number=1, device=IDENTITY.device, key=KEY, **settings) -> SignedSettings:
    document = RemoteSettings(
        device, number, {name.replace("__", "."): one for name, one in settings.items()}
    )
    text = msgspec.json.encode(document).decode()
    return SignedSettings(text, text_of(key.sign(message(text)).signature))


def test_what_the_hub_signed_is_kept(tmp_path):
    assert kept(tmp_path, IDENTITY) is None
    took = take(tmp_path, IDENTITY, signed(3, idle__after=90))
    assert took == kept(tmp_path, IDENTITY) == RemoteSettings(IDENTITY.device, 3, {"idle.after": 90})
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0


FORGED = {
    "another key": signed(9, key=SigningKey.generate()),
    "another text": replace(signed(9), text=signed(9, idle__after=10).text),
    "another device": signed(9, device="another"),
    "no signature": replace(signed(9), signature=""),
    "nonsense": SignedSettings("{}", "!!!"),
    "signed for something else": replace(
        signed(9), signature=text_of(KEY.sign(signed(9).text.encode()).signature)
    ),
    "older": signed(4),
    "the same again": signed(5),
}


@pytest.mark.parametrize("what", FORGED)
def test_what_is_forged_older_or_for_another_is_refused_and_the_last_good_one_stays(tmp_path, what):
    take(tmp_path, IDENTITY, signed(5, idle__after=90))
    with pytest.raises(RemoteRefused):
        take(tmp_path, IDENTITY, FORGED[what])
    assert kept(tmp_path, IDENTITY).settings == {"idle.after": 90}


def test_a_tablet_that_never_learned_a_key_believes_nothing(tmp_path):
    with pytest.raises(RemoteRefused, match="has never said which key"):
        take(tmp_path, replace(IDENTITY, settings_key=""), signed())


@pytest.mark.parametrize("content", [b"", b"{}", b'{"text": "{}", "signature": ""}', b"\xff"])
def test_a_damaged_file_counts_as_none_and_the_next_that_comes_mends_it(tmp_path, content):
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(RemoteRefused):
        kept(tmp_path, IDENTITY)
    assert version(tmp_path, IDENTITY) == 0
    take(tmp_path, IDENTITY, signed(1))
    assert version(tmp_path, IDENTITY) == 1


def test_those_of_another_hub_are_not_taken_over(tmp_path):
    take(tmp_path, IDENTITY, signed(900))
    new_hub = SigningKey.generate()
    anew = replace(IDENTITY, device="anew", settings_key=text_of(bytes(new_hub.verify_key)))
    assert version(tmp_path, anew) == 0
    assert take(tmp_path, anew, signed(2, device="anew", key=new_hub)).version == 2


def test_they_come_with_the_answer_to_a_heartbeat(tablet, hub):
    tablet.replica.identity = replace(tablet.identity, settings_key=IDENTITY.settings_key)
    mine = signed(7, device=tablet.identity.device, idle__after=90)
    beats, told, news = [], threading.Event(), threading.Event()

    def answer(beat):
        beats.append(beat)
        if len(beats) > 3:
            news.set()
        forged = signed(99, key=SigningKey.generate())
        return HeartbeatAnswer("2026-05-04T12:00:00Z", 0, mine if len(beats) == 1 else forged)

    link = FakeLink(hub)
    link.answers[PATH] = answer
    listeners = Listeners(on_settings=told.set)
    engine = Engine(
        tablet.data, tablet.replica, listeners, link=lambda _: link, tick=0.05, beats=Beats(0.05, 0.0)
    )
    engine.start()
    assert told.wait(PATIENCE)
    assert news.wait(PATIENCE)
    engine.stop()
    assert [beat.settings for beat in beats[:3]] == [0, 7, 7]
    assert [beat.findings for beat in beats[:3]] == [[], [], ["settings.refused"]]
    assert remote.kept(tablet.data, tablet.replica.identity).settings == {"idle.after": 90}
