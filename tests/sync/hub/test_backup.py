"""Backups: what is in one, and which ones are not put back."""

import asyncio
import errno
import io
import itertools
import json
import os
import shutil
import tarfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import zstandard

from sync.hub import archive, backup, journal
from sync.hub.__main__ import main
from sync.hub.context import STORE_FILE, open_storage
from sync.hub.keys import epoch, keys
from sync.hub.publish import read_manifest
from sync.hub.storage.port import Decision, Key, Stored, Write

STOCK = "stock:milano"
PICTURE = "ab" * 32


def write(data: Path, scope: str, *writes: Write) -> None:
    async def commit() -> None:
        storage = open_storage(data)
        await keys(storage)
        await epoch(storage)
        await storage.commit(scope, [], [], lambda _: Decision(writes))
        await storage.close()

    asyncio.run(commit())


def stock_of(data: Path) -> bytes | None:
    async def load() -> bytes | None:
        storage = open_storage(data)
        try:
            stored = await storage.load(STOCK, Key("stock", "lamp"))
        finally:
            await storage.close()
        return stored.body if stored else None

    return asyncio.run(load())


def changes_of(data: Path, scope: str) -> list[Stored]:
    async def load() -> list[Stored]:
        storage = open_storage(data)
        try:
            return await storage.changes(scope, 0, 1_000_000)
        finally:
            await storage.close()

    return asyncio.run(load())


def epoch_of(data: Path) -> str:
    async def load() -> str:
        storage = open_storage(data)
        try:
            return await epoch(storage)
        finally:
            await storage.close()

    return asyncio.run(load())


def files_of(data: Path) -> dict[str, bytes]:
    return {str(path.relative_to(data)): path.read_bytes() for path in data.rglob("*") if path.is_file()}


class Shop(NamedTuple):
    """A hub's folder with a little of everything, and a backup of it."""

    data: Path
    file: Path

    def restore(self, *words: str, to: Path | None = None) -> int:
        return main(["restore", "--data", str(to or self.data), "--from", str(self.file), *words])


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    data = tmp_path / "hub"
    write(data, STOCK, Write("stock", "lamp", b'{"quantity":3}'))
    write(data, "catalogue", Write("store", "milano", b'{"code":"milano","name":"Milano"}'))
    picture = data / "media" / PICTURE[:2] / f"{PICTURE}-400.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"\xff\xd8\xff a picture")
    picture.with_suffix(".7.tmp").write_bytes(b"half of another")
    (data / journal.NAME).write_bytes(b'{"id":"one"}\n')
    made = Shop(data, tmp_path / "hub.tar.zst")
    assert main(["backup", "--data", str(data), "--to", str(made.file)]) == 0
    return made


@pytest.fixture
def says(capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    return lambda: capsys.readouterr().err


def unpacked(file: Path) -> dict[str, bytes]:
    plain = zstandard.ZstdDecompressor().stream_reader(file.read_bytes())
    with tarfile.open(fileobj=plain, mode="r|") as tar:
        return {member.name: tar.extractfile(member).read() for member in tar}  # type: ignore[union-attr]


def packed(file: Path, members: dict[str, bytes], kind: bytes = tarfile.REGTYPE) -> None:
    """Write a backup as somebody else would who wants to."""
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as tar:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            if name not in {archive.CARD, archive.LIST}:
                member.type = kind
            tar.addfile(member, io.BytesIO(content))
    file.write_bytes(zstandard.ZstdCompressor().compress(raw.getvalue()))


def test_a_backup_holds_the_store_the_pictures_and_the_journal(shop):
    assert unpacked(shop.file).keys() == {
        archive.CARD,
        STORE_FILE,
        f"media/ab/{PICTURE}-400.jpg",
        journal.NAME,
        archive.LIST,
    }


def test_what_is_put_back_is_what_was_backed_up_with_a_new_history(shop):
    write(shop.data, STOCK, Write("stock", "lamp", b'{"quantity":1}'))
    before = epoch_of(shop.data)
    assert shop.restore("--replace") == 0
    assert stock_of(shop.data) == b'{"quantity":3}'
    assert epoch_of(shop.data) != before
    assert (shop.data / "media" / "ab" / f"{PICTURE}-400.jpg").read_bytes() == b"\xff\xd8\xff a picture"
    manifest = read_manifest(shop.data)
    assert manifest, "the catalogue is published again"
    assert manifest.version == 1
    [aside] = shop.data.parent.glob("hub.before-*")
    assert stock_of(aside) == b'{"quantity":1}', "and nothing of before is gone"


def test_a_hub_put_back_twice_in_a_row_keeps_what_was_there_both_times(shop):
    for quantity in (1, 2):
        write(shop.data, STOCK, Write("stock", "lamp", b'{"quantity":%d}' % quantity))
        assert shop.restore("--replace") == 0
    asides = sorted(shop.data.parent.glob("hub.before-*"))
    assert [stock_of(aside) for aside in asides] == [b'{"quantity":1}', b'{"quantity":2}']


def test_a_backup_goes_into_a_new_folder_and_into_an_empty_one(shop, tmp_path):
    (tmp_path / "empty").mkdir()
    for name in ("new", "empty"):
        assert shop.restore(to=tmp_path / name) == 0
        assert stock_of(tmp_path / name) == b'{"quantity":3}'
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "hub", "hub.tar.zst", "new"]


