import asyncio
import hashlib
import secrets
from collections.abc import Callable
from typing import Any

import httpx
import msgspec
import pytest

from sync.hub.context import open_storage
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import ids, scopes
from sync.protocol.clients import Right
from sync.protocol.customers import Customer
from sync.protocol.list_verbs import AddLine, AttachList, CreateList, ShareList
from sync.protocol.sessions import EndSession

PATCH = {"Content-Type": "application/merge-patch+json"}


def problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


def patch(shop: Any, list_id: str, etag: str, body: Any, **headers: str) -> httpx.Response:
    answer: httpx.Response = shop.patch(
        f"/v1/lists/{list_id}", json=body, headers={**PATCH, "If-Match": etag, **headers}
    )
    return answer


def act(shop: Any, list_id: str, *verbs: dict[str, Any]) -> list[dict[str, Any]]:
    ops = [{"id": ids.new_op_id(), "args": verb} for verb in verbs]
    results: list[dict[str, Any]] = (
        shop.post(f"/v1/lists/{list_id}/ops", json={"ops": ops}).raise_for_status().json()["results"]
    )
    return results


@pytest.fixture
def guest_list(tablet: Any) -> tuple[str, str]:
    """The id of a list that a visit at the tablet has, and the token of its open link."""
    token, list_id = secrets.token_urlsafe(16), ids.new_id()
    verbs = [
        CreateList(title="Corner"),
        AddLine(product="sofa", variant="sofa-moss"),
        ShareList(hashlib.sha256(token.encode()).hexdigest()),
    ]
    results = tablet.results(*(tablet.op(scopes.shopping_list(list_id), verb) for verb in verbs))
    assert [result.status for result in results] == ["applied"] * 3
    return list_id, token


def test_a_list_is_begun_read_and_found_among_the_customers(shop: Any, customer: str, list_id: str) -> None:
    read = shop.get(f"/v1/lists/{list_id}")
    view = read.json()
    assert (view["id"], view["customer"], view["title"], view["store"]) == (
        list_id,
        customer,
        "Sofas",
        "milano",
    )
    (line,) = view["lines"].values()
    assert (line["variant"], line["quantity"], line["position"]) == ("lamp-red", 2, 0)
    assert view["actors"][line["by"]]["kind"] == "shop"
    assert not {"shares", "owner", "guests", "history"} & set(view)
    (summary,) = shop.get(f"/v1/customers/{customer}/lists").json()["lists"]
    assert (summary["id"], summary["lines"], summary["pieces"]) == (list_id, 1, 2)
    assert summary["etag"] == read.headers["etag"]
    assert summary["changed"] == view["changed"] != ""


