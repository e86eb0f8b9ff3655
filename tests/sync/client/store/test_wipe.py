"""After a wipe nothing of the visit can be read on this tablet, and nothing it did is lost."""

import asyncio
import random

from sync.client.exchange import Exchange
from sync.client.replica import Replica
from sync.protocol import sessions
from sync.protocol.call_verbs import CallHelp, RequestPreparation
from sync.protocol.ids import new_id
from sync.protocol.list_verbs import AddLine, CreateList, RenameList, SetNote
from sync.protocol.lists import ShoppingList
from sync.protocol.scopes import shopping_list
from tests.fakes import FakeLink

SECRET = b"Giulia Esposito"


def files_with(folder, needle: bytes) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and needle in path.read_bytes()]


def scribble(tablet, seed: int) -> None:
    """A long visit: rows grow, shrink and move between pages."""
    pick = random.Random(seed)
    identifier = new_id()
    scope = shopping_list(identifier)
    tablet.replica.commit(tablet.session.id, scope, CreateList(title=f"{SECRET.decode()} 0"))
    lines = []
    for number in range(60):
        verb = AddLine(f"p{number}", f"v{number}", {"note": SECRET.decode() * pick.randint(1, 6)})
        if lines and pick.random() < 0.5:
            verb = SetNote(pick.choice(lines), SECRET.decode() * pick.randint(0, 9))
        elif pick.random() < 0.3:
            verb = RenameList(f"{SECRET.decode()} {number}")
        tablet.replica.commit(tablet.session.id, scope, verb)
        document = tablet.replica.document(scope, "list", identifier, ShoppingList)
        lines = [line.id for line in document.lines]


def test_nothing_of_a_long_visit_is_left_and_all_of_it_arrives(tablet, hub):
    link = FakeLink(hub)
    exchange = Exchange(tablet.replica)
    for seed in range(4):
        scribble(tablet, seed)
        # Some of it is confirmed, so that rows come and go in the file before the wipe.
        if seed % 2:
            asyncio.run(exchange.trip(link))
    assert files_with(tablet.data, SECRET)
    unsent = tablet.replica.pending_count()
    assert unsent
    tablet.replica.wipe(tablet.session.id, "finish")
    assert files_with(tablet.data, SECRET) == []
    assert files_with(tablet.data, tablet.session.secret.encode()) == []
    assert tablet.replica.pending_count() == unsent + 1
    while tablet.replica.pending_count():
        asyncio.run(exchange.trip(link))
    assert len(hub.lists) == 4
    assert all(document.title.startswith(SECRET.decode()) for document in hub.lists.values())
    assert hub.ended == {tablet.session.principal: "finish"}
    assert files_with(tablet.data, SECRET) == []


def test_the_next_shopper_keeps_what_is_hers(tablet):
    identifier = tablet.create(SECRET.decode())
    first = tablet.session
    tablet.begin()
    kept = tablet.create("Bedroom")
    tablet.replica.wipe(first.id, "idle")
    assert files_with(tablet.data, SECRET) == []
    document = tablet.replica.document(shopping_list(kept), "list", kept, ShoppingList)
    assert document.title == "Bedroom"
    assert tablet.replica.document(shopping_list(identifier), "list", identifier, ShoppingList) is None
    assert [visit.id for visit in tablet.replica.visits()] == [tablet.session.id]
    assert tablet.replica.scopes_of(tablet.session.id) == [shopping_list(kept)]


def test_an_answer_that_comes_after_the_wipe_brings_nothing_back(tablet, hub):
    tablet.create(SECRET.decode())
    exchange = Exchange(tablet.replica)
    answer = hub.sync(exchange._request(tablet.replica.pending(10)))
    tablet.replica.wipe(tablet.session.id, "finish")
    tablet.replica.receive(answer)
    assert files_with(tablet.data, SECRET) == []
    assert tablet.replica.pending_count() == 1


def test_a_crash_before_the_log_was_cut_is_made_good_at_the_next_start(tablet, monkeypatch):
    tablet.create(SECRET.decode())
    monkeypatch.setattr(tablet.replica._database, "truncate_log", lambda: None)
    tablet.replica.wipe(tablet.session.id, "finish")
    assert files_with(tablet.data, SECRET)
    # The log is cut when the file is opened the next time, whoever still has it open now.
    Replica(tablet.data, tablet.identity).close()
    assert files_with(tablet.data, SECRET) == []


def test_wiping_twice_ends_the_session_once(tablet, hub):
    tablet.create()
    tablet.replica.wipe(tablet.session.id, "finish")
    pending = tablet.replica.pending_count()
    tablet.replica.wipe(tablet.session.id, "idle")
    assert tablet.replica.pending_count() == pending


def test_a_visit_never_sends_anothers_secret(tablet, hub):
    tablet.create()
    link = FakeLink(hub)
    first = tablet.session
    tablet.replica.wipe(first.id, "finish")
    second = tablet.begin()
    tablet.create()
    asyncio.run(Exchange(tablet.replica).trip(link))
    [request] = link.requests
    assert request.proofs == [second.secret]
    assert {op.principal for op in request.ops} == {sessions.principal_of(second.secret)}
    assert len(request.sealed) == 2


def test_what_a_shopper_waits_for_is_taken_back_when_their_visit_ends(tablet, hub):
    exchange, link = Exchange(tablet.replica), FakeLink(hub)
    identifier = new_id()
    scope = shopping_list(identifier)
    for verb in (CreateList(), AddLine("p", "lamp"), RequestPreparation(), CallHelp()):
        tablet.replica.commit(tablet.session.id, scope, verb)
    asyncio.run(exchange.trip(link))
    tablet.replica.wipe(tablet.session.id, "idle")
    while tablet.replica.pending_count():
        asyncio.run(exchange.trip(link))
    (mark,) = hub.lists[identifier].orders.values()
    assert (mark.asked, hub.lists[identifier].help.state) == ("cancel", "withdrawn")
    assert hub.ended == {tablet.session.principal: "idle"}
