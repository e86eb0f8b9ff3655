import asyncio
import sqlite3

import pytest
from msgspec.structs import replace
from sqlite_utils import Database as SqliteUtils

from sync.client.errors import NewerReplica, ReplicaError
from sync.client.exchange import Exchange
from sync.client.replica import Replica
from sync.client.store.database import VERSION, Database
from sync.client.store.migrations import REPLICA
from sync.protocol import scopes, sessions
from sync.protocol.actors import Actor
from sync.protocol.envelope import Op, seal
from sync.protocol.errors import Rejected
from sync.protocol.ids import new_op_id
from sync.protocol.list_verbs import AddLine, AdjustLine, RenameList
from sync.protocol.lists import ShoppingList
from sync.protocol.stock import StockLevel
from tests.fakes import FakeLink

PHONE = Actor(id="phone:1", kind="phone")


def shown(tablet) -> ShoppingList:
    identifier = scopes.parse(tablet.scope).id
    document = tablet.replica.document(tablet.scope, "list", identifier, ShoppingList)
    assert document is not None
    return document


def trip(tablet, hub, **faults):
    link = FakeLink(hub)
    for name, value in faults.items():
        setattr(link, name, value)
    return asyncio.run(Exchange(tablet.replica).trip(link))


def test_a_commit_shows_at_once_and_survives_reopening(tablet):
    tablet.create("Kitchen")
    committed = tablet.replica.commit(tablet.session.id, tablet.scope, AddLine("p", "v"))
    assert committed.changed == {tablet.scope}
    reopened = Replica(tablet.data, tablet.identity)
    document = reopened.document(tablet.scope, "list", scopes.parse(tablet.scope).id, ShoppingList)
    assert (document.title, document.pieces) == ("Kitchen", 1)
    assert reopened.pending_count() == 2
    reopened.close()


def test_a_tablet_that_the_hub_names_anew_acts_under_its_new_name(tablet):
    tablet.replica.identity = replace(tablet.identity, name="Entrance", incarnation="anew")
    tablet.create()
    assert [actor.name for actor in shown(tablet).actors.values()] == ["Entrance"]
    assert [item.op.incarnation for item in tablet.replica.pending(10)] == ["anew"]


def test_order_numbers_are_never_given_twice(tablet, hub):
    tablet.create()
    trip(tablet, hub)
    assert tablet.replica.pending_count() == 0
    tablet.replica.commit(tablet.session.id, tablet.scope, AddLine("p", "v"))
    assert [item.op.order for item in tablet.replica.pending(10)] == [2]


def test_a_rejected_verb_writes_nothing(tablet):
    tablet.create()
    with pytest.raises(Rejected, match="no_line"):
        tablet.replica.commit(tablet.session.id, tablet.scope, AdjustLine("nowhere", 1))
    assert tablet.replica.pending_count() == 1


def test_a_commit_after_the_visit_is_refused(tablet):
    tablet.create()
    tablet.replica.wipe(tablet.session.id, "finish")
    with pytest.raises(ReplicaError):
        tablet.replica.commit(tablet.session.id, tablet.scope, AddLine("p", "v"))


def test_confirmed_work_leaves_the_outbox_and_stays_in_view(tablet, hub):
    tablet.create("Kitchen")
    tablet.replica.commit(tablet.session.id, tablet.scope, AddLine("p", "v", quantity=3))
    trip(tablet, hub)
    assert tablet.replica.pending_count() == 0
    assert shown(tablet) == hub.lists[scopes.parse(tablet.scope).id]
    assert shown(tablet).pieces == 3


def test_rule_02_an_answer_that_was_lost_applies_nothing_twice(tablet, hub):
    tablet.create()
    tablet.replica.commit(tablet.session.id, tablet.scope, AddLine("p", "v"))
    with pytest.raises(Exception, match="lost"):
        trip(tablet, hub, lose_answers=1)
    assert tablet.replica.pending_count() == 2
    trip(tablet, hub)
    assert tablet.replica.pending_count() == 0
    assert shown(tablet).pieces == 1