def test_a_folder_that_is_not_empty_is_not_overwritten(shop, says):
    before = files_of(shop.data)
    assert shop.restore() == 1
    assert "is not empty" in says()
    assert files_of(shop.data) == before


def test_rule_17_erasures_of_after_the_backup_are_not_forgotten_with_it(shop, tmp_path):
    (shop.data / journal.NAME).write_bytes(b'{"id":"one"}\n{"id":"two"}\n')
    (tmp_path / "elsewhere.jsonl").write_bytes(b'{"id":"three"}\n{"id":"one"}')
    assert shop.restore("--replace", "--erasures", str(tmp_path / "elsewhere.jsonl")) == 0
    lines = (shop.data / journal.NAME).read_text().splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["one", "two", "three"]


def test_rule_17_a_journal_that_is_not_there_stops_the_restore(shop, says, tmp_path):
    before = files_of(shop.data)
    assert shop.restore("--replace", "--erasures", str(tmp_path / "elsewhere.jsnl")) == 1
    assert "elsewhere.jsnl is no journal of erasures" in says()
    assert files_of(shop.data) == before


def test_a_folder_in_use_is_not_replaced(shop, says):
    async def try_while_open() -> int:
        storage = open_storage(shop.data)
        try:
            return await asyncio.to_thread(shop.restore, "--replace")
        finally:
            await storage.close()

    assert asyncio.run(try_while_open()) == 1
    assert "is in use: stop the hub" in says()
    assert stock_of(shop.data) == b'{"quantity":3}'


def test_a_damaged_folder_is_replaced(shop):
    (shop.data / STORE_FILE).write_bytes(b"nothing that a database would know" * 100)
    assert shop.restore("--replace") == 0
    assert stock_of(shop.data) == b'{"quantity":3}'


def changed(members: dict[str, bytes]) -> None:
    members[STORE_FILE] = members[STORE_FILE].replace(b'"quantity":3', b'"quantity":9')


def swapped(members: dict[str, bytes]) -> None:
    entries = json.loads(members[archive.LIST])
    members[archive.LIST] = json.dumps(entries[:1]).encode()


def missing(members: dict[str, bytes]) -> None:
    del members[f"media/ab/{PICTURE}-400.jpg"]


def from_tomorrow(members: dict[str, bytes]) -> None:
    members[archive.CARD] = json.dumps({"format": 2, "made": "", "epoch": ""}).encode()


def without_card(members: dict[str, bytes]) -> None:
    del members[archive.CARD]


def with_nonsense(members: dict[str, bytes]) -> None:
    members[archive.LIST] = b"[1, 2]"


def leading_out(members: dict[str, bytes]) -> None:
    listed = members.pop(archive.LIST)
    members.update({"../outside": b"boo", archive.LIST: listed})


def leading_to_another_drive(members: dict[str, bytes]) -> None:
    listed = members.pop(archive.LIST)
    members.update({"C:outside": b"boo", archive.LIST: listed})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (changed, "hub.db is not as it was backed up"),
        (swapped, "is not as it was backed up"),
        (missing, "-400.jpg is not as it was backed up"),
        (from_tomorrow, "made by a newer Vetrina hub"),
        (without_card, "no backup of a Vetrina hub"),
        (with_nonsense, "does not say what is in it"),
        (leading_out, "../outside does not belong into a data folder"),
        (leading_to_another_drive, "C:outside does not belong into a data folder"),
    ],
)
def test_a_backup_that_was_changed_is_refused_before_anything_is_touched(shop, says, change, words):
    members = unpacked(shop.file)
    change(members)
    packed(shop.file, members)
    before = files_of(shop.data)
    assert shop.restore("--replace") == 1
    assert words in says()
    assert files_of(shop.data) == before
    assert sorted(path.name for path in shop.data.parent.iterdir()) == ["hub", "hub.tar.zst"]


def test_links_in_a_backup_are_refused(shop, says):
    packed(shop.file, unpacked(shop.file), tarfile.SYMTYPE)
    assert shop.restore("--replace") == 1
    assert "does not belong into a data folder" in says()


@pytest.mark.parametrize("part", [0.0, 0.3, 0.9])
def test_a_backup_that_was_cut_is_refused(shop, says, part):
    content = shop.file.read_bytes()
    shop.file.write_bytes(content[: int(len(content) * part)])
    before = files_of(shop.data)
    assert shop.restore("--replace") == 1
    assert "backup" in says()
    assert files_of(shop.data) == before


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04" * 100, zstandard.compress(b"hello" * 1000)])
def test_a_file_that_is_no_backup_is_refused(shop, says, content):
    shop.file.write_bytes(content)
    assert shop.restore("--replace") == 1
    assert "backup" in says()


