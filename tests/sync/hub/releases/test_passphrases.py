"""Keys of releases that whoever finds the stick cannot use."""

import getpass
import json
import sys

import pytest

from kiosk.update.places import this_platform
from sync.hub.__main__ import main
from sync.hub.releases import keys
from sync.hub.releases.keys import ROOT, SNAPSHOT, TARGETS, TIMESTAMP, ReleaseError
from tests.kiosk.update import trees

PASSPHRASE = "seven quiet lamps"


@pytest.fixture
def told(tmp_path):
    """A file that holds the passphrase."""
    file = tmp_path / "passphrase"
    file.write_text(f"another one of theirs\n{PASSPHRASE}\n")
    return file


@pytest.fixture
def typing(monkeypatch):
    """Return a function that sits down at a terminal and types these, one after the other."""

    def types(*words):
        left = list(words)
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        monkeypatch.setattr(getpass, "getpass", lambda prompt="": asked.append(prompt) or left.pop(0))
        return left

    types.asked = asked = []
    return types


@pytest.fixture
def release(tmp_path, capsys):
    """Run a word of `vetrina-hub release`; return what it printed, or what it complained of."""

    def run(word, *more):
        places = ["--data", str(tmp_path / "hub")]
        places += ["--keys", str(tmp_path / "stick")] if word != "show" else []
        code = main(["release", word, *more, *places])
        said = capsys.readouterr()
        return said.err if code else said.out

    return run


@pytest.fixture
def begun(release, typing, tmp_path):
    typing(PASSPHRASE, PASSPHRASE)
    assert "Releases begin" in release("begin")
    tree = trees.tree(tmp_path / "tree", "1.0.0")
    return ("add", str(tree), "--version", "1.0.0", "--platform", this_platform(), "--database", "9")


def kept(folder):
    return {path.name.partition("-")[0]: json.loads(path.read_bytes()) for path in folder.iterdir()}


def test_what_is_on_the_stick_is_locked_and_what_the_hub_signs_with_is_not(begun, tmp_path):
    for role, file in kept(tmp_path / "stick").items():
        assert role in {ROOT, TARGETS}
        assert file.keys() == {"role", "public", "salt", "sealed"}
    for role, file in kept(tmp_path / "hub" / "releases" / "keys").items():
        assert role in {SNAPSHOT, TIMESTAMP}
        assert file.keys() == {"role", "seed"}


def test_it_is_asked_for_by_the_keys_name_and_only_for_what_signs(begun, release, typing):
    typing.asked.clear()
    typing("no, another", PASSPHRASE)
    assert "offered to nobody yet" in release(*begun)
    assert len(typing.asked) == 2
    assert all(prompt.startswith("Passphrase of targets-") for prompt in typing.asked)


def test_it_is_read_from_a_file_of_several(begun, release, told, typing):
    typing()
    assert "offered to nobody yet" in release(*begun, "--passphrase-file", str(told))
    assert "The keys of targets are new" in release("rotate", "targets", "--passphrase-file", str(told))
    assert typing.asked[2:] == []


def test_without_it_nothing_is_signed(begun, release, typing, tmp_path, monkeypatch):
    typing("wrong", "wrong again", "wrong for good")
    assert "no passphrase that is here opens it" in release(*begun)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    assert "no passphrase that is here opens it" in release(*begun)
    assert release("show") == ""
    with pytest.raises(ReleaseError, match="locked by a passphrase"):
        keys.read([tmp_path / "stick"], TARGETS)[0].sign(b"anything")


def test_a_change_of_keys_that_nobody_may_make_leaves_no_key_behind(begun, release, typing, tmp_path):
    typing("wrong", "wrong again", "wrong for good")
    wrong = tmp_path / "wrong"
    wrong.write_text("another one\n")
    before = sorted((tmp_path / "stick").iterdir())
    said = release("rotate", "targets", "--passphrase-file", str(wrong))
    assert "no passphrase that is here opens it" in said
    assert sorted((tmp_path / "stick").iterdir()) == before


@pytest.mark.parametrize(
    ("typed", "why"),
    [(("short", "short"), "12 signs or more"), ((PASSPHRASE, "another one"), "two different ones")],
)
def test_what_would_not_do_makes_nothing(release, typing, tmp_path, typed, why):
    typing(*typed)
    assert why in release("begin")
    assert not (tmp_path / "stick").exists()


def test_who_has_no_terminal_says_which_or_that_there_is_none(release, monkeypatch, told):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    assert "--no-passphrase" in release("begin")
    assert "cannot be read" in release("begin", "--passphrase-file", f"{told}.gone")
    assert "Releases begin" in release("begin", "--passphrase-file", str(told))


def test_a_file_that_says_another_key_than_it_holds_is_refused(tmp_path):
    one, other = (keys.make(tmp_path / name, TARGETS, PASSPHRASE) for name in ("one", "other"))
    assert one.public_key != other.public_key
    [mine], [theirs] = ((tmp_path / name).iterdir() for name in ("one", "other"))
    both = json.loads(mine.read_bytes()) | {"public": json.loads(theirs.read_bytes())["public"]}
    mine.write_text(json.dumps(both))
    [forged] = keys.read([tmp_path / "one"], TARGETS, lambda _, opened: opened(PASSPHRASE))
    with pytest.raises(ReleaseError, match="another key than it says"):
        forged.sign(b"anything")
