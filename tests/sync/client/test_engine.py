import asyncio
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from sync.client.engine import Engine
from sync.client.errors import Faulty, Offline, Refused, ReplicaError
from sync.client.exchange import Exchange
from sync.client.held import Rejection
from sync.client.identity import load, save
from sync.client.life import Life
from sync.client.listeners import EngineState, Listeners
from sync.client.store import documents
from sync.client.store.reception import Received
from sync.protocol import scopes
from sync.protocol.actors import Actor
from sync.protocol.devices import TokenAnswer
from sync.protocol.envelope import Hint
from sync.protocol.ids import new_id
from sync.protocol.list_verbs import AddLine, CreateList
from sync.protocol.lists import ShoppingList
from sync.protocol.scopes import shopping_list
from sync.protocol.stock import StockLevel
from tests.fakes import FakeLink

PATIENCE = 5.0
"""Seconds a test waits for what takes milliseconds."""

JPEG = b"\xff\xd8\xff" + bytes(100)


class Asked(msgspec.Struct, frozen=True):
    """A question and its answer."""

    text: str


class Seen:
    """What the engine told, for a test to wait on."""

    def __init__(self) -> None:
        self._told: deque[object] = deque()
        self._news = threading.Condition()

    def tell(self, *what: object) -> None:
        with self._news:
            self._told.append(what[0] if len(what) == 1 else what)
            self._news.notify_all()

    def wait(self, like: Callable[[object], bool]) -> object:
        found: list[object] = []

        def look() -> bool:
            found[:] = [one for one in self._told if like(one)]
            return bool(found)

        with self._news:
            assert self._news.wait_for(look, PATIENCE), f"only told {list(self._told)}"
        return found[0]

    def forget(self) -> None:
        with self._news:
            self._told.clear()


@pytest.fixture
def link(hub) -> FakeLink:
    return FakeLink(hub)


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def engine(tablet, link, seen) -> Iterator[Engine]:
    listeners = Listeners(
        on_changed=seen.tell,
        on_rejected=seen.tell,
        on_state=seen.tell,
        on_catalogue=lambda: seen.tell("catalogue"),
        on_media=seen.tell,
        on_wiped=lambda visits: seen.tell("wiped", visits),
    )
    made = Engine(tablet.data, tablet.replica, listeners, link=lambda _: link, tick=60)
    yield made
    made.stop()


@pytest.fixture
def quick(tablet, link, seen) -> Iterator[Engine]:
    """An engine that hears no hints and whose tick a test can wait for."""
    listeners = Listeners(on_changed=seen.tell, on_state=seen.tell)
    link.hints = _deaf
    made = Engine(tablet.data, tablet.replica, listeners, link=lambda _: link, tick=0.05)
    yield made
    made.stop()


async def _deaf(scopes):
    await asyncio.Event().wait()
    yield None


def is_state(**wanted: object) -> Callable[[object], bool]:
    return lambda one: isinstance(one, EngineState) and wanted.items() <= one._asdict().items()


def test_a_commit_is_on_its_way_at_once(engine, tablet, hub, seen):
    engine.start()
    seen.wait(is_state(online=True))
    seen.forget()
    identifier = tablet.create("Kitchen")
    seen.wait(lambda _: identifier in hub.lists)
    assert hub.lists[identifier].title == "Kitchen"


def test_a_hint_brings_what_others_did(engine, tablet, hub, link, seen):
    identifier = tablet.create()
    engine.start()
    seen.wait(is_state(online=True, pending=0))
    seen.forget()
    hub.act(identifier, Actor("phone:1", "phone"), AddLine("p", "v"), "phone-op")
    link.hint(Hint(tablet.scope, 99))
    assert seen.wait(lambda one: one == frozenset({tablet.scope}))


def test_what_the_hub_refuses_is_told(engine, tablet, hub, seen):
    identifier = tablet.create()
    engine.start()
    seen.wait(is_state(online=True, pending=0))
    del hub.lists[identifier]
    refused = tablet.replica.commit(tablet.session.id, tablet.scope, AddLine("p", "v"))
    told = seen.wait(lambda one: isinstance(one, tuple) and isinstance(one[0], Rejection))
    assert [(one.op, one.verb) for one in told] == [(refused.op, "AddLine")]


def test_a_line_of_hints_follows_what_is_wanted(engine, tablet, link, seen):
    engine.start()
    seen.wait(is_state(online=True))
    tablet.create()
    link.wait_for_line(lambda scopes: tablet.scope in scopes)
    tablet.replica.wipe(tablet.session.id, "finish")
    link.wait_for_line(lambda scopes: tablet.scope not in scopes)


