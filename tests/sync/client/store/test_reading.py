"""What the tablet believes of an answer: checksums, reading anew, and removals that nobody meant."""

import asyncio
import itertools

import msgspec
import pytest

from sync.client.exchange import Exchange
from sync.client.replica import Replica
from sync.client.store import documents
from sync.protocol import scopes
from sync.protocol.envelope import Change, SyncAnswer
from sync.protocol.list_verbs import AddLine
from sync.protocol.lists import ShoppingList
from sync.protocol.stock import StockLevel
from tests.fakes import Clock, FakeHub, FakeLink

STOCK = scopes.stock("milano")
ELSEWHERE = scopes.stock("torino")
MANY = 50


def level(variant: str, on_hand: int = 1) -> bytes:
    return msgspec.json.encode(StockLevel(variant, on_hand, "2026-05-04T12:00:00Z"))


class Shop:
    """A tablet that watches a store's stock of many variants, and its hub."""

    def __init__(self, tablet, hub: FakeHub) -> None:
        self.tablet = tablet
        self.hub = hub
        self.link = FakeLink(hub)
        self.clock = Clock()
        self.exchange = Exchange(tablet.replica, self.clock)
        for number in range(MANY):
            hub.put(STOCK, "stock", f"v{number}", level(f"v{number}"))
        tablet.replica.watch(STOCK)

    @property
    def replica(self) -> Replica:
        return self.tablet.replica

    def trip(self):
        return asyncio.run(self.exchange.trip(self.link))

    def settle(self, page: int = 1000) -> None:
        self.link.page = page
        trips = 1
        while self.trip().more:
            trips += 1
            assert trips < 100, "it never comes to rest"

    def levels(self, scope: str = STOCK) -> dict[str, int]:
        return {one.variant: one.on_hand for one in self.replica.documents(scope, "stock", StockLevel)}

    def reported(self) -> list[tuple[str, str]]:
        return [(report.what, report.scope) for report in self.replica.reports()]

    def remove(self, numbers: range) -> None:
        for number in numbers:
            self.hub.put(STOCK, "stock", f"v{number}", None)

    def damage(self, statement: str) -> None:
        """Something else than the tablet changes its file."""
        with self.replica._database.write() as connection:
            connection.execute(statement)

    def restart(self) -> None:
        self.replica.close()
        self.tablet.replica = Replica(self.tablet.data, self.tablet.identity, self.clock.now)
        self.exchange = Exchange(self.tablet.replica, self.clock)


@pytest.fixture
def shop(tablet, hub) -> Shop:
    made = Shop(tablet, hub)
    made.settle()
    assert len(made.levels()) == MANY
    return made


def test_rule_08_an_empty_answer_deletes_nothing(shop):
    """The hub says to read anew and has nothing: a store that lost its data, not a store without stock."""
    shop.hub.shop[STOCK] = []
    shop.hub.seqs[STOCK] = 0
    assert shop.trip().doubtful == {STOCK}
    assert len(shop.levels()) == MANY
    assert shop.reported() == [("removal", STOCK)]
    shop.clock.pass_by(600)
    shop.trip()
    assert len(shop.levels()) == MANY, "nor the second time"


