"""`vetrina launch`: the kiosk alone where others bring new versions, a launcher around it elsewhere."""

from pathlib import Path

import pytest

from kiosk import __main__ as program
from kiosk.update import command
from kiosk.update.places import Places


@pytest.fixture
def started(tmp_path: Path, monkeypatch):
    """Launch with these words before `--`; return what ran: `kiosk` or `launcher`, with its words."""
    ran: list[tuple[str, list[str]]] = []

    def kiosk(options) -> int:
        ran.append(("kiosk", [str(options.data), options.hub, *options.set]))
        return 0

    def launcher(options) -> int:
        ran.append(("launcher", command.kiosk_words(options)))
        return 0

    monkeypatch.setattr(program, "_run_shopper", kiosk)
    monkeypatch.setattr(command, "launch", launcher)
    places = ("--data", str(tmp_path / "kiosk"), "--updates", str(tmp_path / "update"))

    def run(*words: str) -> tuple[str, list[str]]:
        none = ("--policy", str(tmp_path / "none.toml")) if "--policy" not in words else ()
        assert (
            program.main(["launch", *places, *none, *words, "--", "shopper", "--hub", "https://hub.test"])
            == 0
        )
        return ran.pop()

    return run


def test_where_somebody_else_brings_new_versions_the_kiosk_is_all_that_runs(started, tmp_path):
    (tmp_path / "update").mkdir()
    what, words = started("--set", "idle.after=70")
    assert what == "kiosk"
    assert words == [str(tmp_path / "kiosk"), "https://hub.test", "idle.after=70"]


def test_a_tablet_that_is_to_update_itself_is_launched(started):
    what, words = started("--set", "update.mode=self")
    assert what == "launcher"
    assert words[:3] == ["shopper", "--hub", "https://hub.test"]


def test_what_this_machine_s_it_says_counts(started, tmp_path):
    policy = tmp_path / "kiosk.toml"
    policy.write_text('[update]\nmode = "self"\n')
    assert started("--policy", str(policy))[0] == "launcher"


def test_one_that_was_brought_an_update_by_hand_is_launched_from_then_on(started, tmp_path):
    Places(tmp_path / "update").make()
    assert started()[0] == "launcher"