def test_offline_is_told_and_so_is_the_way_back(engine, tablet, link, seen):
    link.down = True
    tablet.create()
    engine.start()
    assert seen.wait(is_state(online=False, pending=1)).last_news is None
    link.down = False
    assert seen.wait(is_state(online=True, pending=0)).last_news is not None


def test_what_the_hub_says_of_the_tablet_is_kept_and_used(tablet, link, seen):
    save(tablet.data, tablet.identity)
    lives: list[Life] = []
    engine = Engine(
        tablet.data,
        tablet.replica,
        Listeners(on_state=seen.tell),
        link=lambda life: lives.append(life) or link,
    )
    real = link.sync

    async def renew_and_sync(request):
        answer = TokenAnswer("t", 900, "https://new.example/", "second-life", "unconfirmed")
        lives[0].settle(answer)
        return await real(request)

    link.sync = renew_and_sync
    engine.start()
    seen.wait(is_state(online=True, standing="unconfirmed"))
    engine.stop()
    identity = tablet.replica.identity
    assert (identity.public_url, identity.incarnation) == ("https://new.example", "second-life")
    assert load(tablet.data) == identity
    tablet.create()
    [waiting] = tablet.replica.pending(10)
    assert waiting.op.incarnation == "second-life"


def test_a_tablet_that_may_only_deliver_asks_for_nothing_else(tablet, link, seen):
    tablet.replica.identity = replace(tablet.replica.identity, standing="unconfirmed")
    engine = Engine(tablet.data, tablet.replica, Listeners(on_state=seen.tell), link=lambda _: link)
    engine.want("ab" * 32, "400")
    engine.start()
    tablet.create()
    seen.wait(is_state(online=True, pending=0))
    engine.stop()
    assert link.tries == len(link.requests)


def test_rule_07_nobody_can_nudge_it_out_of_its_back_off(engine, tablet, link, seen):
    link.down = True
    engine.start()
    seen.wait(is_state(online=False))
    for _ in range(1000):
        engine.nudge()
    link.down = False
    seen.wait(is_state(online=True))
    assert link.tries <= 6


def block(link: FakeLink, error: Exception | None) -> threading.Event:
    """From now on what is sent gets no answer, or a bad one; who only asks is answered."""
    sent, answer = threading.Event(), link.sync

    async def sync(request):
        if not (request.ops or request.sealed):
            return await answer(request)
        sent.set()
        if error:
            raise error
        return await asyncio.Event().wait()

    link.sync = sync
    return sent


@pytest.mark.parametrize("error", [None, Offline("cut"), Faulty("422")], ids=["slow", "cut", "refused"])
def test_rule_06_news_never_waits_for_what_is_being_sent(engine, tablet, link, seen, error):
    hub, identifier = link.hub, tablet.create()
    engine.start()
    seen.wait(is_state(online=True, pending=0))
    sent = block(link, error)
    tablet.replica.commit(tablet.session.id, tablet.scope, AddLine("p", "stuck"))
    assert sent.wait(PATIENCE)
    seen.forget()
    hub.act(identifier, Actor("phone:1", "phone"), AddLine("p", "v"), "phone-op")
    link.hint(Hint(tablet.scope, 99))
    seen.wait(lambda one: one == frozenset({tablet.scope}))
    document = tablet.replica.document(tablet.scope, "list", identifier, ShoppingList)
    assert {line.variant for line in document.lines} == {"v", "stuck"}
    assert tablet.replica.pending_count() == 1


def test_rule_06_a_lost_wake_up_costs_at_most_one_tick(quick, tablet, hub, seen):
    identifier = tablet.create()
    quick.start()
    seen.wait(is_state(online=True, pending=0))
    seen.forget()
    hub.act(identifier, Actor("phone:1", "phone"), AddLine("p", "v"), "phone-op")
    seen.wait(lambda one: one == frozenset({tablet.scope}))  # no hint, no nudge: the tick alone


def test_rule_06_a_commit_whose_nudge_was_lost_goes_with_the_tick(quick, tablet, hub, seen):
    identifier = tablet.create()
    quick.start()
    seen.wait(is_state(online=True, pending=0))
    for number in range(3):
        tablet.replica.on_commit = lambda: None
        seen.forget()
        tablet.replica.commit(tablet.session.id, tablet.scope, AddLine("p", f"v{number}"))
        seen.wait(lambda _, pieces=number + 1: hub.lists[identifier].pieces == pieces)


