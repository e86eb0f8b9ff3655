"""Lists that wait under a code at a hub, and tablets that bring it."""

from collections.abc import Callable
from typing import NamedTuple

import httpx
import pytest

from sync.protocol import parking, scopes, sessions
from sync.protocol.ids import new_id
from sync.protocol.list_verbs import CreateList
from sync.protocol.parking import ParkList
from sync.protocol.sessions import EndSession
from tests.sync.hub.conftest import Tablet
from tests.sync.hub.page.conftest import browser  # noqa: F401 - a fixture


class Waiting(NamedTuple):
    """Lists that were put aside."""

    code: str
    lists: list[str]


@pytest.fixture
def put_aside(new_tablet: Callable[[], Tablet]) -> Callable[..., Waiting]:
    """Return a function that makes lists with titles at a tablet, puts them aside under a code, and goes."""

    def put(*titles: str) -> Waiting:
        tablet, code = new_tablet(), parking.draw()
        lists = [new_id() for _ in titles]
        for name, title in zip(lists, titles, strict=True):
            scope = scopes.shopping_list(name)
            made = tablet.results(
                tablet.op(scope, CreateList(title, "en")),
                tablet.op(scope, ParkList(parking.claim_hash(code))),
            )
            assert [one.status for one in made] == ["applied", "applied"]
        (ended,) = tablet.results(tablet.op(scopes.session(tablet.visit.id), EndSession("idle")))
        assert ended.status == "applied"
        return Waiting(code, lists)

    return put


def claim(tablet: Tablet, code: str, visit: sessions.NewSession | None = None) -> httpx.Response:
    """Bring a code in the tablet's visit."""
    proof = (visit or tablet.visit).secret
    return tablet.http.post("/v1/claims", json={"code": code, "proof": proof})
