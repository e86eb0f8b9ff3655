"""Every command that changes the fleet, or who may do what with the hub, stands in the log."""

import json
import tomllib

import pytest

from kiosk.update.places import this_platform
from sync.hub.__main__ import main
from sync.hub.page.routes import RESOURCES
from tests.kiosk.update import trees

WORDS = [tomllib.loads(path.read_text()) for path in sorted((RESOURCES / "i18n" / "admin").glob("*.toml"))]


@pytest.fixture
def data(tmp_path):
    """A hub's folder with a store in it."""
    hub = tmp_path / "hub"
    assert main(["client", "add", "online shop", "--rights", "events:read", "--data", str(hub)]) == 0
    return hub


@pytest.fixture
def run(data, capsys):
    """Run a command of the hub; return what it printed."""

    def command(*words):
        code = main([*words, "--data", str(data)])
        said = capsys.readouterr()
        assert code == 0, said.err
        return said.out

    return command


@pytest.fixture
def log(run):
    """Return what the log says, the first first: acts with what stands beside them."""

    def read():
        entries = json.loads(run("admin", "log", "--json"))
        return [(one["act"], one.get("more", {})) for one in reversed(entries)]

    return read


def test_what_is_done_with_releases(data, run, log, tmp_path):
    keys = ("--keys", str(tmp_path / "stick"))
    tree = trees.tree(tmp_path / "tree", "1.0.0")
    run("release", "begin", "--no-passphrase", *keys)
    what = ("--version", "1.0.0", "--platform", this_platform(), "--database", "9")
    run("release", "add", str(tree), *what, *keys)
    for word, *more in (("ring", "1"), ("pause",), ("resume",), ("withdraw",)):
        run("release", word, "1.0.0", *more, *keys)
    for word, *more in (("renew",), ("renew", "--ahead", "5"), ("rotate", "snapshot", "--no-passphrase")):
        run("release", word, *more, *keys)
    run("release", "show")
    version = {"version": "1.0.0"}
    assert log()[1:] == [
        ("release_begin", {}),
        ("release_add", version | {"platform": this_platform()}),
        ("release_ring", version | {"rings": "1"}),
        ("release_pause", version),
        ("release_resume", version),
        ("release_withdraw", version),
        ("release_renew", {"ahead": "5"}),
        ("release_rotate", {"keys": "snapshot"}),
    ]


def test_what_was_refused_is_not_in_it(data, log, tmp_path):
    assert main(["release", "pause", "7.0.0", "--data", str(data), "--keys", str(tmp_path)]) == 1
    assert [act for act, _ in log()] == ["client_add"]


def test_without_the_hubs_store_it_is_said_that_nothing_was_written_down(tmp_path, capsys):
    keys = ("--keys", str(tmp_path / "stick"))
    assert main(["release", "begin", "--no-passphrase", "--data", str(tmp_path / "copy"), *keys]) == 0
    assert "no log says" in capsys.readouterr().err


def test_who_may_speak_for_the_shop(run, log):
    address = "https://hooks.example/T0/very-secret"
    run("client", "webhook", "online shop", address)
    run("client", "webhook", "online shop", "none")
    run("client", "rotate", "online shop")
    run("client", "revoke", "online shop")
    named = {"server": "online shop"}
    assert log() == [
        ("client_add", named | {"rights": "events:read"}),
        ("client_webhook", named | {"address": "hooks.example"}),
        ("client_webhook", named),
        ("client_rotate", {}),
        ("client_revoke", named),
    ]


def test_what_was_put_back_and_what_tablets_may_drop(data, run, log, tmp_path):
    run("backup", "--to", str(tmp_path / "hub.tar.zst"))
    run("restore", "--from", str(tmp_path / "hub.tar.zst"), "--replace")
    run("restored")
    run("allow-removal", "hub")
    acts = [act for act, _ in log()]
    assert acts == ["client_add", "restored", "restored", "removal_allowed"]
    assert log()[1][1]["backup"].startswith("20")


def test_the_page_has_words_for_all_of_it():
    acts = {f"release_{word}" for word in ("begin", "add", "record", "ring", "pause", "resume", "withdraw")}
    acts |= {"release_renew", "release_rotate", "removal_allowed", "restored"}
    acts |= {f"client_{word}" for word in ("add", "rotate", "revoke", "webhook")}
    more = {"version", "platform", "rings", "ahead", "keys", "server", "rights", "address", "scope", "backup"}
    for language in WORDS:
        assert acts <= language["act"].keys()
        assert more | {"setting", "value", "why"} <= language["more"].keys()
