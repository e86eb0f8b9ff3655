"""What the hub cannot take is set aside with its reason, and never in the others' way."""

import asyncio
from datetime import timedelta

import pytest

from sync.client.exchange import Exchange
from sync.client.replica import Replica
from sync.client.store import stranded
from sync.client.store.quarantine import MOST_TRIES
from sync.protocol import scopes
from sync.protocol.envelope import Result
from sync.protocol.list_verbs import AddLine, RenameList
from sync.protocol.sessions import EndSession
from tests.fakes import FakeHub, FakeLink


class Sender:
    """A tablet with an exchange whose time the test moves."""

    def __init__(self, tablet, hub: FakeHub) -> None:
        self.tablet = tablet
        self.hub = hub
        self.link = FakeLink(hub)
        self.clock = tablet.clock
        self.exchange = Exchange(tablet.replica, self.clock)

    def go(self, times: int = 1, seconds: float = 400) -> None:
        """Let time pass and exchange, so often that a bad operation is found among the good ones."""
        for _ in range(times):
            self.clock.pass_by(seconds)
            trips = 1
            while asyncio.run(self.exchange.trip(self.link)).more:
                trips += 1
                assert trips < 100, "it never comes to rest"

    def restart(self) -> None:
        self.tablet.replica.close()
        self.tablet.replica = Replica(self.tablet.data, self.tablet.identity, self.clock.now)
        self.exchange = Exchange(self.tablet.replica, self.clock)

    def add(self, count: int = 1) -> list[str]:
        tablet = self.tablet
        return [
            tablet.replica.commit(tablet.session.id, tablet.scope, AddLine("p", f"v{n}")).op
            for n in range(count)
        ]


@pytest.fixture
def sender(tablet, hub) -> Sender:
    return Sender(tablet, hub)


def poison(sender: Sender) -> str:
    """A list whose second of three changes breaks every request that it is in; return its scope."""
    sender.tablet.create("Poisoned")
    sender.hub.poison = {sender.add(3)[1]}
    return sender.tablet.scope


def answer_with(sender: Sender, monkeypatch, scope: str, reason: str) -> None:
    """From now on the hub has this word for whatever comes in a scope."""
    decide = FakeHub.decide

    def instead(hub, opened):
        if opened.op.scope == scope:
            return Result(opened.op.id, "retry", reason=reason)
        return decide(hub, opened)

    monkeypatch.setattr(FakeHub, "decide", instead)


def test_rule_05_a_queue_that_fails_again_and_again_is_set_aside_with_its_reason(sender):
    bad = poison(sender)
    healthy = sender.tablet.create("Healthy")
    sender.add(2)
    since = sender.clock.now()
    sender.go(MOST_TRIES - 1)
    [trouble] = sender.tablet.replica.troubles()
    assert not trouble.quarantined
    sender.go()
    [trouble] = sender.tablet.replica.troubles()
    assert trouble.quarantined
    assert (trouble.scope, trouble.tries, trouble.operations) == (bad, MOST_TRIES, 2)
    assert "422" in trouble.reason
    assert trouble.since > since.isoformat()
    assert sender.hub.lists[healthy].pieces == 2, "others go on"
    sent = len(sender.link.requests)
    sender.go(20)
    assert [op for request in sender.link.requests[sent:] for op in request.ops] == []
    assert sender.tablet.replica.pending_count() == 2, "and nothing of it is lost"


def test_rule_05_what_is_made_later_keeps_its_place_behind_what_is_set_aside(sender):
    bad = poison(sender)
    sender.go(MOST_TRIES)
    sender.add()
    sender.go(3)
    assert sender.hub.lists[scopes.parse(bad).id].pieces == 1
    sender.hub.poison = set()
    with stranded.open_store(sender.tablet.data) as store:
        assert stranded.retry(store, []) == 1
    sender.go()
    document = sender.hub.lists[scopes.parse(bad).id]
    assert [line.variant for line in document.lines] == ["v0", "v1", "v2"]
    assert [entry.verb for entry in document.history] == ["AddLine"] * 4
    assert sender.tablet.replica.troubles() == []


@pytest.mark.parametrize("reason", ["fault", "unreadable", "device_too_old"])
def test_rule_05_the_hubs_own_word_sets_a_queue_aside_too(sender, monkeypatch, reason):
    sender.tablet.create()
    answer_with(sender, monkeypatch, sender.tablet.scope, reason)
    sender.go(MOST_TRIES)
    [trouble] = sender.tablet.replica.troubles()
    assert (trouble.quarantined, trouble.reason) == (True, reason)


@pytest.mark.parametrize("reason", ["store_unavailable", "hub_too_old", "unconfirmed"])
def test_what_passes_by_itself_never_sets_a_queue_aside(sender, monkeypatch, reason):
    identifier = sender.tablet.create()
    answer_with(sender, monkeypatch, sender.tablet.scope, reason)
    sender.go(3 * MOST_TRIES)
    assert sender.tablet.replica.troubles() == []
    monkeypatch.undo()
    sender.go()
    assert identifier in sender.hub.lists


