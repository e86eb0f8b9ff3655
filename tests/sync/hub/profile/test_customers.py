from collections.abc import Callable
from typing import Any

import httpx
import pytest

from sync.protocol import ids, scopes
from sync.protocol.clients import Right

PATCH = {"Content-Type": "application/merge-patch+json"}


def problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


def patch(shop: Any, path: str, etag: str, body: Any, **headers: str) -> httpx.Response:
    answer: httpx.Response = shop.patch(path, json=body, headers={**PATCH, "If-Match": etag, **headers})
    return answer


def op(**args: Any) -> dict[str, Any]:
    return {"id": ids.new_op_id(), "args": args}


def test_an_account_is_one_customer_however_often_and_by_whom_it_is_told(
    new_shop: Callable[..., Any],
) -> None:
    first, second = new_shop(), new_shop(Right.CUSTOMERS_WRITE)
    reference = f"account {ids.new_id()}"
    made = first.post("/v1/customers", json={"reference": reference, "language": "it", "store": "milano"})
    assert made.status_code == 201
    again = second.post("/v1/customers", json={"reference": reference, "language": "en"})
    assert (again.status_code, again.json()) == (200, made.json())
    assert again.headers["location"] == made.headers["location"]
    customer = first.get(made.headers["location"]).json()
    assert (customer["language"], customer["store"]) == ("it", "milano")
    other = first.post("/v1/customers", json={"reference": reference + "x"}).json()
    assert other["id"] != customer["id"]


def test_the_store_keeps_no_name_of_an_account(hub: Any, shop: Any) -> None:
    shop.post("/v1/customers", json={"reference": "anna@example.com"}).raise_for_status()
    kept = b"".join(path.read_bytes() for path in hub.data.glob("hub.db*"))
    assert b"anna@example.com" not in kept


def test_a_customer_is_changed_as_it_was_read(shop: Any, customer: str) -> None:
    path = f"/v1/customers/{customer}"
    read = shop.get(path)
    assert read.json() == {
        "id": customer,
        "language": "it",
        "store": "",
        "sizes": {},
        "preferences": {},
        "consents": {},
        "lists": [],
        "fits": [],
        "cards": [],
    }
    sent = {"language": None, "store": "roma", "sizes": {"shoe": "42"}, "preferences": {"style": "plain"}}
    changed = patch(shop, path, read.headers["etag"], sent)
    assert changed.status_code == 200
    assert changed.headers["etag"] != read.headers["etag"]
    assert changed.json() == {**read.json(), **sent, "language": ""}
    less = patch(shop, path, changed.headers["etag"], {"sizes": {"shoe": None}})
    assert less.json()["sizes"] == {}
    assert shop.get(path).json() == less.json()


def test_who_has_the_newest_is_told_so_in_few_words(shop: Any, customer: str) -> None:
    path = f"/v1/customers/{customer}"
    etag = shop.get(path).headers["etag"]
    fresh = shop.get(path, headers={"If-None-Match": etag})
    assert (fresh.status_code, fresh.content, fresh.headers["etag"]) == (304, b"", etag)
    assert fresh.headers["cache-control"] == "private, no-cache"
    patch(shop, path, etag, {"store": "roma"}).raise_for_status()
    assert shop.get(path, headers={"If-None-Match": etag}).status_code == 200


def test_a_patch_of_what_somebody_else_changed_is_refused(shop: Any, customer: str) -> None:
    path = f"/v1/customers/{customer}"
    etag = shop.get(path).headers["etag"]
    newer = patch(shop, path, etag, {"store": "roma"}).headers["etag"]
    late = patch(shop, path, etag, {"store": "torino"})
    assert problem(late) == (412, "changed")
    assert late.headers["etag"] == newer
    assert shop.get(path).json()["store"] == "roma"
    assert problem(shop.patch(path, json={"store": "torino"}, headers=PATCH)) == (428, "if_match_missing")
    assert patch(shop, path, f'"other", {newer}', {"store": "torino"}).status_code == 200
    assert patch(shop, path, "*", {"store": "roma"}).status_code == 200


def test_a_patch_sent_again_with_its_key_is_done_once(shop: Any, customer: str) -> None:
    path = f"/v1/customers/{customer}"
    etag, key = shop.get(path).headers["etag"], {"Idempotency-Key": ids.new_id()}
    first = patch(shop, path, etag, {"store": "roma"}, **key)
    other = patch(shop, path, first.headers["etag"], {"store": "torino"})
    again = patch(shop, path, etag, {"store": "roma"}, **key)
    assert (again.status_code, again.json()) == (200, other.json())
    assert problem(patch(shop, path, etag, {"store": "bari"}, **key)) == (422, "other_content")
    assert problem(patch(shop, path, etag, {}, **{"Idempotency-Key": "two words"})) == (422, "invalid")


@pytest.mark.parametrize(
    "body",
    [
        {"colour": "red"},
        {"id": "other"},
        {"sizes": {"": "42"}},
        {"sizes": {"shoe": 42}},
        {"consents": {"newsletter": {"given": True, "wording": "1"}}},
        {"consents": {"newsletter:email": None}},
        {"consents": {"newsletter:email": {"given": True}}},
        [],
    ],
)
def test_a_patch_that_is_none_changes_nothing(shop: Any, customer: str, body: Any) -> None:
    path = f"/v1/customers/{customer}"
    read = shop.get(path)
    assert problem(patch(shop, path, read.headers["etag"], body)) == (422, "invalid")
    assert shop.get(path).headers["etag"] == read.headers["etag"]


