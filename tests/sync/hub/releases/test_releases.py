"""Releases made by the command, served by a real hub, and taken by a real tablet's command."""

import json
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from kiosk.__main__ import main as kiosk_main
from kiosk.update.places import this_platform
from sync.hub.__main__ import main
from sync.hub.releases import archive, keys, releasing, renewal
from sync.hub.releases.keys import ROLES, ROOT, SNAPSHOT, TARGETS, TIMESTAMP
from sync.hub.releases.places import FOLDER
from sync.hub.releases.repository import Repository
from tests.kiosk.update import trees
from tests.sync.hub.conftest import RunningHub, start_hub
from tests.sync.hub.releases.records import filled, with_sums


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RunningHub]:
    """A hub of its own: its releases are what is changed here."""
    running = start_hub(tmp_path / "hub")
    yield running
    running.stop()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Where the keys are that the hub must not have."""
    return tmp_path / "stick"


@pytest.fixture
def release(hub: Any, stick: Path, capsys: Any) -> Any:
    """Run a word of `vetrina-hub release`; return what it printed, or what it complained of."""

    def run(word: str, *more: str, keys: bool = True) -> str:
        which = ["--keys", str(stick)] if keys and word not in {"show", "trust", "pack"} else []
        if word in {"begin", "rotate"} and "--passphrase-file" not in more:
            which.append("--no-passphrase")
        code = main(["release", word, *more, "--data", str(hub.data), *which])
        said = capsys.readouterr()
        return str(said.err if code else said.out)

    return run


@pytest.fixture
def begun(release: Any) -> Any:
    assert "Releases begin" in release("begin")
    return release


@pytest.fixture
def add_candidate(begun: Any, tmp_path: Path) -> Any:
    """Add a version, and write the record of it."""

    def run(version: str, *more: str) -> str:
        tree = trees.tree(tmp_path / f"tree-{version}", version)
        (tmp_path / f"{version}.md").write_text(filled(version, with_sums(tree)))
        what = ["--version", version, "--platform", this_platform(), "--database", "9"]
        return str(begun("add", str(tree), *what, *more))

    return run


@pytest.fixture
def add(add_candidate: Any, begun: Any, tmp_path: Path) -> Any:
    """Add a version that real devices have tried."""

    def run(version: str, *more: str) -> str:
        said: str = add_candidate(version, *more)
        if "offered to nobody" in said:
            assert "release, 0 of" in begun("record", version, str(tmp_path / f"{version}.md"))
        return said

    return run


@pytest.fixture
def update(hub: Any, begun: Any, tmp_path: Path, capsys: Any) -> Any:
    """Run a word of `vetrina update` on a tablet that trusts this hub's releases."""
    begun("trust", "--to", str(tmp_path / "root.json"))

    def run(word: str, *more: str) -> str:
        places = ["--data", str(tmp_path / "kiosk"), "--updates", str(tmp_path / "update")]
        trust = ["--trust", str(tmp_path / "root.json")] if word == "fetch" else []
        code = kiosk_main(["update", word, *places, *trust, *more])
        said = capsys.readouterr()
        return str(said.err if code else said.out)

    return run


def test_a_tablet_takes_a_release_from_the_hub_once_its_ring_is_open(hub, begun, add, update):
    assert "offered to nobody yet" in add("1.0.0")
    source = ("--from", f"{hub.url}/updates")
    assert update("fetch", *source) == "Nothing newer than 0.1.0 is offered to this tablet.\n"
    assert "4 of 4 rings open, 100 % of the tablets" in begun("ring", "1.0.0", "4")
    assert "Version 1.0.0 is here" in update("fetch", *source)
    assert "Version 1.0.0 waits" in update("status")
    assert json.loads(update("status", "--json"))["staged"] == "1.0.0"


def test_a_candidate_goes_no_further_than_the_first_ring_until_it_has_its_record(
    begun, add_candidate, tmp_path
):
    assert "a candidate until it has its record" in add_candidate("1.0.0")
    assert "candidate, 1 of 4 rings open" in begun("ring", "1.0.0", "1")
    assert "1.0.0 is a candidate" in begun("ring", "1.0.0", "2")
    page = tmp_path / "1.0.0.md"
    another = tmp_path / "another.md"
    another.write_text(filled("1.0.0", "a" * 64))
    assert "another program" in begun("record", "1.0.0", str(another))
    another.write_text(filled("2.0.0", "a" * 64))
    assert "no release 2.0.0" in begun("record", "2.0.0", str(another))
    assert "release, 1 of 4 rings open" in begun("record", "1.0.0", str(page))
    assert "release, 4 of 4 rings open" in begun("ring", "1.0.0", "4")


