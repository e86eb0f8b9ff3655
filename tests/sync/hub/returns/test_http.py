"""A purchase and a return as other servers see them: over HTTP, signed, and with the events that follow."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from sync.hub import signatures
from sync.hub.context import open_storage
from sync.protocol.clients import Right
from sync.protocol.hashes import digest
from tests.sync.hub.stock.till import Till, furnish, open_till

SHOE = {"variant": "shoe-42", "quantity": 2, "price": 9_900}


@pytest.fixture
def new_server(hub: Any) -> Iterator[Callable[..., Till]]:
    """Return a function that registers a server with some rights, or all of them."""

    async def fill() -> None:
        storage = open_storage(hub.data)
        await furnish(storage, hub.data)
        await storage.close()

    asyncio.run(fill())
    opened: list[Till] = []

    def new(*rights: Right) -> Till:
        opened.append(open_till(hub.url, hub.data, "", *rights))
        return opened[-1]

    yield new
    for one in opened:
        one.http.close()


@pytest.fixture
def server(new_server: Callable[..., Till]) -> Till:
    return new_server()


def bought(server: Till, number: str, **more: Any) -> str:
    """Sell something and return where its receipt is."""
    sold = server.sell(number, SHOE, contact={"name": "Anna", "email": "anna@example.com"}, **more)
    return f"/v1/receipts/{digest(sold.raise_for_status().json()['receipt'])}"


def begin(server: Till, receipt: str, name: str, *lines: dict[str, Any], **more: Any) -> Any:
    body = {"id": name, "channel": "chat", "lines": list(lines), **more}
    return server.http.post(f"{receipt}/returns", json=body)


def test_a_receipt_is_read_without_whom_it_is_of(server):
    path = bought(server, "R-1", until="2999-01-01")
    answer = server.http.get(path)
    receipt = answer.raise_for_status().json()
    assert (receipt["number"], receipt["store"], receipt["until"], receipt["case"]) == (
        "R-1",
        "milano",
        "2999-01-01",
        None,
    )
    [line] = receipt["lines"]
    assert (line["variant"], line["quantity"], line["left"], line["name"]) == ("shoe-42", 2, 2, "Scarpa")
    assert "anna" not in answer.text.lower()


def test_a_return_that_was_begun_in_the_chat_stands_with_the_receipt_once(server):
    path = bought(server, "R-2")
    small = {"line": "1", "quantity": 1, "reason": "too_small"}
    for _ in range(2):
        case = begin(server, path, "m-1", small, note="Squeezes at the toe").raise_for_status().json()["case"]
        assert case["lines"] == [small]
        assert (case["channel"], case["note"]) == ("chat", "Squeezes at the toe")
    other = begin(server, path, "m-1", note="Something else")
    assert (other.status_code, other.json()["code"]) == (409, "id_taken")
    case = begin(server, path, "m-2", note="The left one").json()["case"]
    assert case["note"] == "Squeezes at the toe\nThe left one"
    assert server.http.get(path).json()["case"] == case


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"line": "9", "quantity": 1, "reason": "other"}, "no_line"),
        ({"line": "1", "quantity": 3, "reason": "other"}, "more_than_bought"),
        ({"line": "1", "quantity": 1, "reason": "no reason"}, "invalid"),
    ],
)
def test_what_cannot_come_back_is_refused_with_its_reason(server, line, code):
    path = bought(server, f"R-3-{code}")
    answer = begin(server, path, "m-1", line)
    assert answer.json()["code"] == code
    assert server.http.get(path).json()["case"] is None


def test_a_receipt_that_nobody_has_is_not_there(server):
    path = f"/v1/receipts/{digest('VTRNOBODY')}"
    assert server.http.get(path).status_code == begin(server, path, "m-1").status_code == 404
    assert server.http.get("/v1/receipts/17").status_code == 404


def test_each_call_needs_its_own_right(server, new_server):
    path = bought(server, "R-4")
    reader, writer = new_server(Right.ORDERS_READ), new_server(Right.INTERACTIONS_WRITE)
    assert reader.http.get(path).is_success
    assert begin(reader, path, "m-1").json()["code"] == "no_right"
    assert writer.http.get(path).json()["code"] == "no_right"
    assert begin(writer, path, "m-1").is_success
    assert reader.http.get("/v1/events-out").json()["code"] == "no_right"


def test_events_are_asked_for_in_pages_signed_by_a_key_that_everybody_can_read(server, new_server):
    listener = new_server(Right.EVENTS_READ)
    assert listener.http.get("/v1/events-out").json() == {"events": [], "next": 0}
    for number in range(3):
        bought(server, f"R-5-{number}")
    first = listener.http.get("/v1/events-out?limit=2")
    page = first.raise_for_status().json()
    assert [one["number"] for one in page["events"]] == ["R-5-0", "R-5-1"]
    assert {one["type"] for one in page["events"]} == {"sale"}
    assert "anna" not in first.text.lower()
    [key] = server.http.get("/v1/keys", auth=None).raise_for_status().json()["keys"]
    signatures.check(key["x"], first.headers[signatures.HEADER], first.content, "/v1/events-out")
    rest = listener.http.get(f"/v1/events-out?after={page['next']}").json()
    assert [one["number"] for one in rest["events"]] == ["R-5-2"]
    assert listener.http.get(f"/v1/events-out?after={rest['next']}").json()["events"] == []
    ahead = listener.http.get(f"/v1/events-out?after={rest['next'] + 100}")
    assert (ahead.status_code, ahead.json()["code"]) == (409, "no_cursor")
    for wrong in ("after=-1", "limit=0", "after=x"):
        assert listener.http.get(f"/v1/events-out?{wrong}").status_code == 422
