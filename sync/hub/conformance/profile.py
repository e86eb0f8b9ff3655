"""The profile API for other servers: as read or not at all, once and only once, and a person forgotten."""

from typing import Any

import httpx
import msgspec

from sync.hub.conformance.finding import Check, require
from sync.hub.conformance.stage import Stage
from sync.hub.conformance.tablet import OK, told
from sync.protocol import ids
from sync.protocol.errors import PROBLEM_TYPE
from sync.shapes import ready

RULE = "profile"
CREATED, NOT_MODIFIED = 201, 304
UNAUTHORIZED, NOT_FOUND, CHANGED, INVALID, UNCONDITIONAL = 401, 404, 412, 422, 428
PIECES = 2

Json = dict[str, Any]


def _read(response: httpx.Response, *statuses: int) -> Json:
    """Return the body of an answer with one of these statuses, 200 unless others are named."""
    require(
        response.status_code in (statuses or (OK,)), f"{response.request.url.path} answered {told(response)}"
    )
    return msgspec.json.decode(response.content, type=ready(Json))


async def _customer(shop: httpx.AsyncClient) -> str:
    """Make a customer known; return the path."""
    made = _read(await shop.post("/v1/customers", json={"reference": ids.new_id()}), CREATED)
    return f"/v1/customers/{made['id']}"


async def _list(shop: httpx.AsyncClient, customer: str) -> str:
    """Begin a list of a customer; return the path."""
    begun = _read(await shop.post(f"{customer}/lists", json={"title": "Conformance"}), CREATED)
    return f"/v1/lists/{begun['id']}"


async def _known_once(stage: Stage) -> None:
    shop, body = stage.shop(), {"reference": ids.new_id()}
    first = _read(await shop.post("/v1/customers", json=body), CREATED)
    again = _read(await shop.post("/v1/customers", json=body), OK)
    require(first["id"] == again["id"], "the same account became two customers")


async def _as_read(stage: Stage) -> None:
    shop = stage.shop()
    path = await _customer(shop)
    read = await shop.get(path)
    etag = read.headers.get("etag", "")
    require(etag, "a customer has no ETag")
    known = await shop.get(path, headers={"If-None-Match": etag})
    require(known.status_code == NOT_MODIFIED, f"a customer that is known already: {told(known)}")
    blind = await shop.patch(path, json={"language": "it"})
    require(blind.status_code == UNCONDITIONAL, f"a change without If-Match: {told(blind)}")
    fresh = await shop.patch(path, json={"language": "it"}, headers={"If-Match": etag})
    require(_read(fresh)["language"] == "it", "a change is not in its answer")
    late = await shop.patch(path, json={"language": "ja"}, headers={"If-Match": etag})
    require(late.status_code == CHANGED, f"a change of what was read before another one: {told(late)}")
    require(_read(await shop.get(path))["language"] == "it", "a change that was refused took effect")


async def _patched_once(stage: Stage) -> None:
    shop = stage.shop()
    path = await _customer(shop)
    headers = {"If-Match": (await shop.get(path)).headers["etag"], "Idempotency-Key": ids.new_id()}
    body = {"sizes": {"shoe": "42"}}
    _read(await shop.patch(path, json=body, headers=headers))
    _read(await shop.patch(path, json=body, headers=headers))
    other = await shop.patch(path, json={"sizes": {"shoe": "43"}}, headers=headers)
    require(other.status_code == INVALID, f"the same Idempotency-Key with other content: {told(other)}")


