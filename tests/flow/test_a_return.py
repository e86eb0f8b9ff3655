"""Bought online, too small as the chat is told, brought back at a desk: nobody explains it twice.

The hub is a process, the mail server a real one; shop and chat have keys of their own.
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from msgspec.structs import replace

from sync.hub import signatures
from sync.hub.context import open_storage
from sync.hub.enrolment import hand_out
from sync.hub.mail import letters
from sync.hub.mail.letters import Boxes
from sync.hub.staff import roster
from sync.hub.staff.roster import NewAssociate
from sync.hub.storage import documents
from sync.hub.storage.port import Key, Storage
from sync.protocol import scopes
from sync.protocol.clients import Right
from sync.protocol.hashes import digest
from sync.protocol.receipts import BeginReturn, Receipt, Returned, TakeBack
from sync.protocol.staff import Role
from tests.sync.hub.conftest import RunningHub, Tablet, start_hub
from tests.sync.hub.mail.office import Mailbox, Server, serving
from tests.sync.hub.staff.conftest import PIN, Person
from tests.sync.hub.stock.till import STORE, Till, furnish, open_till

ANNA = {"name": "Anna Rossi", "email": "anna@example.com", "language": "it"}
SHOE = {"variant": "shoe-42", "quantity": 2, "price": 9_900}


def until(wanted: Callable[[], Any], seconds: float = 20) -> Any:
    """Return what is wanted once it is there."""
    end = time.monotonic() + seconds
    while not (found := wanted()):
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)
    return found


async def let_go(storage: Storage) -> None:
    """Let the letters that wait in the store's box go now."""
    boxes = Boxes(storage)
    await boxes.look()
    for store, letter in list(boxes.letters()):
        await letters.keep(storage, store, letter, replace(letter, after=""))


@pytest.fixture
def post() -> Iterator[Server]:
    with serving(Mailbox()) as running:
        yield running


@pytest.fixture
def hub(tmp_path: Path, post: Server) -> Iterator[RunningHub]:
    data = tmp_path / "hub"

    async def fill() -> None:
        storage = open_storage(data)
        await furnish(storage, data)
        await storage.close()

    asyncio.run(fill())
    running = start_hub(data, "--smtp", f"smtp://{post.host}:{post.port}")
    yield running
    assert running.stop() == 0


@pytest.fixture
def client(hub: RunningHub) -> Iterator[Callable[..., Till]]:
    opened: list[Till] = []

    def new(*rights: Right) -> Till:
        opened.append(open_till(hub.url, hub.data, "", *rights))
        return opened[-1]

    yield new
    for one in opened:
        one.http.close()


@pytest.fixture
def giulia(hub: RunningHub) -> Iterator[Person]:
    """An associate who is signed in at a desk in the store."""

    async def take_on() -> tuple[str, Any]:
        storage, moment = open_storage(hub.data), datetime.now(UTC)
        code, _ = await hand_out(storage, STORE, "Desk 1", moment)
        record = await roster.add(
            storage, NewAssociate(STORE, "Giulia", Role.ASSOCIATE), PIN, moment.isoformat()
        )
        await storage.close()
        return code, record

    code, record = asyncio.run(take_on())
    with httpx.Client(base_url=hub.url) as http:
        tablet = Tablet(http)
        tablet.enrol(code).raise_for_status()
        tablet.sign_in()
        person = Person(tablet, record)
        person.sign_in().raise_for_status()
        yield person


def test_what_was_begun_in_the_chat_is_finished_at_the_desk(client, giulia, post):
    box = post.box
    shop = client(Right.SALES_WRITE, Right.ORDERS_READ, Right.EVENTS_READ, Right.CUSTOMERS_WRITE)
    customer = shop.http.post("/v1/customers", json={"reference": "anna", "language": "it"}).json()["id"]
    shop.feed("shoe-42", 5)
    sold = shop.sell("ON-1", SHOE, channel="online", customer=customer, contact=ANNA, until="2999-01-01")
    code = sold.raise_for_status().json()["receipt"]

    # The receipt comes by mail, with the code that brings things back.
    bought = until(lambda: [one for one in box.arrived if "scontrino" in one["Subject"]])[0]
    assert code in bought.get_body(("plain",)).get_content()

    # She writes in the chat, which writes on her timeline.
    chat = client(Right.INTERACTIONS_WRITE)
    receipt = digest(code)
    said = {
        "id": "m-1",
        "customer": customer,
        "channel": "chat",
        "topic": "return",
        "title": "One of the two is too small",
        "receipt": code,
    }
    chat.http.post("/v1/interactions", json=said).raise_for_status()
    case = shop.http.get(f"/v1/receipts/{receipt}").json()["case"]
    assert "too small" in case["note"]

    # At the desk Giulia scans the code from the phone: it all stands there already.
    look_up = {"proof": giulia.session.secret, "text": code}
    found = giulia.tablet.http.post("/v1/staff/look-ups", json=look_up).raise_for_status().json()["found"]
    assert {"kind": "receipt", "id": receipt} == {key: found[0][key] for key in ("kind", "id")}
    scope = scopes.receipt(receipt)
    assert giulia.reads(scope) == {scope}
    assert giulia.does(scope, BeginReturn([Returned("1", 1, "too_small")], "store"))[0] == "applied"
    assert giulia.does(scope, TakeBack([Returned("1", 1, "too_small")], STORE))[0] == "applied"

    # The shelf, the shop, her mail and her sizes know.
    until(lambda: shop.level("shoe-42").on_hand == 4)
    answer = shop.http.get("/v1/events-out")
    refund = next(one for one in answer.json()["events"] if one["type"] == "refund")
    assert (refund["amount"], refund["channel"], refund["store"]) == (9_900, "online", STORE)
    [key] = shop.http.get("/v1/keys", auth=None).json()["keys"]
    signatures.check(key["x"], answer.headers[signatures.HEADER], answer.content, "/v1/events-out")
    # Her letter waits as long as the return can be undone.
    assert [one["Subject"] for one in box.arrived if "reso" in one["Subject"]] == []
    shop.with_storage(let_go)
    back = until(lambda: [one for one in box.arrived if "reso" in one["Subject"]])[0]
    assert "99" in back.get_body(("plain",)).get_content()
    stored = shop.with_storage(
        lambda storage: documents.load(storage, scope, Key("receipt", receipt), Receipt)
    )
    assert (stored.case, stored.lines[0].left) == (None, 1)
    assert stored.returns[0].by == f"associate:{giulia.record.id}"
