"""Rule 17 at the hub: who asks to be forgotten is, in the store, in backups, and for good."""

import asyncio
import contextlib
import errno
import hashlib
import json
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import msgspec
import pytest

from sync.hub import erasure, journal
from sync.hub.__main__ import main
from sync.hub.access import ShareIndex
from sync.hub.context import open_storage
from sync.hub.erasure import Ground
from sync.hub.profile import registry
from sync.hub.profile.customers import Reference
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, StorageError, Write
from sync.protocol import checksums, ids, scopes
from sync.protocol.clients import Right
from sync.protocol.customers import Customer
from sync.protocol.ids import line_id
from sync.protocol.list_verbs import AddLine, CreateList, SetNote, ShareList
from sync.protocol.lists import ShoppingList
from sync.protocol.persons import Person
from sync.protocol.sessions import EndSession

PATCH = {"If-Match": "*"}
AT = "2026-11-22T10:00:00Z"


class Anna(NamedTuple):
    """A customer of whom a lot is known, and the list that she began at a tablet."""

    shop: httpx.Client
    customer: str
    list_id: str
    mark: str

    @property
    def words(self) -> set[str]:
        """What is planted; no two Annas share a word."""
        return {f"{word}{self.mark}" for word in ("name", "mail", "title", "note", "size")}

    @property
    def token(self) -> str:
        return f"the-token-of-{self.mark}"

    @property
    def scopes(self) -> list[str]:
        return [
            scopes.customer(self.customer),
            scopes.person(self.customer),
            scopes.shopping_list(self.list_id),
        ]

    def erase(self) -> dict[str, Any]:
        answer = self.shop.post(f"/v1/customers/{self.customer}/erase")
        return dict(answer.raise_for_status().json())


@pytest.fixture
def anna(hub: Any, tablet: Any) -> Any:
    async def key() -> str:
        storage = open_storage(hub.data)
        made = await registry.add(storage, f"shop {ids.new_id()}", tuple(Right), AT)
        await storage.close()
        return str(made)

    list_id, mark = ids.new_id(), secrets.token_hex(8)
    scope = scopes.shopping_list(list_id)
    line = line_id(list_id, "lamp-red", {})
    verbs = [
        CreateList(title=f"title{mark}"),
        AddLine(product="lamp", variant="lamp-red"),
        SetNote(line, f"note{mark}"),
        ShareList(hashlib.sha256(f"the-token-of-{mark}".encode()).hexdigest()),
    ]
    results = tablet.results(*(tablet.op(scope, verb) for verb in verbs))
    assert {result.status for result in results} == {"applied"}
    headers = {"Authorization": f"Bearer {asyncio.run(key())}"}
    with httpx.Client(base_url=hub.url, headers=headers) as shop:
        customer = shop.post("/v1/customers", json={"reference": f"mail{mark}"}).json()["id"]
        sizes = {"sizes": {"coat": f"size{mark}"}}
        who = {"names": {"given": f"name{mark}"}, "contacts": {"email": f"mail{mark}@example.com"}}
        shop.patch(f"/v1/customers/{customer}", json=sizes, headers=PATCH).raise_for_status()
        shop.patch(f"/v1/persons/{customer}", json=who, headers=PATCH).raise_for_status()
        shop.post(
            f"/v1/customers/{customer}/lists/attach", json={"link": f"the-token-of-{mark}"}
        ).raise_for_status()
        yield Anna(shop, customer, list_id, mark)


def words_in(data: Path, anna: Anna) -> set[str]:
    """Which of the planted words stand in any file of a folder."""
    contents = [path.read_bytes() for path in data.rglob("*") if path.is_file()]
    return {word for word in anna.words if any(word.encode() in content for content in contents)}


def at_the_store(data: Path, look: Callable[[Any], Any]) -> Any:
    async def run() -> Any:
        storage = open_storage(data)
        try:
            return await look(storage)
        finally:
            await storage.close()

    return asyncio.run(run())