def test_a_list_begun_again_with_the_same_key_is_the_same(shop: Any, customer: str) -> None:
    path, key = f"/v1/customers/{customer}/lists", {"Idempotency-Key": "begin-1"}
    first = shop.post(path, json={"title": "One"}, headers=key)
    again = shop.post(path, json={"title": "One"}, headers=key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert shop.post(path, json={"title": "One"}).json() != first.json()
    assert len(shop.get(path).json()["lists"]) == 2


def test_titles_notes_and_quantities_are_patched_as_they_were_read(shop: Any, list_id: str) -> None:
    read = shop.get(f"/v1/lists/{list_id}")
    (line,) = read.json()["lines"]
    sent = {"title": "Lamps", "lines": {line: {"quantity": 5, "note": "by the door"}}}
    changed = patch(shop, list_id, read.headers["etag"], sent)
    view = changed.json()
    assert (view["title"], view["lines"][line]["quantity"], view["lines"][line]["note"]) == (
        "Lamps",
        5,
        "by the door",
    )
    assert [(change["verb"], change.get("delta", 0)) for change in view["changes"][1:]] == [
        ("RenameList", 0),
        ("AdjustLine", 3),
        ("SetNote", 0),
    ]
    assert problem(patch(shop, list_id, read.headers["etag"], sent)) == (412, "changed")
    same = patch(shop, list_id, changed.headers["etag"], sent)
    assert same.headers["etag"] == changed.headers["etag"]
    gone = patch(shop, list_id, "*", {"title": None, "lines": {line: None}})
    assert (gone.json()["title"], gone.json()["lines"]) == ("", {})


def test_a_patch_sent_again_with_its_key_never_counts_twice(shop: Any, list_id: str) -> None:
    read = shop.get(f"/v1/lists/{list_id}")
    (line,) = read.json()["lines"]
    key = {"Idempotency-Key": ids.new_id()}
    sent = {"lines": {line: {"quantity": 3}}}
    patch(shop, list_id, read.headers["etag"], sent, **key).raise_for_status()
    act(shop, list_id, {"verb": "AdjustLine", "line": line, "delta": 4})
    again = patch(shop, list_id, read.headers["etag"], sent, **key)
    assert again.json()["lines"][line]["quantity"] == 7


def test_what_the_lists_rule_refuses_is_told_by_its_reason(shop: Any, list_id: str) -> None:
    etag = shop.get(f"/v1/lists/{list_id}").headers["etag"]
    unknown = patch(shop, list_id, etag, {"title": "x", "lines": {"nowhere": {"quantity": 1}}})
    assert problem(unknown) == (409, "no_line")
    assert shop.get(f"/v1/lists/{list_id}").json()["title"] == "Sofas"
    (result,) = act(shop, list_id, {"verb": "Undo", "op": "never"})
    assert (result["status"], result["reason"]) == ("rejected", "nothing_to_undo")


def test_an_operation_is_undone_like_anybody_elses(shop: Any, list_id: str) -> None:
    view = shop.get(f"/v1/lists/{list_id}").json()
    act(shop, list_id, {"verb": "Undo", "op": view["changes"][-1]["op"]})
    assert shop.get(f"/v1/lists/{list_id}").json()["lines"] == {}


def test_pages_follow_each_other_to_the_end(shop: Any, customer: str) -> None:
    path = f"/v1/customers/{customer}/lists"
    made = [shop.post(path, json={"title": str(number)}).json()["id"] for number in range(5)]
    seen: list[str] = []
    target: str | None = f"{path}?limit=2"
    while target:
        answer = shop.get(target).raise_for_status()
        seen += [one["id"] for one in answer.json()["lists"]]
        target = answer.links["next"]["url"] if "next" in answer.links else None
        assert ("next" in answer.json()) == bool(target)
    assert seen == made
    assert problem(shop.get(path, params={"after": ids.new_id()})) == (409, "no_cursor")
    for limit in ("0", "201", "-1", "x", "９"):
        assert problem(shop.get(path, params={"limit": limit})) == (422, "invalid")


def test_a_guests_list_is_nobodys_until_its_link_is_brought(
    shop: Any, customer: str, guest_list: tuple[str, str]
) -> None:
    list_id, token = guest_list
    assert problem(shop.get(f"/v1/lists/{list_id}")) == (404, "not_found")
    assert problem(patch(shop, list_id, "*", {"title": "Mine"})) == (404, "not_found")
    path = f"/v1/customers/{customer}/lists/attach"
    assert problem(shop.post(path, json={"link": secrets.token_urlsafe(16)})) == (404, "not_found")
    for link in (token, f"https://shop.example/l/{token}"):
        attached = shop.post(path, json={"link": link})
        assert (attached.status_code, attached.json()) == (200, {"id": list_id})
    assert shop.get(f"/v1/lists/{list_id}").json()["customer"] == customer
    assert shop.get(f"/v1/customers/{customer}").json()["lists"] == [list_id]


def test_the_visit_goes_on_with_the_list_it_began_and_no_longer(
    shop: Any, customer: str, guest_list: tuple[str, str], tablet: Any
) -> None:
    list_id, token = guest_list
    scope = scopes.shopping_list(list_id)
    shop.post(f"/v1/customers/{customer}/lists/attach", json={"link": token}).raise_for_status()
    answer = tablet.sync(tablet.op(scope, AddLine(product="lamp", variant="lamp")), cursors={scope: 0})
    assert [result.status for result in answer.results] == ["applied"]
    assert answer.closed == []
    assert len(shop.get(f"/v1/lists/{list_id}").json()["lines"]) == 2
    late = tablet.seal(tablet.op(scope, AddLine(product="rug", variant="rug")))
    tablet.results(tablet.op(scopes.session(tablet.visit.id), EndSession("finish")))
    assert tablet.sync(cursors={scope: 0}).closed == [scope]
    assert [result.status for result in tablet.results(sealed=[late], proofs=[])] == ["applied"]


def test_a_list_is_given_to_one_customer_only_and_by_nobody_else(
    shop: Any, customer: str, guest_list: tuple[str, str], tablet: Any
) -> None:
    list_id, token = guest_list
    other = shop.post("/v1/customers", json={"reference": ids.new_id()}).json()["id"]
    forged = tablet.op(scopes.shopping_list(list_id), AttachList(other))
    assert [result.reason for result in tablet.results(forged)] == ["forbidden"]
    shop.post(f"/v1/customers/{customer}/lists/attach", json={"link": token}).raise_for_status()
    taken = shop.post(f"/v1/customers/{other}/lists/attach", json={"link": token})
    assert problem(taken) == (409, "not_yours")
    assert shop.get(f"/v1/customers/{other}").json()["lists"] == []


def test_who_came_too_late_for_a_list_neither_sees_it_nor_takes_it_along(
    hub: Any, shop: Any, customer: str, list_id: str
) -> None:
    """Of two customers who bring one link at once the second has the list noted, and is refused then."""
    late = shop.post("/v1/customers", json={"reference": ids.new_id()}).json()["id"]

    async def note() -> None:
        storage = open_storage(hub.data)
        key = Key("customer", late)
        await documents.change(
            storage,
            scopes.customer(late),
            key,
            Customer,
            lambda known: known and msgspec.structs.replace(known, lists=[list_id]),
        )
        await storage.close()

    asyncio.run(note())
    assert shop.get(f"/v1/customers/{late}/lists").json()["lists"] == []
    assert "lists" not in shop.get(f"/v1/customers/{late}/export").json()
    shop.post(f"/v1/customers/{late}/erase").raise_for_status()
    assert shop.get(f"/v1/lists/{list_id}").json()["title"] == "Sofas"
    (mine,) = shop.get(f"/v1/customers/{customer}/lists").json()["lists"]
    assert mine["id"] == list_id


def test_an_earlier_refusal_of_a_key_says_nothing_about_lists(
    new_shop: Callable[..., Any], list_id: str
) -> None:
    reader = new_shop(Right.LISTS_READ)
    assert reader.get(f"/v1/lists/{list_id}").status_code == 200
    assert problem(patch(reader, list_id, "*", {"title": "x"})) == (403, "no_right")