async def _list_ops(stage: Stage) -> None:
    shop = stage.shop()
    path = await _list(shop, await _customer(shop))
    add = {"verb": "AddLine", "product": "p", "variant": "v", "quantity": PIECES}
    op = {"id": ids.new_op_id(), "args": add}
    wrong = {"id": ids.new_op_id(), "args": {"verb": "AdjustLine", "line": "nowhere", "delta": 1}}
    first = _read(await shop.post(f"{path}/ops", json={"ops": [wrong, op]}))["results"]
    statuses = [result["status"] for result in first]
    require(statuses == ["rejected", "applied"], f"a refused and a good operation: {statuses}")
    again = _read(await shop.post(f"{path}/ops", json={"ops": [op]}))["results"]
    require(again == first[1:], f"the same operation again: {again}")
    other = _read(await shop.post(f"{path}/ops", json={"ops": [{**op, "args": {**add, "quantity": 1}}]}))[
        "results"
    ]
    require(other[0]["status"] == "conflict", f"the same id with other content: {other}")
    lines = _read(await shop.get(path))["lines"].values()
    require([line["quantity"] for line in lines] == [PIECES], f"the list holds {list(lines)}")


async def _pages(stage: Stage) -> None:
    shop = stage.shop()
    customer = await _customer(shop)
    made = {(await _list(shop, customer)).rpartition("/")[2] for _ in range(3)}
    seen: list[str] = []
    query: dict[str, str] = {"limit": "1"}
    for _ in made:
        page = _read(await shop.get(f"{customer}/lists", params=query))
        seen += [one["id"] for one in page["lists"]]
        if not page.get("next"):
            break
        query["after"] = page["next"]
    require(
        sorted(seen) == sorted(made), f"{len(made)} lists, read one by one: {len(set(seen))} of {len(seen)}"
    )


async def _keys(stage: Stage) -> None:
    shop = stage.shop()
    path = await _customer(shop)
    turned = shop.headers["Authorization"][:-4] + "AAAA"
    device = stage.tablet.http.headers["Authorization"]
    for what, wrong in {"no key": "", "another secret": turned, "a tablet's token": device}.items():
        headers = {"Authorization": wrong} if wrong else {}
        answer = await stage.stranger.get(path, headers=headers)
        require(answer.status_code == UNAUTHORIZED, f"{what} got {told(answer)}")
        kind = answer.headers.get("content-type", "")
        require(kind.startswith(PROBLEM_TYPE), f"{what} is answered with {kind}")
    answer = await stage.stranger.post("/v1/sync", headers={"Authorization": shop.headers["Authorization"]})
    require(answer.status_code == UNAUTHORIZED, f"a client's key as a tablet's token: {told(answer)}")


async def _strict(stage: Stage) -> None:
    shop = stage.shop()
    answer = await shop.post("/v1/customers", json={"reference": ids.new_id(), "langauge": "it"})
    require(answer.status_code == INVALID, f"a mistyped field got {told(answer)}")
    for path in (f"/v1/customers/{ids.new_id()}", "/v1/customers/nobody", f"/v1/lists/{ids.new_id()}"):
        answer = await shop.get(path)
        require(answer.status_code == NOT_FOUND, f"{path} answered {told(answer)}")


async def _forgotten(stage: Stage) -> None:
    shop = stage.shop()
    customer = await _customer(shop)
    kept = await _list(shop, customer)
    exported = _read(await shop.get(f"{customer}/export"))
    told_lists = [one["id"] for one in exported.get("lists", ())]
    require(told_lists == [kept.rpartition("/")[2]], f"the export tells of the lists {told_lists}")
    first = _read(await shop.post(f"{customer}/erase"))
    again = _read(await shop.post(f"{customer}/erase"))
    require(first["id"] == again["id"], "erasing again is another erasure")
    for path in (customer, f"{customer}/export", f"{customer}/lists", kept):
        answer = await shop.get(path)
        require(answer.status_code == NOT_FOUND, f"after the erasure {path} answered {told(answer)}")


CHECKS = (
    Check(RULE, "an account is one customer, however often it is made known", _known_once),
    Check(RULE, "a change is made as it was read, or not at all", _as_read),
    Check(RULE, "a change that comes again under its key is made once", _patched_once),
    Check(RULE, "operations on a list have each its own result, once and for all", _list_ops),
    Check(RULE, "lists are read page by page", _pages),
    Check(RULE, "keys open their own calls, and nothing else opens them", _keys),
    Check(RULE, "what nobody knows is refused, not passed over", _strict),
    Check("17", "an erased person can be read no more", _forgotten),
)