def test_everything_that_is_held_on_a_person_is_in_one_file(anna: Anna, hub: Any, tmp_path: Path) -> None:
    export = anna.shop.get(f"/v1/customers/{anna.customer}/export").raise_for_status()
    assert all(word in export.text for word in anna.words)
    assert [visit["device"] for visit in export.json()["visits"]]
    target = tmp_path / "anna.json"
    command = ["export-person", anna.customer, "--data", str(hub.data), "--to", str(target)]
    assert main(command) == 0
    assert target.stat().st_mode & 0o077 == 0
    written = json.loads(target.read_text())
    assert {**written, "exported": ""} == {**export.json(), "exported": ""}


def test_a_file_that_is_there_is_not_written_over(
    anna: Anna, hub: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "anna.json"
    file.write_text("somebody else's")
    assert main(["export-person", anna.customer, "--data", str(hub.data), "--to", str(file)]) == 1
    assert f"{file} is there already" in capsys.readouterr().err
    assert file.read_text() == "somebody else's"


def test_rule_17_nothing_of_an_erased_person_is_left_in_the_hubs_files(anna: Anna, hub: Any) -> None:
    before = at_the_store(hub.data, lambda storage: storage.heads(anna.scopes))
    assert words_in(hub.data, anna) == anna.words
    erased = anna.erase()
    assert (erased["id"], erased["devices"], erased["confirmed"]) == (anna.customer, 1, 0)
    assert words_in(hub.data, anna) == set()
    after = at_the_store(hub.data, lambda storage: storage.heads(anna.scopes))
    # The numbers go on, so that whoever has read up to one of them learns of it.
    assert all(after[scope].seq > before[scope].seq for scope in anna.scopes)
    assert anna.erase() == erased
    assert at_the_store(hub.data, lambda storage: storage.heads(anna.scopes)) == after


def test_rule_17_ids_stay_and_checksums_follow(anna: Anna, hub: Any) -> None:
    anna.erase()

    async def look(storage: Any) -> None:
        for scope in anna.scopes:
            kind, identifier = scopes.parse(scope)
            changes = await storage.changes(scope, 0, 10)
            (stored,) = [one for one in changes if (one.kind, one.id) == (kind, identifier)]
            # Of what stood beside it, the timeline, a number is left.
            assert [one for one in changes if one.body is not None] == [stored]
            left = msgspec.json.decode(stored.body)
            assert {"id", "erased"} <= set(left) <= {"id", "erased", "owner"}
            head = (await storage.heads([scope]))[scope]
            assert head.checksum == checksums.digest(stored.kind, stored.id, stored.seq, stored.body)

    at_the_store(hub.data, look)


def test_rule_17_nothing_comes_back_into_what_was_erased(anna: Anna, tablet: Any) -> None:
    scope = scopes.shopping_list(anna.list_id)
    late = tablet.seal(tablet.op(scope, AddLine(product="rug", variant="rug")))
    again = tablet.op(scope, CreateList(title="Corner"))
    anna.erase()
    results = tablet.results(again, sealed=[late])
    assert {(result.status, result.reason) for result in results} == {("rejected", "erased")}
    assert tablet.sync(cursors={scope: 0}).closed == [scope]
    path = f"/v1/customers/{anna.customer}"
    gone = [
        anna.shop.get(path),
        anna.shop.get(f"{path}/export"),
        anna.shop.get(f"/v1/lists/{anna.list_id}"),
        anna.shop.get(f"/v1/persons/{anna.customer}"),
        anna.shop.patch(path, json={"store": "roma"}, headers=PATCH),
        anna.shop.patch(f"/v1/persons/{anna.customer}", json={"names": {"given": "Anna"}}, headers=PATCH),
        anna.shop.patch(f"/v1/lists/{anna.list_id}", json={"title": "Corner"}, headers=PATCH),
        anna.shop.post(f"{path}/lists", json={"title": "Corner"}),
        anna.shop.post(f"{path}/lists/attach", json={"link": anna.token}),
    ]
    assert {(answer.status_code, answer.json()["code"]) for answer in gone} == {(404, "not_found")}
    assert anna.shop.get(f"/l/{anna.token}").status_code == 404


def test_an_account_that_comes_back_is_somebody_new(anna: Anna) -> None:
    anna.erase()
    fresh = anna.shop.post("/v1/customers", json={"reference": f"mail{anna.mark}"})
    assert fresh.status_code == 201
    assert fresh.json()["id"] != anna.customer


def test_rule_17_a_device_is_asked_until_it_has_confirmed_and_counted_then(
    anna: Anna, hub: Any, tablet: Any, new_tablet: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    anna.erase()
    # The visit may be over for long: the device is asked all the same.
    tablet.results(tablet.op(scopes.session(tablet.visit.id), EndSession("finish")))
    (order,) = tablet.sync(proofs=[]).erase
    assert (order.id, sorted(order.scopes)) == (anna.customer, sorted(anna.scopes))
    assert tablet.sync(proofs=[]).erase == [order]
    assert new_tablet().sync(erased=[order.id]).erase == []
    assert anna.erase()["confirmed"] == 0
    assert tablet.sync(proofs=[], erased=[order.id, "another"]).erase == []
    assert tablet.sync(proofs=[]).erase == []
    assert anna.erase()["confirmed"] == 1
    capsys.readouterr()
    assert main(["erasures", "--data", str(hub.data), "--json"]) == 0
    told = {one["id"]: one for one in json.loads(capsys.readouterr().out)}[anna.customer]
    assert (told["devices"], list(told["confirmed"])) == ([tablet.device], [tablet.device])
    assert main(["erasures", "--data", str(hub.data)]) == 0
    assert "1 of 1 devices" in capsys.readouterr().out


def test_the_journal_holds_ids_alone(anna: Anna, hub: Any, tablet: Any) -> None:
    anna.erase()
    line = (hub.data / journal.NAME).read_bytes().splitlines()[-1]
    entry = msgspec.json.decode(line)
    assert set(entry) == {"id", "at", "scopes", "devices"}
    assert (entry["id"], entry["devices"]) == (anna.customer, [tablet.device])


def test_a_line_of_the_journal_that_was_cut_off_spoils_no_other(
    anna: Anna, hub: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / journal.NAME).write_bytes(b'{"id":"cut')
    journal.append(tmp_path, msgspec.json.encode(erasure.Erasure(anna.customer, AT, anna.scopes)))
    lines = journal.merge(tmp_path, [])
    assert len(lines) == 2
    assert at_the_store(hub.data, lambda storage: erasure.reapply(storage, lines, AT)) >= 1
    assert words_in(hub.data, anna) == set()
    assert "cannot be read" in caplog.text


def test_rule_17_a_journal_that_cannot_be_merged_is_there_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = tmp_path / journal.NAME, tmp_path / "other.jsonl"
    mine.write_bytes(b'{"id":"one"}\n')
    other.write_bytes(b'{"id":"two"}\n')

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="no space"):
            journal.merge(tmp_path, [other])
    assert mine.read_bytes() == b'{"id":"one"}\n'
    assert journal.merge(tmp_path, [other]) == [b'{"id":"one"}', b'{"id":"two"}']
    assert mine.stat().st_mode & 0o077 == 0


def test_an_erasure_whose_journal_cannot_be_written_is_carried_out_later(anna: Anna, hub: Any) -> None:
    async def try_it(storage: Any) -> None:
        with pytest.raises(StorageError, match="journal"):
            await erasure.erase(Ground(storage, hub.data / "missing"), anna.customer, AT)
        assert await erasure.resume(Ground(storage, hub.data), AT) == 1

    at_the_store(hub.data, try_it)
    assert words_in(hub.data, anna) == set()


def test_rule_17_a_backup_that_is_put_back_is_erased_too(
    anna: Anna, hub: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup, back = tmp_path / "hub.tar.zst", tmp_path / "back"
    assert main(["backup", "--data", str(hub.data), "--to", str(backup)]) == 0
    anna.erase()
    lines = hub.data / journal.NAME
    restore = ["restore", "--data", str(back), "--from", str(backup), "--erasures", str(lines)]
    assert main(restore) == 0
    assert words_in(back, anna) == set()

    async def look(storage: Any) -> None:
        for scope in anna.scopes:
            kind, identifier = scopes.parse(scope)
            stored = await storage.load(scope, Key(kind, identifier))
            assert msgspec.json.decode(stored.body)["erased"] is True
        orders = {one.id: one async for one in erasure.every(storage)}
        order = orders[anna.customer]
        assert (order.confirmed, len(order.devices)) == ({}, 1)
        assert order.done

    at_the_store(back, look)


def test_rule_17_what_a_newer_hub_wrote_beside_goes_as_well(anna: Anna, hub: Any) -> None:
    async def plant(storage: Any) -> None:
        for scope in anna.scopes:
            key = Key(*scopes.parse(scope))
            stored = await storage.load(scope, key)
            newer = {**msgspec.json.decode(stored.body), "newer": f"name{anna.mark}"}
            write = Write(*key, msgspec.json.encode(newer))
            await storage.commit(scope, [], [], lambda _, write=write: Decision([write]))

    at_the_store(hub.data, plant)
    path = f"/v1/customers/{anna.customer}"
    anna.shop.patch(path, json={"store": "roma"}, headers=PATCH).raise_for_status()
    key = Key("customer", anna.customer)
    kept = at_the_store(hub.data, lambda storage: storage.load(anna.scopes[0], key))
    assert b'"newer"' in kept.body
    anna.erase()
    assert words_in(hub.data, anna) == set()


def test_rule_17_nothing_is_left_in_a_database_either(postgres: Any, tmp_path: Path) -> None:
    url, word, customer, list_id = postgres.new_database(), "planted", ids.new_id(), ids.new_id()
    held: list[tuple[str, msgspec.Struct]] = [
        (scopes.customer(customer), Customer(customer, sizes={"coat": word}, lists=[list_id], reference="r")),
        (scopes.person(customer), Person(customer, {"given": word})),
        (scopes.shopping_list(list_id), ShoppingList(list_id, "guest:x", word, shares={"s": True})),
        (scopes.share("s"), ShareIndex(list_id)),
        (scopes.reference("r"), Reference(customer)),
    ]

    async def run() -> None:
        storage = open_storage(tmp_path, url)
        try:
            for scope, document in held:
                await documents.keep_first(storage, scope, Key(*scopes.parse(scope)), document)
            order = await erasure.erase(Ground(storage, tmp_path), customer, AT)
            assert order is not None
            assert order.done
            names = [scope for scope, _ in held]
            heads = await storage.heads(names)
            for scope in names:
                (stored,) = await storage.changes(scope, 0, 10)
                assert word.encode() not in (stored.body or b"")
                assert customer.encode() not in (stored.body or b"") or scope in order.scopes
                living = stored.body is not None
                sum_of_it = checksums.digest(stored.kind, stored.id, stored.seq, stored.body or b"")
                assert heads[scope].checksum == (sum_of_it if living else 0)
        finally:
            await storage.close()

    asyncio.run(run())


def test_an_erasure_that_was_cut_off_anywhere_is_finished_by_the_housekeeping(
    anna: Anna, hub: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    class Cut:
        """A store that is out of reach after some commits."""

        def __init__(self, storage: Any, commits: int) -> None:
            self._storage = storage
            self._left = commits

        def __getattr__(self, name: str) -> Any:
            return getattr(self._storage, name)

        async def commit(self, *arguments: Any) -> int:
            if not self._left:
                raise StorageError("cut")
            self._left -= 1
            return int(await self._storage.commit(*arguments))

    async def cut_off(storage: Any) -> None:
        for commits in range(1, 7):
            with contextlib.suppress(StorageError):
                await erasure.erase(Ground(Cut(storage, commits), hub.data), anna.customer, AT)
            orders = {one.id: one async for one in erasure.every(storage)}
            assert not orders[anna.customer].done

    at_the_store(hub.data, cut_off)
    assert main(["housekeeping", "--data", str(hub.data)]) == 0
    assert "1 erasures finished" in capsys.readouterr().out
    assert words_in(hub.data, anna) == set()
    assert anna.erase()["devices"] == 1


def test_nobody_is_told_from_somebody_who_never_was(hub: Any, capsys: pytest.CaptureFixture[str]) -> None:
    unknown = ids.new_id()
    for command in ("export-person", "erase-person"):
        assert main([command, unknown, "--data", str(hub.data)]) == 1
        assert unknown in capsys.readouterr().err

    async def look(storage: Any) -> None:
        assert await storage.load(scopes.customer(unknown), Key("customer", unknown)) is None

    at_the_store(hub.data, look)


def test_the_command_erases_like_the_call(anna: Anna, hub: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["erase-person", anna.customer, "--data", str(hub.data)]) == 0
    assert "0 of 1 devices" in capsys.readouterr().out
    assert words_in(hub.data, anna) == set()
