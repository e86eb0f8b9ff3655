"""`vetrina config show`: every setting, who said it, and no secret."""

import json

import pytest

from kiosk.__main__ import main
from sync.protocol.tablet_settings import NAMES


@pytest.fixture
def show(tmp_path, capsys, monkeypatch):
    """Return a function that types the command on a tablet set up by IT, and returns what it printed."""
    data, policy = tmp_path / "data", tmp_path / "kiosk.toml"
    data.mkdir()
    (data / "settings.toml").write_text('language = "it"\n[idle]\nafter = 5\n')
    policy.write_text('[network]\nproxy = "http://till:geheim@proxy.store:3128"\n')
    monkeypatch.setenv("VETRINA_IDLE_WARNING", "45")

    def run(*words):
        status = main(["config", "show", "--data", str(data), "--policy", str(policy), *words])
        assert status == 0
        return capsys.readouterr()

    return run


def test_every_setting_is_shown_with_its_value(show):
    printed = show()
    assert [line.partition(" = ")[0] for line in printed.out.splitlines()] == list(NAMES)
    assert 'language = "it"\n' in printed.out
    assert "settings.toml: idle.after is passed over" in printed.err


def test_who_said_it_is_shown(show, tmp_path):
    lines = {line.split(" = ")[0]: line for line in show("--origin", "--brand", "vesperi").out.splitlines()}
    assert lines["brand"].endswith("# flag (the command line)")
    assert lines["idle.warning"].endswith("# environment (the environment)")
    assert lines["network.proxy"].endswith(f"# policy ({tmp_path / 'kiosk.toml'})")
    assert lines["language"].endswith("# file (settings.toml)")
    assert lines["idle.after"].endswith("# default")


def test_programs_read_the_same(show):
    told = json.loads(show("--json").out)
    found = {one["name"]: one for one in told["settings"]}
    assert (found["idle.warning"]["value"], found["idle.warning"]["origin"]) == (45, "environment")
    assert [(one["name"], one["origin"]) for one in told["faults"]] == [("idle.after", "file")]


@pytest.mark.parametrize("how", [(), ("--origin",), ("--json",)])
def test_no_secret_is_shown(show, how):
    printed = show(*how)
    assert "geheim" not in printed.out + printed.err
    assert "http://***@proxy.store:3128" in printed.out
