"""What moved in a store is printed, and its figures are held against it."""

import asyncio
import csv
import io
import json

import msgspec
import pytest

from sync.hub.__main__ import main
from sync.hub.assembly import assemble
from sync.hub.context import Config, open_storage
from sync.hub.settling import do
from sync.hub.storage.port import Decision, Key, Write
from sync.protocol import scopes
from sync.protocol.actors import Actor
from sync.protocol.stock import MoveStock, StockLevel

TILL = Actor("client:till", "shop", "Till 1")


@pytest.fixture
def data(tmp_path):
    """A hub whose store has sold a lamp."""

    async def work():
        hub = await assemble(Config(tmp_path, ""))
        body = msgspec.json.encode(StockLevel("lamp", 3, "2026-11-26T08:00:00Z"))
        await hub.storage.commit(
            scopes.stock("milano"), [], [], lambda _: Decision([Write("stock", "lamp", body)])
        )
        await do(hub, scopes.stock("milano"), "one", MoveStock("lamp", "sale", -1, reference="T1-1"), TILL)
        await hub.close()

    asyncio.run(work())
    return tmp_path


def test_what_moved_is_printed_for_a_table_and_for_programs(data, capsys):
    assert main(["ledger", "milano", "--data", str(data)]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["kind"], row["delta"], row["after"], row["reference"]) for row in rows] == [
        ("count", "3", "3", ""),
        ("sale", "-1", "2", "T1-1"),
    ]
    assert main(["ledger", "milano", "--variant", "lamp", "--json", "--data", str(data)]) == 0
    assert [json.loads(line)["delta"] for line in capsys.readouterr().out.splitlines()] == [3, -1]
    assert main(["ledger", "milano", "--variant", "rug", "--json", "--data", str(data)]) == 0
    assert capsys.readouterr().out == ""


def test_figures_that_are_not_what_moved_are_told(data, capsys):
    assert main(["ledger", "milano", "--check", "--data", str(data)]) == 0
    assert "Every figure" in capsys.readouterr().out

    async def tamper():
        storage = open_storage(data)
        scope = scopes.stock("milano")
        stored = await storage.load(scope, Key("stock", "lamp"))
        level = msgspec.structs.replace(msgspec.json.decode(stored.body, type=StockLevel), on_hand=9)
        write = Write("stock", "lamp", msgspec.json.encode(level))
        await storage.commit(scope, [], [], lambda _: Decision([write]))
        await storage.close()

    asyncio.run(tamper())
    assert main(["ledger", "milano", "--check", "--data", str(data)]) == 1
    assert "lamp: 9 there, 2 by its movements" in capsys.readouterr().out