def test_failures_are_counted_across_restarts_and_forgotten_after_a_success(sender, monkeypatch):
    sender.tablet.create()
    answer_with(sender, monkeypatch, sender.tablet.scope, "fault")
    sender.go(MOST_TRIES // 2)
    sender.restart()
    sender.go()
    [trouble] = sender.tablet.replica.troubles()
    assert trouble.tries == MOST_TRIES // 2 + 1
    monkeypatch.undo()
    sender.go()
    assert sender.tablet.replica.troubles() == []


def test_a_request_that_fails_without_operations_too_blames_none_of_them(sender):
    sender.tablet.create()
    [waiting] = sender.tablet.replica.pending(1)
    sender.hub.poison = {waiting.sealed.id}
    sync = sender.hub.sync

    def refuse_all(request, page=1000):
        sender.hub.poison = {op.id for op in request.ops}
        if not request.ops:
            raise FaultyHubError
        return sync(request, page)

    sender.hub.sync = refuse_all
    for _ in range(3 * MOST_TRIES):
        with pytest.raises(FaultyHubError):
            sender.go()
    assert sender.tablet.replica.troubles() == []


class FaultyHubError(Exception):
    """The hub does not even answer who only asks."""


def test_rule_07_what_the_hub_postpones_is_not_sent_before_its_time(sender, monkeypatch):
    """Nudged ten times a second for two minutes (securedrop-client sent 475 times)."""
    sender.tablet.create()
    answer_with(sender, monkeypatch, sender.tablet.scope, "store_unavailable")
    sender.go(1_200, seconds=0.1)
    sent = sum(bool(request.ops) for request in sender.link.requests)
    assert 5 <= sent <= 12


def test_rule_13_which_side_is_old_is_said_and_nothing_is_dropped(sender, monkeypatch):
    sender.tablet.create()
    answer_with(sender, monkeypatch, sender.tablet.scope, "hub_too_old")
    sender.go()
    assert sender.exchange.outdated == "hub"
    answer_with(sender, monkeypatch, sender.tablet.scope, "device_too_old")
    sender.go()
    assert sender.exchange.outdated == "tablet"
    assert sender.tablet.replica.pending_count() == 1
    monkeypatch.undo()
    sender.go()
    assert sender.exchange.outdated == ""
    assert sender.tablet.replica.pending_count() == 0


def test_what_is_refused_after_its_visit_is_kept_for_staff(sender):
    identifier = sender.tablet.create()
    sender.go()
    sender.tablet.replica.commit(sender.tablet.session.id, sender.tablet.scope, RenameList("Too late"))
    sender.tablet.replica.wipe(sender.tablet.session.id, "finish")
    del sender.hub.lists[identifier]
    sender.go()
    assert sender.tablet.replica.pending_count() == 0
    with stranded.open_store(sender.tablet.data) as store:
        [refused] = stranded.overview(store).refused
    assert (refused.scope, refused.reason) == (sender.tablet.scope, "no_list")


def test_what_was_refused_goes_after_thirty_days(sender):
    for title in ("First", "Second"):
        identifier = sender.tablet.create(title)
        sender.go()
        sender.tablet.replica.commit(sender.tablet.session.id, sender.tablet.scope, RenameList("Late"))
        sender.tablet.replica.wipe(sender.tablet.session.id, "finish")
        del sender.hub.lists[identifier]
        sender.go()
        sender.hub.now += timedelta(days=31)
        sender.tablet.begin()
    with stranded.open_store(sender.tablet.data) as store:
        refused = stranded.overview(store).refused
    assert [one.scope for one in refused] == [scopes.shopping_list(identifier)]


def test_rule_10_another_epoch_is_offered_what_was_settled_before_what_came_later(sender):
    identifier = sender.tablet.create("Kitchen")
    sender.add(2)
    sender.go()
    assert sender.tablet.replica.pending_count() == 0
    # The hub's disk died. The backup that is put back knows the list's beginning, and no more.
    sender.hub.epoch = "restored"
    kept = sender.hub.results
    first = next(iter(kept))
    sender.hub.results = {first: kept[first]}
    document = sender.hub.lists[identifier]
    sender.hub.lists[identifier] = document.__class__(
        id=identifier, owner=document.owner, title="Kitchen", actors=document.actors
    )
    sender.hub.seqs[sender.tablet.scope] = 1
    sender.tablet.replica.commit(sender.tablet.session.id, sender.tablet.scope, AddLine("p", "later"))
    sender.go(3)
    document = sender.hub.lists[identifier]
    assert [line.variant for line in document.lines] == ["v0", "v1", "later"]
    assert [line.quantity for line in document.lines] == [1, 1, 1], "what it knew was not done twice"
    shown = sender.tablet.replica.document(sender.tablet.scope, "list", identifier, type(document))
    assert shown == document


def test_rule_10_a_visit_that_is_over_is_offered_again_too(sender):
    identifier = sender.tablet.create("Kitchen")
    sender.add(2)
    sender.tablet.replica.wipe(sender.tablet.session.id, "finish")
    sender.go()
    sender.hub.epoch = "restored"
    sender.hub.results.clear()
    sender.hub.lists.clear()
    sender.hub.seqs.clear()
    sender.hub.ended.clear()
    sender.go(2)
    assert sender.hub.lists[identifier].pieces == 2
    assert sender.hub.ended == {sender.tablet.session.principal: EndSession("finish").why}


def test_rule_10_a_tablets_clock_that_jumps_ahead_forgets_nothing_a_restored_hub_needs(sender):
    identifier = sender.tablet.create("Kitchen")
    sender.go()
    sender.clock.pass_by(14 * 365 * 86_400)
    sender.add(1)
    sender.go()
    sender.hub.epoch = "restored"
    sender.hub.results.clear()
    sender.hub.lists.clear()
    sender.go(2)
    assert sender.hub.lists[identifier].title == "Kitchen"
    assert sender.hub.lists[identifier].pieces == 1


def test_settled_copies_go_after_seven_days(sender):
    sender.tablet.create("Kitchen")
    sender.go()
    sender.hub.now += timedelta(days=8)
    other = sender.tablet.create("Bath")
    sender.go()
    sender.hub.epoch = "restored"
    sender.hub.results.clear()
    sender.hub.lists.clear()
    sender.go(2)
    assert list(sender.hub.lists) == [other]
