"""How far updates have come is read from what the updater itself wrote."""

from datetime import UTC, datetime

import pytest

from kiosk.core.doctor.tablet import Updates
from kiosk.doctor import updating
from kiosk.update import health, state
from kiosk.update.places import Places
from kiosk.update.state import State
from sync import version
from sync.protocol.tablet_settings import Update

SELF = Update(mode="self")
SIGNED = '{"signed": {"expires": "%s-01-01T00:00:00Z"}, "signatures": []}'


@pytest.fixture
def places(tmp_path):
    made = Places(tmp_path / "update")
    made.make()
    return made


def test_a_tablet_that_somebody_else_updates(places, tmp_path):
    assert updating.look(tmp_path / "tablet", Update()) is None


def test_a_tablet_that_was_not_launched_with_updates(tmp_path):
    (tmp_path / "root.json").write_text(SIGNED % "2030")
    seen = updating.look(tmp_path / "tablet", Update(mode="self", trust=str(tmp_path / "root.json")))
    assert not seen.launched
    assert seen.root_until == datetime(2030, 1, 1, tzinfo=UTC)


def test_versions_and_trust(places, tmp_path):
    state.save(places, State(bad=("1.2.4",)))
    (places.trust / "root.json").write_text(SIGNED % "2030")
    (places.trust / "timestamp.json").write_text(SIGNED % "2027")
    assert updating.look(tmp_path / "tablet", SELF) == Updates(
        version.installed(),
        ("1.2.4",),
        root_until=datetime(2030, 1, 1, tzinfo=UTC),
        word_until=datetime(2027, 1, 1, tzinfo=UTC),
    )


def test_a_launcher_that_was_told_another_folder(tmp_path, monkeypatch):
    places = Places(tmp_path / "elsewhere")
    places.make()
    state.save(places, State(bad=("1.2.4",)))
    assert updating.look(tmp_path / "tablet", SELF).failed == ()
    monkeypatch.setenv(health.ROOT, str(places.root))
    assert updating.look(tmp_path / "tablet", SELF).failed == ("1.2.4",)


def test_what_cannot_be_read(places, tmp_path):
    places.state.write_text("torn")
    (places.trust / "root.json").write_text("torn")
    seen = updating.look(tmp_path / "tablet", SELF)
    assert seen.unreadable == "state.json"
    assert seen.root_until is None
