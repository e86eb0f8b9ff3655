"""From the command at a real hub to a real tablet's settings, kept while the hub is away, and taken back."""

import threading
from contextlib import contextmanager

import pytest
from msgspec.structs import replace

from kiosk.core.settings_order import read
from sync.client.engine import Engine
from sync.client.enrolment import enrol
from sync.client.identity import load, save
from sync.client.listeners import Listeners
from sync.client.pulse import Beats
from sync.client.replica import Replica
from sync.hub.__main__ import main

PATIENCE = 20.0


@pytest.fixture
def data(tmp_path, hub, new_code):
    """The folder of a tablet that the hub knows."""
    enrol(tmp_path, hub.url, new_code())
    return tmp_path


@contextmanager
def awake(data):
    """A tablet that speaks with its hub; yields what is set when other settings come."""
    told = threading.Event()
    replica = Replica(data, load(data))
    listeners = Listeners(on_settings=told.set)
    engine = Engine(data, replica, listeners, tick=0.1, beats=Beats(every=0.1, first_within=0.0))
    engine.start()
    yield told
    engine.stop()
    replica.close()


def say(hub, *words):
    assert main(["settings", *words, "--data", str(hub.data)]) == 0


def test_they_arrive_stay_without_the_hub_and_go_again(data, hub):
    device = load(data).device
    say(hub, "set", "idle.after", "90", "--device", device)
    with awake(data) as told:
        assert told.wait(PATIENCE)
    # Without the hub, and after a restart: the last good ones.
    chosen = read(data).chosen["idle.after"]
    assert (chosen.value, chosen.origin) == (90, "remote")
    say(hub, "unset", "idle.after", "--device", device)
    with awake(data) as told:
        assert told.wait(PATIENCE)
    chosen = read(data).chosen["idle.after"]
    assert (chosen.value, chosen.origin) == (60, "default")


def test_a_tablet_from_before_learns_the_hubs_key_with_its_next_token(data, hub):
    key = load(data).settings_key
    assert key
    save(data, replace(load(data), settings_key=""))
    say(hub, "set", "idle.after", "120", "--device", load(data).device)
    with awake(data) as told:
        assert told.wait(PATIENCE)
    assert load(data).settings_key == key
    assert read(data).settings.idle.after == 120


def test_another_key_is_never_taken_for_the_hubs(data, hub):
    other = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
    save(data, replace(load(data), settings_key=other))
    say(hub, "set", "idle.after", "120", "--device", load(data).device)
    with awake(data) as told:
        assert not told.wait(2.0)
    assert load(data).settings_key == other
    assert read(data).settings.idle.after != 120