def test_a_backup_that_is_not_there_is_told_in_words(shop, says, tmp_path):
    shop.file.unlink()
    assert shop.restore("--replace") == 1
    assert f"there is no file {shop.file}" in says()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_backup_is_for_its_owner_only(shop):
    assert shop.file.stat().st_mode & 0o777 == 0o600


def test_what_a_killed_backup_left_is_cleared_away(shop, tmp_path):
    for rest in ("more.part", "more.store"):
        (tmp_path / rest).write_bytes(b"half")
    assert main(["backup", "--data", str(shop.data), "--to", str(tmp_path / "more")]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hub", "hub.tar.zst", "more"]


def test_a_backup_made_while_others_write_is_one_moment(shop, tmp_path):
    """Documents go in pairs, each pair in one commit: a backup has both or none, and no gap before them."""
    stop, written = threading.Event(), threading.Semaphore(0)

    def keep_writing() -> None:
        async def commit() -> None:
            storage = open_storage(shop.data)
            for number in itertools.count():
                pair = [Write(kind, str(number), b"{}") for kind in ("left", "right")]
                await storage.commit("stock:torino", [], [], lambda _, pair=pair: Decision(pair))
                written.release()
                if stop.is_set():
                    break
            await storage.close()

        asyncio.run(commit())

    writing = threading.Thread(target=keep_writing)
    writing.start()
    backups = [tmp_path / f"backup-{number}" for number in range(3)]
    for file in backups:
        assert all(written.acquire(timeout=20) for _ in range(3))
        assert main(["backup", "--data", str(shop.data), "--to", str(file)]) == 0
    stop.set()
    writing.join()
    heads = []
    for file in backups:
        folder = tmp_path / f"{file.name}-back"
        assert Shop(folder, file).restore() == 0
        stored = changes_of(folder, "stock:torino")
        assert [one.seq for one in stored] == list(range(1, len(stored) + 1))
        assert len(stored) % 2 == 0
        heads.append(len(stored))
    assert heads == sorted(heads)
    assert heads[0] < heads[-1], "they wrote meanwhile"


def test_a_hub_on_a_database_is_backed_up_by_its_own_tools(shop, says, tmp_path):
    words = ["--data", str(shop.data), "--database-url", "postgresql://nowhere/hub"]
    assert main(["backup", *words, "--to", str(tmp_path / "more")]) == 1
    assert "documents are in the database" in says()


def test_a_backup_overwrites_nothing(shop, says):
    before = shop.file.read_bytes()
    assert main(["backup", "--data", str(shop.data), "--to", str(shop.file)]) == 1
    assert "is there already" in says()
    assert shop.file.read_bytes() == before


def test_a_folder_without_a_store_has_no_backup(tmp_path, says):
    assert main(["backup", "--data", str(tmp_path), "--to", str(tmp_path / "file")]) == 1
    assert "holds no hub's store" in says()


def test_a_store_that_nobody_may_look_at_is_said(shop, says, tmp_path, monkeypatch: pytest.MonkeyPatch):
    def forbidden(_: Path) -> bool:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "is_file", forbidden)
    assert main(["backup", "--data", str(shop.data), "--to", str(tmp_path / "more")]) == 1
    assert "the backup was not written: Permission denied" in says()


def test_a_disk_without_room_is_refused_at_once(shop, says, tmp_path, monkeypatch: pytest.MonkeyPatch):
    usage: Any = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(backup.shutil, "disk_usage", lambda _: usage._replace(free=1 << 20))
    assert main(["backup", "--data", str(shop.data), "--to", str(tmp_path / "more")]) == 1
    assert "has 1 MB free" in says()


def test_a_disk_that_fills_up_leaves_no_half_backup(shop, says, tmp_path, monkeypatch: pytest.MonkeyPatch):
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(archive.os, "fsync", full)
    assert main(["backup", "--data", str(shop.data), "--to", str(tmp_path / "more")]) == 1
    assert "No space left on device" in says()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hub", "hub.tar.zst"]


def test_a_store_put_back_by_other_tools_begins_a_new_history_too(shop):
    before = epoch_of(shop.data)
    assert main(["restored", "--data", str(shop.data)]) == 0
    assert epoch_of(shop.data) != before
    assert stock_of(shop.data) == b'{"quantity":3}'


def test_rule_17_erasures_of_several_hubs_on_one_database_are_all_done_again(shop, tmp_path):
    others = tmp_path / "others.jsonl"
    others.write_bytes(b'{"id":"two"}\n')
    assert main(["restored", "--data", str(shop.data), "--erasures", str(others)]) == 0
    assert (shop.data / journal.NAME).read_text().splitlines() == ['{"id":"one"}', '{"id":"two"}']
    (left,) = changes_of(shop.data, "customer:two")
    assert b'"erased":true' in left.body


def test_a_database_put_back_by_its_own_tools_begins_a_new_history(tmp_path, postgres):
    url = postgres.new_database()

    async def ask() -> str:
        storage = open_storage(tmp_path, url)
        try:
            return await epoch(storage)
        finally:
            await storage.close()

    before = asyncio.run(ask())
    assert asyncio.run(ask()) == before
    assert main(["restored", "--data", str(tmp_path), "--database-url", url]) == 0
    assert asyncio.run(ask()) != before
