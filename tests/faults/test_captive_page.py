"""A network that puts its own page before everything, on lines that stood and on new ones: rule 15."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from kiosk.core.lists import ListKeeper
from kiosk.core.session import ShopperSession
from sync.client.identity import save
from sync.client.replica import Replica

BODY = b"<html><h1>Welcome to our network</h1><p>Please accept our terms.</p></html>"
PAGES = {
    "a page": b"HTTP/1.1 200 OK",
    "a page that leads elsewhere": b"HTTP/1.1 302 Found\r\nLocation: http://login.example/",
    "a gateway that finds nobody": b"HTTP/1.1 502 Bad Gateway",
    "a gateway that forbids": b"HTTP/1.1 403 Forbidden",
    "a gateway that wants a password": b"HTTP/1.1 401 Unauthorized",
}


def page(head: bytes) -> bytes:
    length = f"\r\nContent-Type: text/html\r\nContent-Length: {len(BODY)}\r\nConnection: close\r\n\r\n"
    return head + length.encode() + BODY


@pytest.fixture
def replica(line, identity, tablet_data) -> Iterator[Replica]:
    """The tablet's store, with its hub behind the line."""
    behind = replace(identity, hub=line.url)
    save(tablet_data, behind)
    opened = Replica(tablet_data, behind)
    yield opened
    opened.close()


@pytest.mark.parametrize("head", PAGES.values(), ids=PAGES)
def test_rule_15_a_network_with_a_page_of_its_own_is_offline(hub, line, replica, go_online, head):
    """Nothing is taken for the hub's word: not the page, and not that it refuses."""
    online = go_online(replica)
    keeper = ListKeeper(replica, ShopperSession(replica))
    document = keeper.add("sofa", "sofa-moss", {}).document
    online.wait(online=True, pending=0)
    line.page = page(head)
    keeper.add("sofa", "sofa-moss", {}, 2)
    online.wait(online=False, pending=1, standing="active")
    line.page = b""
    online.wait(online=True, pending=0, standing="active")
    assert hub.list(document.id).pieces == 3