def test_a_document_quicker_than_its_answer_is_not_counted_twice(tablet, hub):
    """A pull brings the base with an operation whose own answer has not come yet."""
    tablet.create()
    tablet.replica.commit(tablet.session.id, tablet.scope, AddLine("p", "v"))
    exchange = Exchange(tablet.replica)
    hub.sync(exchange._request(tablet.replica.pending(10)))
    tablet.replica.receive(hub.sync(exchange._request([])))
    assert tablet.replica.pending_count() == 2
    assert shown(tablet).pieces == 1


def test_a_result_quicker_than_its_document_keeps_the_line(tablet, hub):
    """The page was full: the operation is decided, the document comes with the next page."""
    tablet.create()
    stock = scopes.stock("milano")
    hub.put(stock, "stock", "v", b'{"variant":"v","on_hand":1,"as_of":""}')
    trip(tablet, hub)
    tablet.replica.watch(stock)
    tablet.replica.commit(tablet.session.id, tablet.scope, AddLine("p", "v"))
    trip(tablet, hub, page=0)
    assert tablet.replica.pending_count() == 0
    assert shown(tablet).pieces == 1
    trip(tablet, hub)
    assert shown(tablet) == hub.lists[scopes.parse(tablet.scope).id]


def test_what_others_do_comes_in_under_pending_work(tablet, hub):
    identifier = tablet.create()
    trip(tablet, hub)
    hub.act(identifier, PHONE, RenameList("From the phone"), "phone-op")
    tablet.replica.commit(tablet.session.id, tablet.scope, AddLine("p", "v"))
    tablet.replica.receive(hub.sync(Exchange(tablet.replica)._request([])))
    assert (shown(tablet).title, shown(tablet).pieces) == ("From the phone", 1)


def test_only_what_looks_different_is_reported(tablet, hub):
    identifier = tablet.create()
    trip(tablet, hub)
    assert trip(tablet, hub).changed == frozenset()
    hub.act(identifier, PHONE, AddLine("p", "v"), "phone-op")
    assert trip(tablet, hub).changed == {tablet.scope}


def test_a_refused_operation_is_told_and_goes(tablet, hub):
    identifier = tablet.create()
    trip(tablet, hub)
    tablet.replica.commit(tablet.session.id, tablet.scope, AddLine("p", "v"))
    del hub.lists[identifier]
    received = trip(tablet, hub)
    assert len(received.rejected) == 1
    assert tablet.replica.pending_count() == 0
    [rejection] = tablet.replica.rejections()
    assert (rejection.verb, rejection.reason, rejection.scope) == ("AddLine", "no_list", tablet.scope)
    tablet.replica.dismiss(rejection.op)
    assert tablet.replica.rejections() == []


def test_rule_02_what_the_hub_asks_to_send_later_is_never_taken_for_done(tablet, hub):
    tablet.create()
    hub.retry = {tablet.scope}
    trip(tablet, hub)
    assert tablet.replica.pending_count() == 1
    hub.retry = set()
    trip(tablet, hub)
    assert tablet.replica.pending_count() == 0


def test_stock_is_read_watched_and_let_go(tablet, hub):
    stock = scopes.stock("milano")
    hub.put(stock, "stock", "v", b'{"variant":"v","on_hand":4,"as_of":"2026-05-04"}')
    assert trip(tablet, hub).changed == frozenset()
    tablet.replica.watch(stock)
    assert trip(tablet, hub).changed == {stock}
    assert tablet.replica.document(stock, "stock", "v", StockLevel).on_hand == 4
    hub.put(stock, "stock", "v", None)
    trip(tablet, hub)
    assert tablet.replica.documents(stock, "stock", StockLevel) == []
    tablet.replica.unwatch(stock)
    assert stock not in tablet.replica.progress().cursors


def test_another_history_of_the_hub_is_read_from_its_beginning(tablet, hub):
    identifier = tablet.create("Kitchen")
    trip(tablet, hub)
    hub.epoch = "restored"
    hub.seqs[tablet.scope] = 1
    hub.act(identifier, PHONE, RenameList("As restored"), "phone-op")
    tablet.replica.commit(tablet.session.id, tablet.scope, AddLine("p", "v"))
    assert trip(tablet, hub).more
    trip(tablet, hub)
    assert shown(tablet) == hub.lists[identifier]
    assert shown(tablet).title == "As restored"


