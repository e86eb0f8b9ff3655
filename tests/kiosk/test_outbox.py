"""`vetrina outbox`, and `vetrina-hub open-export` for what it exports."""

import asyncio
import json

import pytest
from nacl.public import PrivateKey

from kiosk.__main__ import main
from sync.client.exchange import Exchange
from sync.client.identity import save
from sync.client.replica import Replica
from sync.client.store.quarantine import MOST_TRIES
from sync.hub.__main__ import main as hub_main
from sync.hub.context import open_storage
from sync.hub.keys import keys
from sync.protocol import sessions
from sync.protocol.list_verbs import AddLine, CreateList
from sync.protocol.scopes import shopping_list
from tests.fakes import Clock, FakeHub, FakeLink

SCOPE = shopping_list("one")


@pytest.fixture
def hub_data(tmp_path):
    return tmp_path / "hub"


@pytest.fixture
def hub(hub_data) -> FakeHub:
    """A hub in memory that has the key of a real hub's store."""

    async def sealing_key() -> bytes:
        storage = open_storage(hub_data)
        found = await keys(storage)
        await storage.close()
        return found.sealing

    made = FakeHub()
    made.key = PrivateKey(asyncio.run(sealing_key()))
    return made


@pytest.fixture
def data(tmp_path, hub):
    """A tablet's folder with one queue that is set aside: two operations of a visit that is over."""
    folder, clock, identity = tmp_path / "tablet", Clock(), hub.identity()
    replica = Replica(folder, identity, clock.now)
    save(folder, identity)
    session = sessions.begin()
    replica.begin(session)
    replica.commit(session.id, SCOPE, CreateList("Kitchen"))
    replica.commit(session.id, SCOPE, AddLine("lamp", "lamp-red"))
    hub.poison = {waiting.sealed.id for waiting in replica.pending(10)}
    replica.wipe(session.id, "finish")
    exchange, link = Exchange(replica, clock), FakeLink(hub)
    for _ in range(MOST_TRIES):
        clock.pass_by(400)
        while asyncio.run(exchange.trip(link)).more:
            pass
    replica.close()
    return folder


def outbox(*arguments) -> int:
    return main(["outbox", *map(str, arguments)])


def test_staff_see_what_is_set_aside_and_why(data, capsys):
    assert outbox("--data", data, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    [trouble] = told["troubles"]
    assert (told["waiting"], trouble["scope"], trouble["quarantined"]) == (2, SCOPE, True)
    assert (trouble["operations"], trouble["tries"], trouble["reason"]) == (2, MOST_TRIES, "422 invalid")
    assert outbox("--data", data) == 0
    assert f"{SCOPE}: set aside, 2 operations, 422 invalid" in capsys.readouterr().out


def test_an_export_is_for_the_hub_alone_and_tells_it_everything(data, hub_data, tmp_path, capsysbinary):
    file = tmp_path / "export.jsonl"
    assert outbox("export", "--data", data, "--to", file) == 0
    assert file.stat().st_mode & 0o077 == 0
    assert b"lamp" not in file.read_bytes()
    capsysbinary.readouterr()
    assert hub_main(["open-export", str(file), "--data", str(hub_data)]) == 0
    opened = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert [one["op"]["args"]["verb"] for one in opened] == ["CreateList", "AddLine"]
    assert {one["reason"] for one in opened} == {"422 invalid"}
    assert b"secret" not in file.read_bytes()
    # ... and it all stays on the tablet until staff discard it.
    assert outbox("discard", SCOPE, "--data", data) == 0
    outbox("--data", data, "--json")
    assert json.loads(capsysbinary.readouterr().out.splitlines()[-1])["waiting"] == 0


def test_another_hub_cannot_open_it_and_says_so(data, tmp_path, capsysbinary):
    file = tmp_path / "export.jsonl"
    outbox("export", "--data", data, "--to", file)
    capsysbinary.readouterr()
    assert hub_main(["open-export", str(file), "--data", str(tmp_path / "other")]) == 1
    assert all(b"unreadable" in line for line in capsysbinary.readouterr().out.splitlines())


def test_what_is_tried_again_goes(data, hub, capsys):
    hub.poison = set()
    assert outbox("retry", SCOPE, "--data", data) == 0
    replica = Replica(data, hub.identity())
    exchange = Exchange(replica)
    while asyncio.run(exchange.trip(FakeLink(hub))).more:
        pass
    replica.close()
    assert hub.lists["one"].pieces == 1


def test_discarding_names_what_it_discards(data, capsys):
    assert outbox("discard", "--data", data) == 1
    assert "say which queue" in capsys.readouterr().err
    outbox("--data", data, "--json")
    assert json.loads(capsys.readouterr().out)["waiting"] == 2


@pytest.mark.parametrize("words", [["--data", "nowhere"], ["export", "--data", "nowhere"]])
def test_what_cannot_be_done_is_said(words, capsys):
    assert outbox(*words) == 1
    assert capsys.readouterr().err.startswith("vetrina: ")


def test_a_file_that_is_no_export_is_refused(tmp_path, hub_data, capsys):
    file = tmp_path / "notes.txt"
    file.write_text("milk, bread")
    assert hub_main(["open-export", str(file), "--data", str(hub_data)]) == 1
    assert "no export of a tablet" in capsys.readouterr().err


def test_a_damaged_store_that_was_put_aside_is_opened_at_the_hub(data, hub, hub_data, tmp_path, capsys):
    (data / "replica.db").write_bytes(b"torn" * 1000)
    Replica(data, hub.identity()).close()
    [aside] = data.glob("replica-*.damaged")
    to = tmp_path / "opened.db"
    assert hub_main(["open-damaged", str(aside), "--data", str(hub_data), "--to", str(to)]) == 0
    assert to.read_bytes() == b"torn" * 1000
    assert to.stat().st_mode & 0o077 == 0
    asyncio.run(open_storage(tmp_path / "other").close())  # another hub's folder
    other = ["open-damaged", str(aside), "--data", str(tmp_path / "other"), "--to", str(to)]
    assert hub_main(other) == 1
    assert "cannot be opened" in capsys.readouterr().err
    assert outbox("--data", data) == 0
    assert "The tablet's store was damaged" in capsys.readouterr().out