def test_rule_07_a_refused_operation_is_not_hurried_by_a_thousand_nudges(engine, tablet, link, seen):
    engine.start()
    seen.wait(is_state(online=True))
    sent = block(link, Offline("cut"))
    tablet.create()
    assert sent.wait(PATIENCE)
    tries = count_sent(link)
    for _ in range(1000):
        engine.nudge()
    seen.wait(is_state(online=True, pending=1))
    assert len(tries) <= 4, "in the moment that the nudges took"


def count_sent(link: FakeLink) -> list[int]:
    """Return a list that grows with each request that carries operations."""
    tries: list[int] = []
    sync = link.sync

    async def counted(request):
        if request.ops or request.sealed:
            tries.append(len(request.ops))
        return await sync(request)

    link.sync = counted
    return tries


def test_a_full_disk_stops_nothing_for_good(quick, tablet, hub, seen, monkeypatch):
    stock = scopes.stock("milano")
    tablet.replica.watch(stock)
    quick.start()
    seen.wait(is_state(online=True))
    writer = tablet.replica._database._writer
    (pages,) = writer.execute("PRAGMA page_count").fetchone()
    writer.execute(f"PRAGMA max_page_count = {pages}")
    for number in range(500):
        hub.put(stock, "stock", f"v{number}", b'{"variant":"v%d","on_hand":1,"as_of":""}' % number)
    monkeypatch.setattr("sync.client.engine.log.exception", lambda *_: seen.tell(sys.exception()))
    failure = seen.wait(lambda one: isinstance(one, ReplicaError))
    assert "nothing can be written on this tablet: database or disk is full" in str(failure)
    assert tablet.replica.documents(stock, "stock", StockLevel) == [], "nothing of the answer, or all of it"
    writer.execute("PRAGMA max_page_count = 100000")
    seen.wait(lambda one: one == frozenset({stock}))
    assert len(tablet.replica.documents(stock, "stock", StockLevel)) == 500


def test_it_stops_within_a_tenth_of_a_second_with_a_request_under_way(tablet, link):
    asked = threading.Event()

    async def never(request):
        asked.set()
        await asyncio.Event().wait()

    link.sync = never
    engine = Engine(tablet.data, tablet.replica, link=lambda _: link)
    engine.start()
    assert asked.wait(PATIENCE)
    began = time.perf_counter()
    engine.stop()
    assert time.perf_counter() - began < 0.1
    assert link.closed
    engine.nudge()  # nobody is there any more; nothing happens


def test_an_engine_that_never_started_can_be_stopped(tablet):
    Engine(tablet.data, tablet.replica).stop()


def test_a_fault_of_a_listener_does_not_end_sync(tablet, hub, link, seen, caplog):
    failures = iter([ValueError("the painter fell over")])

    def fall_over(state: EngineState) -> None:
        seen.tell(state)
        for failure in failures:
            raise failure

    engine = Engine(tablet.data, tablet.replica, Listeners(on_state=fall_over), link=lambda _: link)
    engine.start()
    seen.wait(is_state(online=True))
    scope = shopping_list(new_id())
    tablet.replica.commit(tablet.session.id, scope, CreateList())
    seen.wait(lambda one: is_state(pending=0)(one) and hub.lists)
    engine.stop()
    assert "the painter fell over" in caplog.text


def test_what_was_taken_in_is_told_whatever_fails_after_it(engine, tablet, seen, monkeypatch):
    def full(_visit: str, _why: str) -> None:
        raise ReplicaError("the disk is full")

    monkeypatch.setattr(tablet.replica, "wipe", full)
    changed = frozenset({shopping_list("1")})
    with pytest.raises(ReplicaError):
        engine._take(Exchange(tablet.replica), Received(changed, over=frozenset({"a visit"})))
    seen.wait(lambda told: told == changed)


def test_a_visit_that_the_disk_does_not_let_go_is_off_the_screen_and_wiped_later(
    engine, tablet, seen, monkeypatch
):
    tablet.create("Kitchen")
    visit = tablet.session.id

    def busy() -> None:
        raise ReplicaError("another program keeps the replica busy")

    with monkeypatch.context() as patched:
        patched.setattr(tablet.replica._database, "truncate_log", busy)
        with pytest.raises(ReplicaError):
            engine._end_visits([visit], "lease")
    seen.wait(lambda told: told == ("wiped", frozenset({visit})))
    assert words_on_disk(tablet.data, "Kitchen")
    engine._end_visits([], "lease")
    assert not words_on_disk(tablet.data, "Kitchen")


