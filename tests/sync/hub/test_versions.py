"""A hub and tablets of two versions: what each makes is understood, and what it does not know is kept."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sync.hub.context import Hub
from sync.hub.storage.port import Decision, Key, Write
from sync.protocol import upgrades
from sync.protocol.envelope import SCHEMA
from sync.protocol.lists import ShoppingList
from tests.sync.hub import inside
from tests.sync.hub.inside import LIST, SCOPE, TABLET, op, send

Run = Callable[[Callable[[Hub], Coroutine[Any, Any, Any]]], Any]


@pytest.fixture
def on_hub(tmp_path: Path) -> Run:
    """Run a function of a hub whose store stays from one call to the next."""
    return lambda work: inside.on_hub(tmp_path / "hub", work)


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


def test_rule_13_what_was_decided_before_the_hub_was_updated_is_known_after_it(
    on_hub: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    create, add = op({"verb": "CreateList"}), op({"verb": "AddLine", "product": "p", "variant": "v"})
    first = on_hub(lambda hub: send(hub, create, add))
    monkeypatch.setattr(upgrades, "SCHEMA", 2)
    monkeypatch.setattr(upgrades, "STEPS", [lambda args: {**args, "gift": False}])
    # The answer was lost, the hub updated, and the tablet offers the same again.
    assert on_hub(lambda hub: send(hub, create, add)) == first


def test_rule_13_a_newer_tablet_waits_and_an_older_one_goes_on(on_hub: Run) -> None:
    create = op({"verb": "CreateList"})
    newer = op({"verb": "AddLine", "product": "p", "variant": "v"}, schema=SCHEMA + 1)
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