def test_a_scope_the_hub_closes_goes_but_not_with_unsent_work(tablet, hub):
    identifier = tablet.create()
    trip(tablet, hub)
    hub.ended[hub.lists[identifier].owner] = "finish"
    tablet.replica.commit(tablet.session.id, tablet.scope, AddLine("p", "v"))
    hub.retry = {tablet.scope}
    trip(tablet, hub)
    assert shown(tablet).pieces == 1
    hub.retry = set()
    trip(tablet, hub)
    assert tablet.replica.documents(tablet.scope, "list", ShoppingList) == []


def test_an_answer_without_news_writes_nothing(tablet, hub):
    trip(tablet, hub)
    before = tablet.replica.last_news()
    tablet.clock.pass_by(10)
    trip(tablet, hub)
    assert tablet.replica.last_news() == before
    tablet.clock.pass_by(60)
    trip(tablet, hub)
    assert tablet.replica.last_news() == tablet.clock.now()


def test_a_newer_replica_is_refused_in_plain_words(tablet):
    tablet.replica.close()
    connection = sqlite3.connect(tablet.data / "replica.db")
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(NewerReplica, match="newer Vetrina"):
        Database(tablet.data)


def test_the_version_counts_the_migrations(tablet):
    assert len(REPLICA._migrations) == VERSION


def test_commits_are_durable_and_private(tablet):
    assert (tablet.data / "replica.db").stat().st_mode & 0o077 == 0
    database = tablet.replica._database
    for pragma, value in (("synchronous", 2), ("secure_delete", 1), ("journal_mode", "wal")):
        assert database._writer.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_a_title_out_of_bounds_is_refused_like_at_the_hub(tablet):
    tablet.create()
    with pytest.raises(Rejected, match="malformed"):
        tablet.replica.commit(tablet.session.id, tablet.scope, RenameList("x" * 121))
    assert tablet.replica.pending_count() == 1


def test_a_full_disk_is_told_and_changes_nothing(tablet):
    tablet.create()
    writer = tablet.replica._database._writer
    (pages,) = writer.execute("PRAGMA page_count").fetchone()
    writer.execute(f"PRAGMA max_page_count = {pages}")

    def fill_up() -> None:
        for number in range(100):
            verb = AddLine("p", f"v{number}", {"note": "x" * 100})
            tablet.replica.commit(tablet.session.id, tablet.scope, verb)

    with pytest.raises(ReplicaError, match="full"):
        fill_up()
    written = tablet.replica.pending_count() - 1
    assert len(shown(tablet).lines) == written
    writer.execute("PRAGMA max_page_count = 100000")
    tablet.replica.commit(tablet.session.id, tablet.scope, AddLine("p", "after"))
    assert len(shown(tablet).lines) == written + 1


def test_rule_13_the_outbox_of_an_older_version_is_taken_over_and_delivered(tmp_path, hub):
    """A tablet was updated while it was off with work in it: every column that is new finds its value."""
    identity = hub.identity()
    session = sessions.begin()
    op = Op(new_op_id(), identity.device, "one", 1, session.principal, "list:one", "", {"verb": "CreateList"})
    connection = sqlite3.connect(tmp_path / "replica.db", isolation_level=None)
    REPLICA.apply(SqliteUtils(connection), stop_before="trust")
    sealed = seal(op, session.secret, identity.sealing_key)
    connection.execute(
        "INSERT INTO outbox VALUES (1, ?, ?, ?, ?, NULL)", (op.id, session.id, op.scope, sealed.sealed)
    )
    connection.execute("INSERT INTO scope VALUES ('stock:milano', '', 7)")
    connection.execute("INSERT INTO meta VALUES ('order', '1')")
    connection.close()
    replica = Replica(tmp_path, identity)
    assert replica.progress().cursors == {"stock:milano": 7}
    asyncio.run(Exchange(replica).trip(FakeLink(hub)))
    assert (replica.pending_count(), list(hub.lists)) == (0, ["one"])
    replica.close()
