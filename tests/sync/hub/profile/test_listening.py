"""A server that listens for changes of its customers and their lists."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from sync.protocol import ids, scopes
from sync.protocol.clients import Right
from sync.protocol.list_verbs import AddLine, CreateList


@contextmanager
def listening(shop: Any, *wanted: str) -> Iterator[Iterator[dict[str, Any]]]:
    with shop.stream("GET", "/v1/events", params={"scopes": ",".join(wanted)}, timeout=10) as answer:
        assert answer.status_code == 200
        lines = answer.iter_lines()
        assert next(lines) == ":"
        yield (json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: "))


def test_a_change_of_a_customers_list_is_told(shop: Any, list_id: str) -> None:
    scope = scopes.shopping_list(list_id)
    seq = shop.get(f"/v1/lists/{list_id}").json()["seq"]
    with listening(shop, scope) as hints:
        # What is there already comes first.
        assert next(hints) == {"scope": scope, "seq": seq}
        shop.patch(f"/v1/lists/{list_id}", json={"title": "Lamps"}, headers={"If-Match": "*"})
        assert next(hints) == {"scope": scope, "seq": seq + 1}


def test_a_guests_list_is_silent(shop: Any, tablet: Any, customer: str) -> None:
    guests = scopes.shopping_list(ids.new_id())
    tablet.results(tablet.op(guests, CreateList()), tablet.op(guests, AddLine(product="p", variant="v")))
    theirs = scopes.customer(customer)
    with listening(shop, guests, theirs) as hints:
        assert next(hints)["scope"] == theirs
        tablet.results(tablet.op(guests, AddLine(product="p", variant="v")))
        shop.patch(f"/v1/customers/{customer}", json={"store": "roma"}, headers={"If-Match": "*"})
        assert next(hints)["scope"] == theirs


@pytest.mark.parametrize("scope", ["person:x", "stock:milano", "device:x", "hub", "client:x"])
def test_what_is_no_servers_business_cannot_be_listened_to(shop: Any, scope: str) -> None:
    answer = shop.get("/v1/events", params={"scopes": scope})
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_listening_takes_the_rights_of_reading(new_shop: Callable[..., Any], customer: str) -> None:
    wanted = {"scopes": scopes.customer(customer)}
    assert new_shop(Right.LISTS_READ).get("/v1/events", params=wanted).json()["code"] == "forbidden"
    assert new_shop(Right.CUSTOMERS_READ).get("/v1/events", params=wanted).json()["code"] == "no_right"
