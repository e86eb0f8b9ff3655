"""The timeline on a customer's account page: the latest first, page by page."""

from typing import Any

import httpx
import msgspec
import pytest

from sync.hub.storage.port import Write
from sync.protocol import ids, scopes
from sync.protocol.actors import Actor
from sync.protocol.clients import Right
from sync.protocol.interactions import Interaction

LAURA = Actor("associate:l", "associate", "Laura", "Milano Centrale")
SHOP = Actor("client:chat", "shop", "Chat")


@pytest.fixture
def told(customer: str, write_beside: Any) -> list[str]:
    """Five things that happened, the earliest first; they were written down in another order."""
    happened = [
        Interaction(ids.new_id(), f"2026-11-{day}T10:00:00Z", "note", "note", f"Day {day}", by=LAURA)
        for day in (20, 21, 22, 23, 24)
    ]
    for one in (happened[3], happened[0], happened[4], happened[2], happened[1]):
        write_beside(scopes.person(customer), [Write("interaction", one.id, msgspec.json.encode(one))])
    return [one.id for one in happened]


def test_it_is_read_page_by_page_the_latest_first(shop: httpx.Client, customer: str, told: list[str]) -> None:
    read, path = [], f"/v1/customers/{customer}/timeline?limit=2"
    while path:
        answer = shop.get(path).raise_for_status()
        read += [entry["id"] for entry in answer.json()["entries"]]
        following = answer.json().get("next", "")
        path = f"/v1/customers/{customer}/timeline?limit=2&after={following}" if following else ""
        assert bool(following) == ("next" in answer.links)
    assert read == told[::-1]


def test_an_entry_tells_who_took_part_and_nothing_of_devices(
    shop: httpx.Client, customer: str, told: list[str]
) -> None:
    entry = shop.get(f"/v1/customers/{customer}/timeline").json()["entries"][0]
    assert entry == {
        "id": told[-1],
        "at": "2026-11-24T10:00:00Z",
        "channel": "note",
        "topic": "note",
        "title": "Day 24",
        "by": "Laura",
    }


def test_a_cursor_from_elsewhere_is_refused(shop: httpx.Client, customer: str) -> None:
    answer = shop.get(f"/v1/customers/{customer}/timeline?after=elsewhere")
    assert (answer.status_code, answer.json()["code"]) == (409, "no_cursor")


def test_who_may_not_know_persons_reads_none_of_it(new_shop: Any, customer: str) -> None:
    answer = new_shop(Right.CUSTOMERS_READ).get(f"/v1/customers/{customer}/timeline")
    assert (answer.status_code, answer.json()["code"]) == (403, "no_right")


def test_of_who_was_erased_there_is_none(shop: httpx.Client, customer: str, told: list[str]) -> None:
    shop.post(f"/v1/customers/{customer}/erase").raise_for_status()
    assert shop.get(f"/v1/customers/{customer}/timeline").status_code == 404
