import asyncio

import pytest

from sync.client.errors import Faulty, Offline, ReplicaError
from sync.client.exchange import BATCH, Exchange
from sync.protocol import scopes
from sync.protocol.envelope import MAX_CURSORS, unseal
from sync.protocol.list_verbs import AddLine
from sync.protocol.stock import StockLevel
from tests.fakes import Clock, FakeHub, FakeLink


def add(tablet, number: int = 1) -> list[str]:
    return [
        tablet.replica.commit(tablet.session.id, tablet.scope, AddLine("p", f"v{n}")).op
        for n in range(number)
    ]


@pytest.fixture
def link(hub: FakeHub) -> FakeLink:
    return FakeLink(hub)


def test_a_request_says_nothing_twice(tablet, link):
    tablet.create()
    asyncio.run(Exchange(tablet.replica).trip(link))
    [request] = link.requests
    assert request.proofs == [tablet.session.secret]
    assert request.cursors == {tablet.scope: 0}
    [op] = request.ops
    assert (op.device, op.incarnation) == ("", "")


def test_many_operations_go_in_batches_and_in_order(tablet, hub, link):
    identifier = tablet.create()
    add(tablet, BATCH + 20)
    exchange = Exchange(tablet.replica)
    assert asyncio.run(exchange.trip(link)).more
    assert not asyncio.run(exchange.trip(link)).more
    orders = [op.order for request in link.requests for op in request.ops]
    assert orders == list(range(1, BATCH + 22))
    assert hub.lists[identifier].pieces == BATCH + 20


def test_rule_12_the_next_shoppers_visit_never_sends_this_ones_work(tablet, hub, link):
    """What the first shopper left goes sealed, as theirs; the second's secret neither signs nor reads it."""
    left = tablet.create()
    first, scope = tablet.session, tablet.scope
    tablet.replica.wipe(first.id, "finish")
    second = tablet.begin()
    asyncio.run(Exchange(tablet.replica).trip(link))
    [request] = link.requests
    assert (request.ops, request.proofs) == ([], [second.secret])
    assert scope not in request.cursors
    opened = [unseal(sealed, bytes(hub.key)) for sealed in request.sealed]
    assert {(one.op.principal, one.proof) for one in opened} == {(first.principal, first.secret)}
    assert hub.lists[left].owner == first.principal


def test_rule_05_a_scope_that_must_wait_holds_up_no_other(tablet, hub, link):
    waiting = tablet.create()
    hub.retry = {tablet.scope}
    clock = Clock()
    exchange = Exchange(tablet.replica, clock)
    asyncio.run(exchange.trip(link))
    first_wait = exchange.next_try()
    assert 0 < first_wait < 1
    free = tablet.create()
    asyncio.run(exchange.trip(link))
    assert [op.scope for op in link.requests[-1].ops] == [tablet.scope]
    assert set(hub.lists) == {free}
    hub.retry = set()
    clock.pass_by(first_wait)
    asyncio.run(exchange.trip(link))
    assert set(hub.lists) == {waiting, free}
    assert exchange.next_try() == float("inf")


def test_rule_05_one_poisoned_operation_never_blocks_the_others(tablet, hub, link):
    tablet.create()
    ops = add(tablet, 9)
    other_tablet_scope = tablet.scope
    healthy = tablet.create()
    add(tablet, 3)
    hub.poison = {ops[4]}
    stock = scopes.stock("milano")
    tablet.replica.watch(stock)
    hub.put(stock, "stock", "v", b'{"variant":"v","on_hand":1,"as_of":""}')
    clock = Clock()
    exchange = Exchange(tablet.replica, clock)
    asyncio.run(exchange.trip(link))
    assert tablet.replica.document(stock, "stock", "v", StockLevel), "news came with the refused request"
    for _ in range(12):
        asyncio.run(exchange.trip(link))
    assert hub.lists[healthy].pieces == 3
    assert hub.lists[scopes.parse(other_tablet_scope).id].pieces == 4, "what came before it in its list"
    assert tablet.replica.pending_count() == 5, "what came after it keeps its place"
    hub.poison = set()
    clock.pass_by(600)
    for _ in range(4):
        asyncio.run(exchange.trip(link))
    assert tablet.replica.pending_count() == 0


def test_the_operation_at_fault_is_found_without_waiting(tablet, hub, link):
    identifier = tablet.create()
    hub.poison = {add(tablet, 9)[4]}
    exchange = Exchange(tablet.replica)
    trips = 1
    while asyncio.run(exchange.trip(link)).more:
        trips += 1
    assert trips < 12
    assert hub.lists[identifier].pieces == 4


def test_news_that_came_with_a_refused_request_is_not_taken_in_and_lost(tablet, hub, link, monkeypatch):
    """The replica must hold nothing of an answer whose taking in could not be finished and told."""
    tablet.create()
    hub.poison = {tablet.replica.pending(1)[0].sealed.id}
    stock = scopes.stock("milano")
    tablet.replica.watch(stock)
    hub.put(stock, "stock", "v", b'{"variant":"v","on_hand":1,"as_of":""}')
    exchange = Exchange(tablet.replica)

    def full(_scope: str, _reason: str) -> bool:
        raise ReplicaError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(tablet.replica, "stumble", full)
        with pytest.raises(ReplicaError):
            asyncio.run(exchange.trip(link))
    assert stock in asyncio.run(exchange.pull(link)).changed


def test_a_refused_request_without_operations_is_an_error(tablet, link):
    async def refuse(request):
        raise Faulty("422")

    link.sync = refuse
    with pytest.raises(Faulty):
        asyncio.run(Exchange(tablet.replica).trip(link))


def test_a_chain_of_many_stores_is_asked_for_in_turns(tablet, hub, link):
    """One request takes so many scopes only; more of them in one would be refused whole, for ever."""
    stores = [scopes.stock(f"store-{number:04}") for number in range(2 * MAX_CURSORS + 40)]
    for scope in stores:
        tablet.replica.watch(scope)
        hub.put(scope, "stock", "v", b'{"variant":"v","on_hand":1,"as_of":""}')
    tablet.create()
    exchange = Exchange(tablet.replica)
    asyncio.run(exchange.trip(link))

    def ask_for_all() -> int:
        link.requests.clear()
        while asyncio.run(exchange.pull(link)).more:
            assert tablet.scope in link.requests[-1].cursors, "the shopper's list is in each"
        return len(link.requests)

    assert ask_for_all() == 3
    assert all(tablet.replica.document(scope, "stock", "v", StockLevel) for scope in stores)
    assert ask_for_all() == 3, "and no more often than it takes"
    link.page = 100
    for scope in stores:
        hub.put(scope, "stock", "v", b'{"variant":"v","on_hand":2,"as_of":""}')
    ask_for_all()
    levels = [tablet.replica.document(scope, "stock", "v", StockLevel) for scope in stores]
    assert {level.on_hand for level in levels} == {2}


def test_offline_changes_nothing(tablet, link):
    tablet.create()
    link.down = True
    with pytest.raises(Offline):
        asyncio.run(Exchange(tablet.replica).trip(link))
    assert tablet.replica.pending_count() == 1


def test_what_waited_is_sent_at_once_when_what_kept_it_back_is_over(tablet, hub, link):
    tablet.create()
    hub.retry = {tablet.scope}
    exchange = Exchange(tablet.replica, Clock())
    asyncio.run(exchange.trip(link))
    hub.retry = set()
    assert not exchange.has_work()
    exchange.hurry()
    asyncio.run(exchange.trip(link))
    assert tablet.replica.pending_count() == 0
