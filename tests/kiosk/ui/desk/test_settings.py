"""A manager sets the tablet; nobody else does."""

import pytest

from kiosk.core import settings_order
from kiosk.core.settings import NAME, Told
from sync.protocol.tablet_settings import Idle, Night


@pytest.fixture
def settings(kiosk, desk):
    """The settings page, opened by Marco, who manages the store."""
    kiosk.model.toSettings()
    assert kiosk.model.page == "settings"
    return kiosk.model.settings


def chosen(rows):
    return [row.name for row in rows[:] if row.chosen]


@pytest.mark.parametrize("name", ["Giulia", "Sara", ""])
def test_who_does_not_manage_the_store_does_not_get_there(kiosk, sign_in, name):
    kiosk.model.toDesk()
    if name:
        sign_in(name)
    kiosk.model.toSettings()
    assert kiosk.model.page == "desk"


def test_from_the_desks_health_and_back(kiosk, desk, robot):
    desk.show("health", "")
    robot.tap("Settings")
    assert kiosk.model.page == "settings"
    robot.tap("Done")
    assert (kiosk.model.page, desk.page) == ("desk", "health")


def test_when_the_desk_locks_the_settings_are_behind_the_pin(kiosk, settings):
    kiosk.desk.door.lock()
    assert kiosk.model.page == "desk"


def test_a_tap_is_written_and_counts_at_once(kiosk, settings, robot, data, clock):
    assert chosen(settings.after) == ["60 s"]
    settings.choose("after", "120")
    settings.choose("warning", "60")
    settings.choose("night", "21-7")
    written = settings_order.read(data).settings
    assert (written.idle, written.night) == (Idle(120, 60), Night(21, 7))
    assert (chosen(settings.after), chosen(settings.night)) == (["120 s"], ["21:00 to 7:00"])
    assert not settings.restart
    assert kiosk.visit._session.seconds_left() == 180
    clock.seconds += 12 * 3600
    kiosk.attract.tick()
    assert kiosk.attract.dim == pytest.approx(0.6)


def test_a_visit_begins_in_the_language_that_was_set(kiosk, settings):
    settings.choose("language", "ja")
    kiosk.model.left.emit()
    assert kiosk.shop.words.language == "ja"


@pytest.mark.parametrize(("group", "value"), [("brand", "vesperi"), ("panel", "257"), ("camera", "on")])
def test_what_counts_from_the_next_start_on_says_so(kiosk, settings, robot, group, value):
    settings.choose(group, value)
    assert settings.restart
    robot.wait(lambda: any("next start" in text for text in robot.texts()), "the word about it")


def test_what_it_wrote_by_hand_stays_and_is_shown(kiosk, settings, data):
    (data / NAME).write_text("# by hand\n[idle]\nafter = 75\n")
    settings.choose("volume", "20")
    assert chosen(settings.after) == ["75"]
    assert "# by hand" in (data / NAME).read_text()


def test_what_cannot_be_written_is_told_and_nothing_changes(kiosk, settings, robot, data):
    (data / NAME).write_text("idle = { after = 60 }\n")
    settings.choose("after", "120")
    assert settings.failed
    assert chosen(settings.after) == ["60 s"]
    robot.wait(lambda: any("could not be written" in text for text in robot.texts()), "the word about it")


def test_what_it_has_fixed_is_shown_alone_and_staff_do_not_change_it(kiosk, settings, robot, data, tmp_path):
    policy = tmp_path / "kiosk.toml"
    policy.write_text("[idle]\nafter = 90\n")
    settings._decide = lambda: settings_order.read(data, Told(policy=policy))
    settings.choose("warning", "60")
    assert [row.name for row in settings.after[:]] == ["90 s"]
    assert len(settings.warning[:]) > 1
    robot.wait(lambda: any("your IT team has set it" in text for text in robot.texts()), "the word about it")
    settings.choose("after", "120")
    assert "120" not in (data / NAME).read_text()
