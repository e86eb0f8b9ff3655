import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from starlette.requests import Request

from sync.hub import events
from sync.hub.access import Caller
from sync.hub.bus import Bus
from sync.hub.context import Config, open_hub
from sync.hub.devices import set_status
from sync.hub.endpoint import Call
from sync.hub.problems import HttpProblem
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Write
from sync.hub.stream import HEARTBEAT, EventStream
from sync.hub.subscription import Subscription
from sync.protocol import ids, scopes
from sync.protocol.devices import Device, Status
from sync.protocol.envelope import Hint
from sync.protocol.list_verbs import CreateList, RenameList
from sync.protocol.lists import ShoppingList
from sync.protocol.sessions import EndSession

COUNT = [Write("stock", "lamp", b"{}")]


class Stream:
    """The open answer of `/v1/events`, line by line."""

    def __init__(self, response: httpx.Response) -> None:
        self._lines = response.iter_lines()

    def opened(self) -> None:
        assert next(self._lines) == ":"

    def next(self) -> tuple[str, int]:
        for line in self._lines:
            if line.startswith("data: "):
                hint = json.loads(line.removeprefix("data: "))
                return hint["scope"], hint["seq"]
        raise AssertionError("the stream ended")


@contextmanager
def listening(tablet: Any, *wanted: str) -> Iterator[Stream]:
    query = {"scopes": ",".join(wanted)}
    with tablet.http.stream("GET", "/v1/events", params=query, timeout=10) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        yield Stream(response)


@pytest.fixture
def scope() -> str:
    return scopes.shopping_list(ids.new_id())


def test_a_change_of_an_own_list_is_told(tablet: Any, scope: str) -> None:
    with listening(tablet, scope) as stream:
        stream.opened()
        tablet.results(tablet.op(scope, CreateList()))
        assert stream.next() == (scope, 1)
        tablet.results(tablet.op(scope, RenameList("Sofas")))
        assert stream.next() == (scope, 2)


def test_what_was_missed_before_the_stream_opened_is_told_first(tablet: Any, scope: str) -> None:
    tablet.results(tablet.op(scope, CreateList()))
    with listening(tablet, scope) as stream:
        assert stream.next() == (scope, 1)


def test_what_another_process_writes_is_told(tablet: Any, write_beside: Any) -> None:
    with listening(tablet, "stock:torino") as stream:
        stream.opened()
        write_beside("stock:torino", COUNT)
        assert stream.next() == ("stock:torino", 1)


def test_lists_of_others_stay_silent(new_tablet: Callable[[], Any], write_beside: Any, scope: str) -> None:
    first, second = new_tablet(), new_tablet()
    with listening(second, scope, "stock:tokyo") as stream:
        stream.opened()
        first.results(first.op(scope, CreateList()))
        write_beside("stock:tokyo", COUNT)
        # Hints come in order: had the list been told, it would stand before this one.
        assert stream.next() == ("stock:tokyo", 1)


def test_after_the_end_of_the_visit_its_list_is_silent(tablet: Any, write_beside: Any, scope: str) -> None:
    with listening(tablet, scope, "stock:online") as stream:
        stream.opened()
        tablet.results(tablet.op(scope, CreateList()))
        assert stream.next() == (scope, 1)
        tablet.results(tablet.op(scopes.session(tablet.visit.id), EndSession("finish")))
        late = tablet.seal(tablet.op(scope, RenameList("late")))
        tablet.results(sealed=[late])
        write_beside("stock:online", COUNT)
        assert stream.next() == ("stock:online", 1)


def test_that_a_list_was_erased_is_told_at_once(tablet: Any, write_beside: Any, scope: str) -> None:
    with listening(tablet, scope) as stream:
        stream.opened()
        tablet.results(tablet.op(scope, CreateList()))
        assert stream.next() == (scope, 1)
        blank = ShoppingList(scopes.parse(scope).id, owner="", erased=True)
        write_beside(scope, [documents.write(Key("list", blank.id), blank)])
        assert stream.next() == (scope, 2)


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ("", 422),
        ("nonsense", 422),
        ("hub", 403),
        (f"session:{32 * '0'}", 403),
        (",".join(f"stock:{number}" for number in range(65)), 422),
    ],
)
def test_what_nobody_may_hear_is_refused(tablet: Any, wanted: str, status: int) -> None:
    assert tablet.http.get("/v1/events", params={"scopes": wanted}).status_code == status


