"""`vetrina-hub settings`: given, shown with who and why, taken back; what tablets make of it is seen."""

import json

import pytest

from sync.hub.__main__ import main


@pytest.fixture
def say(hub, capsys):
    """Return a function that types a command of the settings, and returns its status and what it said."""

    def run(*words):
        status = main(["settings", *words, "--data", str(hub.data)])
        said = capsys.readouterr()
        return status, said.out + said.err

    return run


def test_a_setting_is_given_shown_and_taken_back(say):
    assert say("show") == (0, "Nothing is given from here.\n")
    words = ("--store", "milano", "--by", "anna", "--why", "a quiet Monday")
    status, said = say("set", "idle.after", "90", *words)
    assert (status, said.partition(",")[0]) == (0, "set idle.after = 90")
    say("set", "brand", "vesperi", "--store", "milano")
    _, shown = say("show", "--history")
    assert "store:milano (version " in shown
    assert '  brand = "vesperi"\n  idle.after = 90\n' in shown
    assert "anna: set idle.after = 90 (a quiet Monday)" in shown
    status, said = say("unset", "idle.after", "--store", "milano")
    assert status == 0
    given = json.loads(say("show", "--json")[1])["given"]
    assert given["store:milano"]["values"] == {"brand": "vesperi"}


def test_it_stands_in_the_log_of_who_did_what_and_no_password_does(say, hub, capsys):
    address = "https://till:geheim@cache.example"
    _, said = say("set", "network.cache", address, "--store", "milano", "--by", "anna", "--why", "slow line")
    _, shown = say("show", "--history")
    assert main(["admin", "log", "--json", "--data", str(hub.data)]) == 0
    log = capsys.readouterr().out
    latest = json.loads(log)[0]
    assert (latest["name"], latest["act"], latest["store"]) == ("anna", "settings_set", "milano")
    assert latest["more"]["value"] == '"https://***@cache.example"'
    assert latest["more"]["why"] == "slow line"
    assert "geheim" not in said + shown + log
    say("unset", "network.cache", "--store", "milano")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("set", "hub", "https://elsewhere"), "leads to the hub"),
        (("set", "idle.after", "1.5"), "whole numbers"),
        (("unset", "idle.warning"), "is not given to all"),
        (("set", "idle.after", "9", "--device", "nobody"), "no device has an id"),
    ],
)
def test_what_cannot_be_is_said(say, words, why):
    status, said = say(*words)
    assert (status, why in said) == (1, True)
    assert "Traceback" not in said


def test_which_tablets_go_by_it_is_shown(say, tablet):
    say("set", "idle.after", "90", "--device", tablet.device)
    answer = tablet.http.post("/v1/devices/heartbeat", json={"clock": 0, "version": "0.1.0"}).json()
    version = json.loads(answer["settings"]["text"])["version"]
    assert f"{tablet.device}  milano  Kiosk: is at version 0" in say("show")[1]
    say("set", "sound.volume", "20")
    shown = say("show", "--device", tablet.device)[1]
    say("unset", "sound.volume")
    assert "  sound.volume = 20  # all\n" in shown
    assert f"  idle.after = 90  # device:{tablet.device}\n" in shown
    answer = tablet.http.post("/v1/devices/heartbeat", json={"clock": 0, "version": "0.1.0"}).json()
    version = json.loads(answer["settings"]["text"])["version"]
    beat = {
        "clock": 0,
        "version": "0.1.0",
        "settings": version,
        "findings": ["settings.remote.idle.forever"],
    }
    again = tablet.http.post("/v1/devices/heartbeat", json=beat).json()
    assert "settings" not in again, "who has it is not told again"
    assert f"{tablet.device}  milano  Kiosk: goes by it; cannot use idle.forever" in say("show")[1]
    tablet.http.post("/v1/devices/heartbeat", json={**beat, "settings": version + 1}).raise_for_status()
    assert f"is at version {version + 1}, from before a backup was put back" in say("show")[1]