def test_a_candidate_does_not_go_to_everybody_by_one_ring_alone(begun, add_candidate):
    add_candidate("1.0.0", "--rings", "100")
    assert "first of several rings" in begun("ring", "1.0.0", "1")


@pytest.mark.parametrize("words", [("pause", "resume"), ("withdraw",)])
def test_what_is_paused_or_withdrawn_is_let_go_before_it_is_tried(hub, begun, add, update, words):
    word, *back = words
    add("1.0.0")
    begun("ring", "1.0.0", "4")
    source = ("--from", f"{hub.url}/updates")
    update("fetch", *source)
    begun(word, "1.0.0")
    assert "Nothing newer" in update("fetch", *source)
    assert json.loads(update("status", "--json"))["staged"] == ""
    if back:
        begun(*back, "1.0.0")
        assert "Version 1.0.0 is here" in update("fetch", *source)
    else:
        assert "mended is a new version" in begun("ring", "1.0.0", "4")


def test_a_tablet_without_a_network_takes_it_from_one_file_or_a_folder(hub, begun, update, add, tmp_path):
    add("1.0.0")
    begun("ring", "1.0.0", "4")
    begun("pack", "--to", str(tmp_path / "releases.tar"))
    hub.stop()
    assert "Version 1.0.0 is here" in update("fetch", "--from", str(tmp_path / "releases.tar"))
    assert "here already" in update("fetch", "--from", str(hub.data / FOLDER))
    assert "no update" in update("fetch", "--from", f"{hub.url}/updates")
    assert "neither an address nor" in update("fetch", "--from", str(tmp_path / "nothing"))


def test_a_tablet_that_nobody_enrolled_has_to_be_told_where_releases_are(update):
    assert "no hub" in update("fetch")


def test_the_hub_serves_what_is_signed_and_nothing_beside_it(hub, begun, add):
    add("1.0.0")
    with httpx.Client(base_url=hub.url) as http:
        assert http.get("/updates/metadata/timestamp.json").headers["cache-control"] == "no-cache"
        root = http.get("/updates/metadata/1.root.json")
        assert (root.status_code, root.json()["signed"]["_type"]) == (200, "root")
        archive = next((hub.data / FOLDER / "targets").glob("*.zst"))
        part = http.get(f"/updates/targets/{archive.name}", headers={"Range": "bytes=4-7"})
        assert (part.status_code, part.content) == (206, archive.read_bytes()[4:8])
        for path in (
            "metadata/9.root.json",
            "metadata/../keys",
            "metadata/..%2fkeys",
            f"targets/{archive.name[:-1]}",
            "targets/..%2f..%2fhub.db",
            "keys",
            "changing",
        ):
            assert http.get(f"/updates/{path}").status_code == 404, path


def test_the_hub_has_no_key_that_can_offer_a_program(hub, begun, add, stick):
    on_the_hub = {path.name.partition("-")[0] for path in (hub.data / FOLDER / "keys").iterdir()}
    on_the_stick = {path.name.partition("-")[0] for path in stick.iterdir()}
    assert (on_the_hub, on_the_stick) == ({SNAPSHOT, TIMESTAMP}, {ROOT, TARGETS})
    assert all(path.stat().st_mode & 0o077 == 0 for path in stick.iterdir())
    add("1.0.0")
    assert "needs more keys" in begun("ring", "1.0.0", "1", keys=False)


def test_keys_are_replaced_and_tablets_follow(hub, begun, add, update, stick):
    add("1.0.0")
    source = ("--from", f"{hub.url}/updates")
    update("fetch", *source)
    for role in ROLES:
        assert f"The keys of {role} are new" in begun("rotate", role)
    begun("ring", "1.0.0", "4")
    assert "Version 1.0.0 is here" in update("fetch", *source)


def test_keys_that_cannot_be_replaced_leave_none_that_nobody_knows_of(begun, stick):
    away = stick.with_name("safe")
    away.mkdir()
    one = min(stick.glob("root-*.json"))
    one.rename(away / one.name)
    before = sorted(path.name for path in stick.iterdir())
    for role in ROLES:
        assert "root needs more keys than are here: say with --keys" in begun("rotate", role)
    assert sorted(path.name for path in stick.iterdir()) == before


def test_which_key_to_destroy_is_said_and_no_more_are_made_than_there_were(begun, stick):
    (old,) = stick.glob("targets-*.json")
    assert f"  {old}\n" in begun("rotate", TARGETS)
    (second,) = (path for path in stick.glob("targets-*.json") if path != old)
    said = begun("rotate", TARGETS)
    assert f"  {second}\n" in said
    assert str(old) not in said
    assert len(list(stick.glob("targets-*.json"))) == 3


def test_what_cannot_begin_leaves_no_keys(release, stick):
    assert "no more than there are" in release("begin", "--root-keys", "1")
    assert not stick.exists()