def test_all_of_a_patch_is_done_or_nothing(shop: Any, customer: str) -> None:
    path = f"/v1/customers/{customer}"
    read = shop.get(path)
    sizes = {f"size {number}": "1" for number in range(60)}
    refused = patch(shop, path, read.headers["etag"], {"store": "roma", "sizes": sizes})
    assert problem(refused) == (409, "too_many_sizes")
    assert shop.get(path).json() == read.json()


def test_a_consent_keeps_its_words_time_and_place_and_is_asked_for_once(shop: Any, customer: str) -> None:
    path = f"/v1/customers/{customer}"
    said = op(verb="GiveConsent", purpose="news", channel="email", wording="2026-01", place="milano")
    results = shop.post(f"{path}/ops", json={"ops": [{**said, "at": "2026-11-22T10:00:00Z"}]}).json()
    assert results["results"] == [{"id": said["id"], "status": "applied", "seq": 2}]
    consent = shop.get(path).json()["consents"]["news:email"]
    expected = {"given": True, "wording": "2026-01", "at": "2026-11-22T10:00:00Z", "place": "milano"}
    assert consent == expected
    # Said again somewhere else: the first time and place stand.
    patch(shop, path, "*", {"consents": {"news:email": {"given": True, "wording": "2026-01"}}})
    assert shop.get(path).json()["consents"]["news:email"] == expected
    patch(shop, path, "*", {"consents": {"news:email": {"given": False, "wording": "2026-01"}}})
    assert shop.get(path).json()["consents"]["news:email"]["given"] is False


def test_operations_have_their_own_results_and_are_done_once(shop: Any, customer: str) -> None:
    path = f"/v1/customers/{customer}"
    ops = [op(verb="SetSize", name="shoe", value="42"), op(verb="SetStore", store="roma")]
    first = shop.post(f"{path}/ops", json={"ops": ops})
    assert [one["status"] for one in first.json()["results"]] == ["applied", "applied"]
    assert first.json()["etag"] == shop.get(path).headers["etag"]
    assert shop.post(f"{path}/ops", json={"ops": ops}).json() == first.json()
    other = {**ops[0], "args": {"verb": "SetSize", "name": "shoe", "value": "43"}}
    (result,) = shop.post(f"{path}/ops", json={"ops": [other]}).json()["results"]
    assert (result["status"], result["reason"]) == ("conflict", "other_content")
    assert shop.get(path).json()["sizes"] == {"shoe": "42"}
    linked = op(verb="LinkList", list=ids.new_id())
    assert problem(shop.post(f"{path}/ops", json={"ops": [linked]})) == (422, "invalid")


def test_who_somebody_is_stands_apart(new_shop: Callable[..., Any], customer: str) -> None:
    shop = new_shop(Right.PERSONS_READ, Right.PERSONS_WRITE)
    path = f"/v1/persons/{customer}"
    nobody = shop.get(path)
    assert nobody.json() == {"id": customer, "names": {}, "contacts": {}}
    sent = {"names": {"given": "Anna", "family": "Rossi"}, "contacts": {"email": "anna@example.com"}}
    known = patch(shop, path, nobody.headers["etag"], sent)
    assert known.json() == {"id": customer, **sent}
    assert problem(patch(shop, path, nobody.headers["etag"], sent)) == (412, "changed")
    less = patch(shop, path, known.headers["etag"], {"names": {"family": None}})
    assert less.json()["names"] == {"given": "Anna"}
    assert problem(shop.get(f"/v1/customers/{customer}")) == (403, "no_right")
    assert problem(shop.get(f"/v1/persons/{ids.new_id()}")) == (404, "not_found")
    assert problem(patch(shop, f"/v1/persons/{ids.new_id()}", "*", sent)) == (404, "not_found")


def test_a_tablet_reads_neither_customers_nor_persons(tablet: Any, customer: str) -> None:
    wanted = [scopes.customer(customer), scopes.person(customer)]
    assert sorted(tablet.sync(cursors=dict.fromkeys(wanted, 0)).closed) == sorted(wanted)
    refused = [tablet.op(scope, {"verb": "SetStore", "store": "roma"}) for scope in wanted]
    assert {result.reason for result in tablet.results(*refused)} == {"forbidden"}


def test_a_size_can_be_said_and_forgotten_on_the_account_page(shop: Any, customer: str) -> None:
    path = f"/v1/customers/{customer}"

    def do(**args: Any) -> Any:
        sent = {"ops": [{"id": ids.new_op_id(), "args": args}]}
        (result,) = shop.post(f"{path}/ops", json=sent).raise_for_status().json()["results"]
        assert result["status"] == "applied"
        return shop.get(path).json()["fits"]

    place = {"axis": "size", "category": "shoes", "brand": "Passo"}
    (fit,) = do(verb="SayFit", size="9.5", **place)
    assert fit == {**place, "said": "9.5", "advice": {"size": "9.5", "said": True}}
    assert do(verb="ForgetFit", **place) == []
    # What is learned is not a server's to say.
    sent = {"ops": [{"id": ids.new_op_id(), "args": {"verb": "LearnFit", "size": "9", "event": "bought"}}]}
    assert shop.post(f"{path}/ops", json=sent).status_code == 422
