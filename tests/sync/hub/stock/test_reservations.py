"""Pieces are kept for a buyer over HTTP: all or none, once, until they are sold or let go."""

from datetime import UTC, datetime, timedelta

import pytest

from sync.hub import signatures
from sync.protocol.clients import Right


def figures(answer):
    return {one["variant"]: (one["on_hand"], one["available"]) for one in answer["levels"]}


def test_what_is_kept_can_be_had_by_nobody_else_until_it_is_let_go(till):
    till.feed("lamp", 3)
    kept = till.reserve("cart", ("lamp", 2)).json()
    assert figures(kept) == {"lamp": (3, 1)}
    assert datetime.fromisoformat(kept["until"]) > datetime.now(UTC)
    assert till.reserve("cart", ("lamp", 2)).json() == kept
    refused = till.reserve("other", ("lamp", 2))
    assert (refused.status_code, refused.json()["code"]) == (409, "not_available")
    assert refused.json()["detail"] == "lamp"
    gone = till.http.delete(f"/v1/reservations/milano/{kept['id']}")
    assert figures(gone.json()) == {"lamp": (3, 3)}
    assert till.http.delete(f"/v1/reservations/milano/{kept['id']}").json() == gone.json()
    assert till.reserve("cart", ("lamp", 2)).json()["code"] == "reservation_over"


def test_all_is_kept_or_nothing(till):
    till.feed("lamp", 3)
    till.feed("rug", 0)
    assert till.reserve("both", ("lamp", 1), ("rug", 1)).json()["detail"] == "rug"
    assert till.level("lamp").holds == {}
    assert till.reserve("never-counted", ("vase", 1)).json()["code"] == "not_counted"


def test_a_reservation_is_confirmed_and_changed_by_sending_it_again(till):
    till.feed("lamp", 5)
    till.feed("rug", 1)
    first = till.reserve("cart", ("lamp", 1), ("rug", 1)).json()
    more = till.reserve("cart", ("lamp", 2), firm=True, reference="web 17").json()
    assert (more["id"], more["until"]) == (first["id"], "")
    assert till.level("rug").holds == {}
    (hold,) = till.level("lamp").holds.values()
    assert (hold.quantity, hold.reference) == (2, "web 17")


def test_nobody_lets_go_what_another_server_keeps(till, new_till):
    till.feed("lamp", 5)
    kept = till.reserve("cart", ("lamp", 1)).json()
    other = new_till()
    assert other.http.delete(f"/v1/reservations/milano/{kept['id']}").status_code == 404
    assert other.reserve("cart", ("lamp", 1)).json()["id"] != kept["id"]
    assert till.level("lamp").reserved(datetime.now(UTC)) == 2


def test_nothing_is_kept_for_longer_than_somebody_means_it(till):
    till.feed("lamp", 5)
    until = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    assert till.reserve("cart", ("lamp", 1), until=until).status_code == 422
    assert till.reserve("store", ("lamp", 1), store="atlantis").json()["code"] == "no_store"


@pytest.mark.parametrize(
    ("rights", "call"),
    [
        ((Right.SALES_WRITE, Right.STOCK_WRITE), "reserve"),
        ((Right.SALES_WRITE, Right.STOCK_RESERVE), "move"),
        ((Right.STOCK_RESERVE, Right.STOCK_WRITE), "sell"),
    ],
)
def test_a_key_is_good_for_what_it_was_given_for(new_till, rights, call):
    till = new_till(*rights)
    assert getattr(till, call)("one").json()["code"] == "no_right"


def test_what_is_not_signed_or_changed_on_the_way_is_refused(till):
    body = b'{"id": "cart", "store": "milano", "lines": [{"variant": "lamp"}]}'
    auth = till.http.auth
    till.http.auth = None
    bearer = {"Authorization": f"Bearer {auth.bearer}"}
    path = "/v1/reservations"
    unsigned = till.http.post(path, content=body, headers=bearer)
    assert (unsigned.status_code, unsigned.json()["code"]) == (401, "signature_missing")
    for signed in (
        signatures.sign(auth.key, body + b" ", path),
        signatures.sign(auth.key, body, "/v1/sales"),
    ):
        refused = till.http.post(path, content=body, headers={**bearer, signatures.HEADER: signed})
        assert (refused.status_code, refused.json()["code"]) == (401, "signature_refused")