def test_a_stream_needs_a_token(stranger: Any) -> None:
    assert stranger.http.get("/v1/events", params={"scopes": "catalogue"}).status_code == 401


def test_a_hub_that_carries_enough_says_when_to_come_again() -> None:
    async def events(_: Subscription) -> AsyncIterator[bytes]:
        yield b"never"

    with pytest.raises(HttpProblem) as refused:
        EventStream(Bus(limit=0), ["catalogue"], events)
    assert refused.value.problem.status == 503
    assert int(refused.value.headers["Retry-After"]) > 0


def test_a_reader_that_leaves_ends_its_stream() -> None:
    sent: list[Any] = []

    async def events(mine: Subscription) -> AsyncIterator[bytes]:
        while not mine.closed:
            yield b"news"
            await mine.wait(60)

    async def leave() -> dict[str, str]:
        return {"type": "http.disconnect"}

    async def keep(message: Any) -> None:
        sent.append(message)

    async def main() -> None:
        bus = Bus(limit=1)
        async with asyncio.timeout(10):
            await EventStream(bus, ["catalogue"], events)({"type": "http"}, leave, keep)
        assert bus.watched() == []

    asyncio.run(main())
    assert [message.get("body") for message in sent] == [None, b"news", b""]


class Quiet:
    """A subscription on which nothing happens."""

    closed = False

    async def wait(self, _seconds: float) -> list[Hint]:
        return []


class NeverQuiet:
    """A subscription on which always something happens."""

    closed = False

    def __init__(self) -> None:
        self._seqs = itertools.count(7)

    async def wait(self, _seconds: float) -> list[Hint]:
        return [Hint("catalogue", next(self._seqs))]


@pytest.mark.parametrize("subscription", [Quiet, NeverQuiet])
@pytest.mark.parametrize("status", ["active", "retired", "lost"])
def test_rule_12_who_may_not_read_any_more_hears_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, subscription: Callable[[], Any], status: Status
) -> None:
    """Staff speak while the line stands; the tablet's token has a quarter of an hour left."""
    seconds = itertools.count(0, 50)
    monkeypatch.setattr(events, "time", SimpleNamespace(monotonic=lambda: next(seconds)))

    async def listen() -> int:
        hub = await open_hub(Config(tmp_path, "http://x"))
        device = Device(id="tablet", store="milano", name="Kiosk 1", public_key="", enrolled="")
        key = Key("device", device.id)
        await documents.keep_first(hub.storage, scopes.device(device.id), key, device)
        http = Request({"type": "http", "headers": []})
        call = Call(hub, http, sender=Caller(device, "active"))
        line = events._hints(call, ["catalogue"], subscription())
        for _ in range(3):
            await anext(line)
        await set_status(hub.storage, device, status, hub.clock())
        heard = [block async for block in first(line, 5)]
        await line.aclose()
        await hub.close()
        return len(heard)

    heard = asyncio.run(listen())
    assert heard == 5 if status == "active" else heard < 3


def test_a_change_that_comes_while_the_stream_opens_is_told_once(tmp_path: Path) -> None:
    """It stands in the heads already, and then the bus brings it, late."""

    async def listen() -> list[bytes]:
        hub = await open_hub(Config(tmp_path, "http://x"))
        device = Device(id="tablet", store="milano", name="Kiosk 1", public_key="", enrolled="")
        store = Decision([Write("store", "milano", b'{"code":"milano","name":"Milano"}')])
        call = Call(hub, Request({"type": "http", "headers": []}), sender=Caller(device, "active"))
        with hub.bus.subscribe(["catalogue"]) as subscription:
            await hub.storage.commit("catalogue", [], [], lambda _: store)
            line = events._hints(call, ["catalogue"], subscription)
            heard = [await anext(line), await anext(line)]
            hub.bus.publish(Hint("catalogue", 1))
            soon = asyncio.ensure_future(anext(line))
            await asyncio.sleep(0)  # it has taken what the bus brought, and waits for more
            hub.bus.publish(Hint("catalogue", 2))
            heard.append(await soon)
            await line.aclose()
        await hub.close()
        return heard

    told = [events.event(Hint("catalogue", seq)) for seq in (1, 2)]
    assert asyncio.run(listen()) == [HEARTBEAT, *told]


async def first(line: AsyncIterator[bytes], most: int) -> AsyncIterator[bytes]:
    for _ in range(most):
        try:
            yield await anext(line)
        except StopAsyncIteration:
            return
