from typing import Any

import msgspec

from sync.protocol import ids, scopes
from sync.protocol.list_verbs import AddLine, CreateList
from sync.protocol.lists import ShoppingList


def test_rule_01_what_a_killed_hub_acknowledged_is_there_and_counts_once(tablet: Any, hub: Any) -> None:
    scope = scopes.shopping_list(ids.new_id())
    ops = [
        tablet.op(scope, CreateList()),
        *(tablet.op(scope, AddLine("lamp", "lamp-red")) for _ in range(3)),
    ]
    first = tablet.sync(*ops)
    reborn = hub.kill_and_restart()
    try:
        tablet.http.base_url = reborn.url
        # The token and the history outlive the process; the tablet, unsure, sends everything again.
        again = tablet.sync(*ops, cursors={scope: 0})
        assert (again.epoch, again.results) == (first.epoch, first.results)
        (change,) = again.changes
        assert msgspec.json.decode(change.body, type=ShoppingList).pieces == 3
    finally:
        hub.process = reborn.process  # the fixture stops this one