def test_rule_08_a_cut_answer_deletes_nothing(shop):
    """Half of a reading anew got lost on the way; an older hub sends no checksum that would tell."""
    kept = [
        Change(STOCK, "stock", f"v{n}", 90 + n, msgspec.Raw(level(f"v{n}", 7))) for n in range(MANY // 2 - 1)
    ]
    answer = SyncAnswer("first", "", changes=kept, heads={STOCK: 200}, rebase=[STOCK])
    assert shop.replica.receive(answer).doubtful == {STOCK}
    assert len(shop.levels()) == MANY
    assert shop.levels()["v0"] == 7, "what did come is news all the same"


def test_rule_08_most_of_a_scope_goes_only_when_staff_meant_it(shop):
    shop.remove(range(MANY - 10))
    assert shop.trip().doubtful == {STOCK}
    assert len(shop.levels()) == MANY
    assert shop.reported() == [("removal", STOCK)]
    assert "vetrina-hub allow-removal stock:milano" in shop.replica.reports()[0].words
    shop.hub.meant[STOCK] = shop.hub.seqs[STOCK]
    shop.clock.pass_by(600)
    shop.settle()
    assert len(shop.levels()) == 10
    assert shop.reported() == []


def test_rule_08_page_by_page_it_is_the_same_removal(shop):
    shop.remove(range(MANY - 1))
    shop.settle(page=8)
    assert len(shop.levels()) >= MANY // 2
    assert shop.reported() == [("removal", STOCK)]


def test_rule_08_a_reading_anew_that_brings_less_than_half_waits_for_staff(shop):
    shop.remove(range(MANY - 10))
    shop.hub.forget_tombstones(STOCK)
    shop.settle()
    assert len(shop.levels()) == MANY
    shop.hub.meant[STOCK] = shop.hub.seqs[STOCK]
    shop.clock.pass_by(600)
    shop.settle()
    assert len(shop.levels()) == 10
    assert shop.reported() == []


def test_an_assortment_may_shrink_little_by_little(shop):
    for number in range(MANY - 5):
        shop.remove(range(number, number + 1))
        shop.settle()
    assert len(shop.levels()) == 5
    assert shop.reported() == []


def test_few_documents_may_go_at_once(shop):
    shop.replica.watch(ELSEWHERE)
    for number in range(20):
        shop.hub.put(ELSEWHERE, "stock", f"v{number}", level(f"v{number}"))
    shop.settle()
    for number in range(20):
        shop.hub.put(ELSEWHERE, "stock", f"v{number}", None)
    shop.settle()
    assert shop.levels(ELSEWHERE) == {}


def test_rule_09_a_cursor_older_than_the_kept_tombstones_reads_anew(shop):
    shop.remove(range(5))
    shop.hub.put(STOCK, "stock", "new", level("new", 3))
    shop.hub.forget_tombstones(STOCK)
    identifier = shop.tablet.create("Kitchen")
    shop.hub.retry = {shop.tablet.scope}
    shop.settle()
    assert shop.levels() == {"new": 3, **{f"v{n}": 1 for n in range(5, MANY)}}
    assert shop.replica.pending_count() == 1, "the outbox stays"
    shop.hub.retry = set()
    shop.clock.pass_by(600)
    shop.settle()
    assert identifier in shop.hub.lists
    requests = len(shop.link.requests)
    shop.settle()
    assert len(shop.link.requests) == requests + 1, "and it is whole: nothing is read a second time"


def test_rule_09_a_cursor_ahead_of_the_head_reads_anew(shop):
    shop.hub.shop[STOCK] = shop.hub.shop[STOCK][: MANY - 5]
    shop.hub.seqs[STOCK] = MANY - 5
    shop.settle()
    assert len(shop.levels()) == MANY - 5


def test_rule_09_the_old_documents_serve_until_all_came_again(shop):
    shop.remove(range(5))
    shop.hub.put(STOCK, "stock", "v30", level("v30", 9))
    shop.hub.forget_tombstones(STOCK)
    shop.link.page = 10
    seen = []
    while shop.trip().more:
        seen.append(len(shop.levels()))
        if len(seen) == 2:
            shop.restart()  # a power cut in the middle: it goes on where it was
    assert seen == [MANY] * len(seen)
    assert len(seen) >= 4
    assert len(shop.levels()) == MANY - 5
    assert shop.levels()["v30"] == 9
    asked = [request.cursors[STOCK] for request in shop.link.requests]
    assert asked[1] == MANY
    assert asked[2:] == sorted(set(asked[2:])), "each page once, and never from the start again"


def test_rule_09_what_is_removed_and_forgotten_while_reading_starts_the_reading_over(shop):
    shop.replica.watch(ELSEWHERE)
    for number in range(40):
        shop.hub.put(ELSEWHERE, "stock", f"v{number}", level(f"v{number}"))
    shop.link.page = 10
    shop.trip()
    shop.hub.put(ELSEWHERE, "stock", "v0", None)
    shop.hub.forget_tombstones(ELSEWHERE)
    shop.settle(page=10)
    assert set(shop.levels(ELSEWHERE)) == {f"v{n}" for n in range(1, 40)}


def test_rule_11_a_checksum_that_differs_rebuilds_that_scope_alone(shop):
    shop.replica.watch(ELSEWHERE)
    shop.hub.put(ELSEWHERE, "stock", "v", level("v"))
    shop.settle()
    shop.damage("UPDATE document SET base = CAST('{}' AS BLOB) WHERE scope = 'stock:milano' AND id = 'v7'")
    shop.restart()
    shop.settle()
    assert shop.reported() == [("checksum", STOCK)]
    shop.clock.pass_by(600)
    shop.link.requests.clear()
    shop.settle()
    assert shop.levels()["v7"] == 1
    assert shop.reported() == []
    assert shop.link.requests[0].cursors == {STOCK: 0, ELSEWHERE: 1}


def test_rule_11_a_document_that_was_skipped_comes_to_light(shop):
    shop.hub.put(STOCK, "stock", "v3", level("v3", 8))
    progress = shop.replica.progress()
    answer = shop.hub.sync(shop.exchange._request([]))
    # A proxy lost the change, or the hub had a fault: the head has moved and nothing came.
    shop.replica.receive(msgspec.structs.replace(answer, changes=[]), progress.cursors)
    shop.settle()
    assert shop.levels()["v3"] == 8


def test_rule_11_a_mismatch_that_stays_is_reported_and_never_a_hot_loop(shop, monkeypatch):
    monkeypatch.setattr(FakeHub, "head", _wrong(FakeHub.head))
    asked = 0
    for _ in range(600):
        shop.link.requests.clear()
        shop.settle()
        asked += sum(STOCK in request.cursors for request in shop.link.requests)
        shop.clock.pass_by(1)
    assert 3 <= asked <= 20, "once a second somebody nudged, for ten minutes"
    assert len(shop.levels()) == MANY, "and what is there is shown all the while"
    [report] = shop.replica.reports()
    assert (report.what, report.scope) == ("checksum", STOCK)
    assert report.times >= 3


def _wrong(head):
    def wrong(self, scope):
        right = head(self, scope)
        return right._replace(checksum=right.checksum ^ 1) if scope == STOCK else right

    return wrong


def test_rule_11_the_running_checksum_is_the_counted_one(shop):
    """After any history: kept by each answer, and counted anew after a start, it is the hub's."""
    shop.remove(range(3))
    shop.hub.put(STOCK, "stock", "v9", level("v9", 4))
    shop.hub.put(STOCK, "stock", "v1", level("v1", 2))
    shop.settle(page=2)
    shop.tablet.create()
    shop.replica.commit(shop.tablet.session.id, shop.tablet.scope, AddLine("p", "v"))
    shop.settle()
    for scope in (STOCK, shop.tablet.scope):
        kept = shop.replica._database.read("SELECT checksum, living FROM scope WHERE scope = ?", (scope,))
        assert int(kept[0][0], 16) == shop.hub.head(scope).checksum
    shop.restart()
    assert shop.trip().doubtful == frozenset()


def test_rule_14_all_of_an_answer_or_nothing(shop, monkeypatch):
    identifier = shop.tablet.create("Kitchen")
    shop.hub.put(STOCK, "stock", "v1", level("v1", 5))
    answer = shop.hub.sync(shop.exchange._request(shop.replica.pending(10)))
    monkeypatch.setattr("sync.client.store.reception._refold", _fail)
    with pytest.raises(RuntimeError):
        shop.replica.receive(answer)
    assert (shop.levels()["v1"], shop.replica.pending_count(), shop.replica.cursor(STOCK)) == (1, 1, MANY)
    monkeypatch.undo()
    shop.replica.receive(answer)
    assert (shop.levels()["v1"], shop.replica.pending_count()) == (5, 0)
    shown = shop.replica.document(shop.tablet.scope, "list", identifier, ShoppingList)
    assert shown == shop.hub.lists[identifier]


def _fail(*_whatever: object) -> None:
    raise RuntimeError


def test_an_answer_overtaken_by_a_reading_anew_changes_nothing(shop):
    shop.hub.put(STOCK, "stock", "v1", level("v1", 5))
    asked = shop.replica.progress().cursors
    late = shop.hub.sync(shop.exchange._request([]))
    shop.damage("UPDATE scope SET cursor = 0, reading = 0, checksum = '0', living = 0")
    assert shop.replica.receive(late, asked).doubtful == frozenset()
    assert shop.replica.cursor(STOCK) == 0, "it would have skipped all that is read anew"
    shop.settle()
    assert shop.levels()["v1"] == 5


def test_a_page_costs_the_same_however_many_documents_there_are(shop):
    """Each document that comes looks for its old self by its key, and never through the whole scope."""
    plan = shop.replica._database.read(
        f"EXPLAIN QUERY PLAN {documents.OLD.format(documents.SHOP)}", ('[["stock", "v1"]]', STOCK)
    )
    steps = [row[3] for row in plan]
    assert steps[-1] == "SEARCH held USING PRIMARY KEY (scope=? AND kind=? AND id=?)"


def test_rule_07_a_hub_that_always_speaks_of_more_is_not_asked_in_a_hurry(shop):
    sync = shop.hub.sync
    shop.hub.sync = lambda *arguments: msgspec.structs.replace(sync(*arguments), more=True)
    assert not shop.trip().more
    shop.tablet.create()
    shop.trip()
    assert not shop.trip().more


def test_rule_07_two_histories_behind_one_address_are_no_hot_loop(shop):
    sync, epochs = shop.hub.sync, itertools.cycle(["first", "second"])

    def either(*arguments):
        shop.hub.epoch = next(epochs)
        return sync(*arguments)

    shop.hub.sync = either
    shop.trip()
    assert shop.trip().more, "the first time it is a backup that was put back"
    assert [shop.trip().more for _ in range(5)] == [False] * 5
    assert len(shop.levels()) == MANY


def test_rule_13_a_hub_of_the_version_before_is_read_without_checksums(shop):
    """It neither says checksums nor when to read anew; its cursors and tombstones are as they were."""
    sync = shop.hub.sync

    def before(*arguments):
        answer = sync(*arguments)
        return msgspec.structs.replace(answer, checksums={}, rebase=[], removals={}, reading={})

    shop.hub.sync = before
    shop.remove(range(3))
    shop.hub.put(STOCK, "stock", "v9", level("v9", 4))
    shop.replica.watch(ELSEWHERE)
    for number in range(30):
        shop.hub.put(ELSEWHERE, "stock", f"v{number}", level(f"v{number}"))
    shop.settle(page=7)
    assert shop.levels() == {f"v{n}": 4 if n == 9 else 1 for n in range(3, MANY)}
    assert len(shop.levels(ELSEWHERE)) == 30
    assert shop.replica.reports() == []