def test_a_slip_in_the_folders_name_makes_no_folder(tmp_path, capsys):
    assert main(["release", "show", "--data", str(tmp_path / "slip")]) == 1
    assert "holds no releases" in capsys.readouterr().err
    assert not (tmp_path / "slip").exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("ring", "1.0.0", "5"), "has 4 rings"),
        (("ring", "7.0.0", "1"), "no release 7.0.0"),
        (("pause", "7.0.0"), "no release 7.0.0"),
        (("begin",), "holds releases already"),
    ],
)
def test_what_cannot_be_done_is_said(begun, add, words, why):
    add("1.0.0")
    assert why in begun(*words)


def test_what_is_no_release_is_refused(begun, add, tmp_path):
    add("1.0.0")
    assert "or a newer one" in add("0.9.0")
    assert "rise to 100" in add("1.1.0", "--rings", "50,10,100")
    (tmp_path / "empty").mkdir()
    what = ["--version", "2.0.0", "--platform", this_platform(), "--database", "9"]
    assert "no kiosk's program" in begun("add", str(tmp_path / "empty"), *what)


def test_before_it_begins_it_says_how(release):
    assert "release begin" in release("show")


def test_the_same_tree_makes_the_same_archive(tmp_path):
    one = trees.tree(tmp_path / "one", "1.0.0")
    two = trees.copy(one, tmp_path / "two")
    for path in two.rglob("*"):
        path.chmod(path.stat().st_mode | 0o020)
    sizes = [archive.pack(tree, tmp_path / f"{tree.name}.zst") for tree in (one, two)]
    assert sizes[0] == sizes[1]
    assert (tmp_path / "one.zst").read_bytes() == (tmp_path / "two.zst").read_bytes()


def test_a_serving_hub_says_anew_what_is_newest_before_that_fades(tmp_path):
    when = datetime.now(UTC)
    folder = tmp_path / "releases"
    signers = {role: [keys.make(folder / "keys", role)] for role in ROLES}
    repository = Repository(folder, lambda: when)
    repository.begin(signers, 1)
    assert not renewal.renew(folder, lambda: when)
    for role in (ROOT, TARGETS):
        for path in (folder / "keys").glob(f"{role}-*"):
            path.unlink()
    assert renewal.renew(folder, lambda: when + timedelta(days=8))
    assert repository.read(TIMESTAMP).signed.version == 2
    assert not renewal.renew(folder, lambda: when + timedelta(days=9))


def test_a_hub_that_was_put_back_from_a_backup_is_believed_again(hub, begun, add, update, tmp_path):
    add("1.0.0")
    assert main(["backup", "--data", str(hub.data), "--to", str(tmp_path / "hub.tar.zst")]) == 0
    begun("ring", "1.0.0", "4")
    source = ("--from", str(hub.data / FOLDER))
    update("fetch", *source)
    hub.stop()
    assert (
        main(["restore", "--data", str(hub.data), "--from", str(tmp_path / "hub.tar.zst"), "--replace"]) == 0
    )
    assert "no update" in update("fetch", *source)
    assert "said anew" in begun("renew", "--ahead", "1000")
    assert "Nothing newer" in update("fetch", *source)


def test_old_releases_make_room(tmp_path, monkeypatch):
    monkeypatch.setattr(releasing, "MOST_RELEASES", 2)
    folder = tmp_path / "releases"
    signers = {role: [keys.make(folder / "keys", role)] for role in ROLES}
    repository = Repository(folder, lambda: datetime.now(UTC))
    repository.begin(signers, 1)
    for version in ("1.0.0", "1.1.0", "1.2.0"):
        tree = trees.tree(tmp_path / version, version)
        releasing.add(repository, signers, tree, "linux-x86_64", releasing.Release(version, "none", 0, 9))
    (channel,) = repository.channels()
    assert [one.version for one in channel.releases] == ["1.1.0", "1.2.0"]
    assert len(repository.read(TARGETS).signed.targets) == 3
    assert len(list((folder / "targets").glob("*.zst"))) == 2
    assert releasing.pack(repository, tmp_path / "stick.tar") == len(repository.files()) + len(
        list((folder / "metadata").glob("*.json"))
    )
    with tarfile.open(tmp_path / "stick.tar") as packed:
        names = [Path(name).name for name in packed.getnames() if name.startswith("targets/")]
    assert sorted(names) == sorted(path.name for path in repository.files())
    before = (tmp_path / "stick.tar").read_bytes()
    repository.files()[-1].unlink()
    with pytest.raises(FileNotFoundError):
        releasing.pack(repository, tmp_path / "stick.tar")
    assert (tmp_path / "stick.tar").read_bytes() == before
    assert not (tmp_path / "stick.tar.part").exists()