def words_on_disk(data: Path, words: str) -> bool:
    return any(words.encode() in path.read_bytes() for path in data.rglob("*") if path.is_file())


def test_an_errand_that_is_cut_off_from_inside_goes_on(tablet, hub, link, seen, caplog):
    """A task group lets a cancelled task go without a word: sync would be over, and the screen say online."""
    cuts = iter(range(3))
    sync = link.sync

    async def cut(request):
        if next(cuts, None) is not None:
            raise asyncio.CancelledError
        return await sync(request)

    link.sync = cut
    engine = Engine(tablet.data, tablet.replica, Listeners(on_state=seen.tell), link=lambda _: link)
    engine.start()
    identifier = tablet.create("Kitchen")
    seen.wait(is_state(online=True, pending=0))
    engine.stop()
    assert identifier in hub.lists
    assert "was cut off" in caplog.text


def test_what_a_push_leaves_waiting_is_asked_for_at_once(engine, tablet, hub, link, seen):
    link.hints = _deaf
    stock = scopes.stock("milano")
    engine.start()
    seen.wait(is_state(online=True))
    link.page = 1
    for number in range(4):
        hub.put(stock, "stock", f"v{number}", b'{"variant":"v%d","on_hand":1,"as_of":""}' % number)
    with tablet.replica._database.write() as connection:
        documents.watch(connection, stock, "")
    tablet.create("Kitchen")
    seen.wait(lambda _: len(tablet.replica.documents(stock, "stock", StockLevel)) == 4)


def test_a_picture_somebody_looks_at_is_fetched_and_told(engine, link, seen):
    link.media_files["ab" * 32, "400"] = JPEG
    engine.start()
    engine.want("cd" * 32, "400")  # the hub has none: skipped
    engine.want("ab" * 32, "400")
    seen.wait(lambda one: one == ("ab" * 32, "400"))
    assert engine.cache.path("ab" * 32, "400").read_bytes() == JPEG


def test_a_line_that_is_being_opened_anew_is_not_told_so_twice(tablet, link):
    async def change_wishes_twice() -> None:
        loop = asyncio.get_running_loop()
        engine = Engine(tablet.data, tablet.replica, link=lambda _: link, loop=loop)
        working = loop.create_task(engine.work())
        await asyncio.to_thread(link.wait_for_line, bool)
        for store in ("roma", "torino"):
            tablet.replica.watch(scopes.stock(store))
            engine._hearing.turn_to_others()
            # The line learns of it and has not ended yet.
            await asyncio.sleep(0)
        working.cancel()

    asyncio.run(change_wishes_twice())


def test_what_somebody_waits_for_is_asked_at_once(tablet, link, engine, seen):
    engine.start()
    link.answers["/v1/staff/sign-ins"] = lambda body: Asked(body.text.upper())
    assert engine.ask("/v1/staff/sign-ins", Asked("who"), Asked).result(PATIENCE) == Asked("WHO")


def test_what_cannot_be_asked_is_said(tablet, link, engine):
    def refuse(_: object) -> Asked:
        raise Refused("403 sign_in_waits", "sign_in_waits", 30)

    engine.start()
    link.answers["/v1/staff/sign-ins"] = refuse
    with pytest.raises(Refused) as refused:
        engine.ask("/v1/staff/sign-ins", Asked("who"), Asked).result(PATIENCE)
    assert (refused.value.code, refused.value.retry_after) == ("sign_in_waits", 30)
    link.down = True
    with pytest.raises(Offline):
        engine.ask("/v1/staff/sign-ins", Asked("who"), Asked).result(PATIENCE)
    link.down = False
    with pytest.raises(KeyError):
        engine.ask("/v1/nowhere", Asked("who"), Asked).result(PATIENCE)


def test_whoever_asks_while_the_engine_ends_is_told(tablet, link):
    asked = threading.Event()

    class Silent(FakeLink):
        async def ask(self, *_: object) -> object:
            asked.set()
            await asyncio.Event().wait()

    engine = Engine(tablet.data, tablet.replica, link=lambda _: Silent(link.hub))
    engine.start()
    waiting = engine.ask("/v1/staff/sign-ins", Asked("who"), Asked)
    assert asked.wait(PATIENCE)
    engine.stop()
    with pytest.raises(Offline):
        waiting.result(PATIENCE)
    with pytest.raises(Offline):
        engine.ask("/v1/staff/sign-ins", Asked("who"), Asked).result(PATIENCE)
