"""A hub and tablets of two versions: what each makes is understood, and what it does not know is kept."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sync.hub import exchange
from sync.hub.context import Config, Hub, open_hub
from sync.hub.storage.port import Decision, Key, Write
from sync.protocol import envelope, ids, scopes, sessions, upgrades
from sync.protocol.devices import Device
from sync.protocol.envelope import Op, Result, SyncRequest
from sync.protocol.lists import ShoppingList

VISIT = sessions.begin()
LIST = ids.new_id()
SCOPE = scopes.shopping_list(LIST)
TABLET = Device(id="tablet", store="milano", name="Kiosk 1", public_key="", enrolled="")

Run = Callable[[Callable[[Hub], Coroutine[Any, Any, Any]]], Any]


@pytest.fixture
def on_hub(tmp_path: Path) -> Iterator[Run]:
    """Run a function of a hub whose store stays from one call to the next."""

    def run(work: Callable[[Hub], Coroutine[Any, Any, Any]]) -> Any:
        async def open_and_work() -> Any:
            hub = await open_hub(Config(tmp_path / "hub", ""))
            try:
                return await work(hub)
            finally:
                await hub.close()

        return asyncio.run(open_and_work())

    return run


def op(args: dict[str, Any], schema: int = 1) -> Op:
    made = ids.new_op_id()
    return Op(made, TABLET.id, "one", 1, VISIT.principal, SCOPE, "2026-05-04T12:00:00Z", args, schema=schema)


async def send(hub: Hub, *ops: Op, sealed: bool = False) -> list[Result]:
    key = envelope.PublicKey(bytes(envelope.PrivateKey(hub.keys.sealing).public_key))
    request = SyncRequest(
        TABLET.id,
        "one",
        ops=[] if sealed else list(ops),
        sealed=[envelope.seal(one, VISIT.secret, bytes(key)) for one in ops] if sealed else [],
        proofs=[VISIT.secret],
    )
    return (await exchange.sync(hub, TABLET, request)).results


async def stored(hub: Hub) -> bytes:
    found = await hub.storage.load(SCOPE, Key("list", LIST))
    assert found is not None
    assert found.body is not None
    return found.body


@pytest.mark.parametrize("sealed", [False, True], ids=["plain", "sealed"])
def test_rule_13_the_hub_upgrades_what_a_tablet_of_the_version_before_made(
    on_hub: Run, monkeypatch: pytest.MonkeyPatch, sealed: Any
) -> None:
    create = op({"verb": "CreateList", "title": "Kitchen"})
    old = op({"verb": "AddLine", "product": "p", "variant": "v", "qty": 3})
    monkeypatch.setattr(upgrades, "SCHEMA", 2)
    monkeypatch.setattr(
        upgrades, "STEPS", [lambda args: {"quantity" if key == "qty" else key: args[key] for key in args}]
    )
    first = on_hub(lambda hub: send(hub, create, old, sealed=sealed))
    assert [result.status for result in first] == ["applied", "applied"]
    document = msgspec.json.decode(on_hub(stored), type=ShoppingList)
    assert document.pieces == 3
    # It comes again, in plain or sealed, after its answer was lost: it is the same operation.
    assert on_hub(lambda hub: send(hub, create, old, sealed=not sealed)) == first
    changed = msgspec.structs.replace(old, args={**old.args, "qty": 4})
    [conflict] = on_hub(lambda hub: send(hub, changed))
    assert conflict.status == "conflict"


def test_rule_13_a_newer_tablet_waits_and_an_older_one_goes_on(on_hub: Run) -> None:
    create = op({"verb": "CreateList"})
    newer = op({"verb": "AddLine", "product": "p", "variant": "v"}, schema=2)
    results = on_hub(lambda hub: send(hub, create, newer))
    assert {(one.status, one.reason) for one in results} == {("applied", ""), ("retry", "hub_too_old")}


def test_rule_13_fields_of_a_newer_hub_survive_the_change_of_an_older_one(on_hub: Run) -> None:
    on_hub(lambda hub: send(hub, op({"verb": "CreateList", "title": "Kitchen"})))
    newer = msgspec.json.decode(on_hub(stored))
    newer["occasion"] = "wedding"
    newer["actors"][f"device:{TABLET.id}"]["colour"] = "red"
    body = msgspec.json.encode(newer)
    on_hub(lambda hub: hub.storage.commit(SCOPE, [], [], lambda _: Decision([Write("list", LIST, body)])))
    on_hub(lambda hub: send(hub, op({"verb": "AddLine", "product": "p", "variant": "v"})))
    plain = msgspec.json.decode(on_hub(stored))
    assert plain["occasion"] == "wedding"
    assert plain["actors"][f"device:{TABLET.id}"]["colour"] == "red"
    assert [line["variant"] for line in plain["lines"]] == ["v"]
