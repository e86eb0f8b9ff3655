import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from sync.hub.profile.endpoints import ENDPOINTS
from sync.protocol import clients, ids
from sync.protocol.clients import Right


def with_key(hub: Any, key: str, path: str = "/v1/customers/x", method: str = "GET") -> httpx.Response:
    return httpx.request(method, f"{hub.url}{path}", headers={"Authorization": f"Bearer {key}"})


def the_problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


def test_a_key_that_is_good_for_nothing_is_refused_alike_whatever_is_wrong(hub: Any, new_key: Any) -> None:
    good = clients.parse(new_key())
    assert good is not None
    refused = [
        with_key(hub, str(good._replace(secret=clients.draw().secret))),
        with_key(hub, str(clients.draw())),
        with_key(hub, "guess"),
        httpx.get(f"{hub.url}/v1/customers/x"),
    ]
    assert {the_problem(answer) for answer in refused} == {(401, "key_refused")}
    assert len({answer.content for answer in refused}) == 1
    assert refused[0].headers["www-authenticate"] == "Bearer"


def test_the_token_of_a_tablet_is_no_key_and_a_key_no_token(hub: Any, tablet: Any, new_key: Any) -> None:
    token = tablet.http.headers["Authorization"].removeprefix("Bearer ")
    assert the_problem(with_key(hub, token)) == (401, "key_refused")
    assert with_key(hub, new_key(), "/v1/catalogue").status_code == 401


def test_each_call_asks_for_its_own_right_and_for_no_other(hub: Any, new_key: Any) -> None:
    keys = {right: new_key(right) for right in Right}
    for one in ENDPOINTS:
        assert one.auth is not None
        (needed,) = one.auth.rights
        path = re.sub(r"{\w+}", ids.new_id(), one.path)
        for right, key in keys.items():
            answer = with_key(hub, key, path, one.method)
            if right == needed:
                assert answer.status_code not in {401, 403}, path
            else:
                assert the_problem(answer) == (403, "no_right"), path


def test_ids_cannot_be_probed(new_shop: Callable[..., Any], tablet: Any, customer: str, list_id: str) -> None:
    nothing = new_shop(Right.PERSONS_ERASE)
    for path in (f"/v1/customers/{customer}", f"/v1/lists/{list_id}", f"/v1/persons/{customer}"):
        unknown = re.sub(r"[^/]+$", ids.new_id(), path)
        assert nothing.get(path).content == nothing.get(unknown).content
        reading = new_shop()
        assert the_problem(reading.get(unknown)) == (404, "not_found")
        assert reading.get(unknown).content == reading.get(re.sub(r"[^/]+$", "x:y", path)).content


def test_the_log_and_the_store_keep_no_key(hub: Any, new_shop: Callable[..., Any]) -> None:
    shop = new_shop()
    shop.get("/v1/customers/x")
    key = clients.parse(shop.headers["Authorization"].removeprefix("Bearer "))
    assert key is not None
    kept = b"".join(path.read_bytes() for path in Path(hub.data).glob("hub.db*"))
    assert key.hash.encode() in kept
    assert key.secret.encode() not in kept
    log = (hub.data.parent / f"{hub.data.name}.log").read_text()
    assert "/v1/customers" in log
    assert key.secret not in log
    assert key.client not in log


@pytest.mark.parametrize(
    "text", ["", "vck_", "vck_0123456789abcdef_short", "xyz_0123456789abcdef_" + "x" * 43]
)
def test_what_is_no_key_is_none(text: str) -> None:
    assert clients.parse(text) is None
