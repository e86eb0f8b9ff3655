"""Keeping the tablet in step with its hub: one thread, one asyncio loop, a few small tasks.

A commit nudges, a hint wakes, and the tick is the truth: a lost wake-up costs one tick, never a change. After
a failure nothing is tried before its back-off is over, however often somebody nudges.
"""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

import msgspec

from sync.client.backoff import Backoff
from sync.client.catalogue.renewal import Renewal
from sync.client.catalogue.turns import Turns
from sync.client.errands import Errands
from sync.client.errors import Gone, HubError, NoRoom, Offline, Refused
from sync.client.exchange import Exchange
from sync.client.hearing import Hearing
from sync.client.life import Life
from sync.client.link import Link
from sync.client.listeners import EngineState, Listeners
from sync.client.pictures.media import Item, MediaCache
from sync.client.pictures.media_queue import MediaQueue
from sync.client.pulse import Beats, Pulse
from sync.client.replica import Replica, utc_now
from sync.client.signals import turn, wait
from sync.client.store.people import DESK
from sync.client.store.reception import Received
from sync.client.store_cache import StoreCache
from sync.client.way import STRAIGHT, Way
from sync.protocol.devices import ACTIVE, LOST, RETIRED

TICK = 15.0
"""Seconds after which the hub is asked even without a hint."""

CROWDED = 60.0
"""Seconds after which a disk that was too full is looked at again: somebody may have cleared it."""

LEASE_TICK = 30.0
"""Seconds between two counts of the leases: so much later than its end, at most, a visit is wiped."""

LEASE_OVER = "lease"
ENDED = "ended"
"""Why visits were wiped: no word of the hub for too long; it was ended at the hub."""

FETCHERS = 2

UNKNOWN = "unknown"
"""Standing of a tablet that the hub does not know (any more)."""

REFUSALS = {
    "device_lost": LOST,
    "device_retired": RETIRED,
    "token_refused": UNKNOWN,
    "assertion_refused": UNKNOWN,
}
"""What the code of a refusal says of this tablet's standing."""

log = logging.getLogger(__name__)
T = TypeVar("T")


def connect(life: Life, cache: StoreCache | None = None, way: Way = STRAIGHT) -> Link:
    """Return the line to the real hub; the HTTP library is loaded here, long after the first frame."""
    from sync.client.transport.line import Transport  # noqa: PLC0415

    return Transport(life.identity, life=life, cache=cache, way=way)


class Engine:
    """Runs beside the user interface from `start` to `stop`."""

    def __init__(  # noqa: PLR0913 - all but two have defaults, and nobody sets many of those
        self,
        data: Path,
        replica: Replica,
        listeners: Listeners | None = None,
        *,
        link: Callable[[Life], Link] = connect,
        tick: float = TICK,
        turns: Turns | None = None,
        cache: MediaCache | None = None,
        beats: Beats | None = None,
        loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        """Prepare; `link` makes the line to the hub in the engine's own thread.

        `turns` says when this tablet asks for a new catalogue; `cache` holds its pictures; `beats` says how
        often it tells the hub how it is, None for never.

        `loop` is for who has one running and awaits `work` there, instead of `start`.
        """
        self.cache = cache or MediaCache(data)
        self._data = data
        self._replica = replica
        self._life = Life(data, replica.identity)
        self._listeners = listeners or Listeners()
        self._make_link = link
        self._tick = tick
        self._loop = loop or asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)
        self._outgoing = asyncio.Event()
        self._incoming = asyncio.Event()
        self._answered = asyncio.Event()
        self._online = asyncio.Event()
        self._errands = Errands(self._loop, self.nudge)
        self._queue = MediaQueue()
        self._renewal = Renewal(data, self._listeners, self.cache, self._queue, turns or Turns())
        self._pulse = Pulse(data, replica, self._renewal, self._listeners, beats) if beats else None
        self._state: EngineState | None = None
        self._hearing = Hearing(replica, self._incoming, self._renewal.due)
        self._last_answer = replica.last_news()
        self._spent: float | None = None
        self._ending: dict[str, str] = {}
        self._main: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, in a thread of its own."""
        self._main = self._loop.create_task(self.work())
        self._thread.start()

    def stop(self) -> None:
        """End at once, also with a request under way; what it carried is sent again next time."""
        main = self._main
        if main is None:
            self._loop.close()
            return
        self._call(main.cancel)
        self._thread.join()

    def nudge(self) -> None:
        """Something was committed: take it to the hub now. Any thread."""
        self._call(self._outgoing.set)

    def want(self, sha256: str, rendition: str) -> None:
        """Somebody looks at the place of this picture: fetch it next. Any thread."""
        self._call(lambda: self._queue.wish(Item(sha256, rendition)))

    def ask(self, path: str, body: msgspec.Struct, answer: type[T]) -> Future[T]:
        """Post what somebody at the tablet waits for, and bring the answer. Any thread.

        The future ends with the answer or with a `HubError`; nothing is tried again by itself.
        """
        return self._errands.ask(path, body, answer)

    def doubt_catalogue(self) -> None:
        """The catalogue in force cannot be read: have another one brought. Any thread."""
        self._call(self._renewal.doubt)

    def _call(self, action: Callable[[], object]) -> None:
        # The loop is closed once the engine has stopped; then there is nobody to tell.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(action)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            with contextlib.suppress(asyncio.CancelledError):
                assert self._main is not None
                self._loop.run_until_complete(self._main)
        finally:
            self._loop.close()

    async def work(self) -> None:
        """Keep the tablet in step until this is cancelled; `start` runs it in a thread of its own."""
        self._replica.on_commit = self.nudge
        link = self._make_link(self._life)
        exchange = Exchange(self._replica, self._loop.time)
        try:
            async with asyncio.TaskGroup() as tasks:
                self._errands.begin(tasks, link)
                tasks.create_task(self._repeat("pull", lambda: self._pull(exchange, link)))
                tasks.create_task(self._repeat("push", lambda: self._push(exchange, link)))
                tasks.create_task(self._repeat("leases", self._spend_leases))
                tasks.create_task(self._repeat("hints", lambda: self._hear(link)))
                tasks.create_task(self._repeat("catalogue", lambda: self._renew(link)))
                if self._pulse:
                    tasks.create_task(self._repeat("heartbeat", lambda: self._beat(link)))
                for _ in range(FETCHERS):
                    tasks.create_task(self._repeat("media", lambda: self._fetch(link)))
        finally:
            self._errands.end()
            await link.close()
            self.cache.close()

    async def _repeat(self, name: str, step: Callable[[], Awaitable[None]]) -> None:
        """Do a step over and over; after a failure wait for the back-off."""
        backoff = Backoff()
        while True:
            try:
                await step()
                backoff.reset()
            except HubError as error:
                log.info("%s: %s", name, error)
                await asyncio.sleep(backoff.next(getattr(error, "retry_after", 0)))
            except NoRoom as error:
                log.warning("%s: %s", name, error)
                await asyncio.sleep(CROWDED)
            except asyncio.CancelledError:
                if _is_asked_to_end():
                    raise
                # Something inside was cancelled, not we: a task group would let this go without a word.
                log.exception("%s was cut off", name)
                await asyncio.sleep(backoff.next())
            except Exception:
                # A full disk or a fault of ours must not end sync for good; staff find it in the log.
                log.exception("%s failed", name)
                await asyncio.sleep(backoff.next())

    async def _pull(self, exchange: Exchange, link: Link) -> None:
        """Ask what is new. This never waits for what is being sent, and says whether the hub is there."""
        self._incoming.clear()
        try:
            received = await exchange.pull(link)
        except HubError as error:
            self._obey(error)
            self._report(exchange, online=False)
            raise
        finally:
            self._take_over_identity(exchange)
        self._take(exchange, received)
        if not received.more:
            await wait(self._incoming, min(self._tick, exchange.next_ask()))

    async def _push(self, exchange: Exchange, link: Link) -> None:
        """Send what waits; what is new comes back with it. Without work, whoever nudged wants news."""
        if not exchange.has_work():
            nudged = await wait(self._outgoing, min(self._tick, exchange.next_try()))
            self._outgoing.clear()
            if nudged and not exchange.has_work():
                self._incoming.set()
            return
        # While the hub is away, asking finds out when it is back; that alone must never keep work here.
        await wait(self._answered, self._tick)
        self._outgoing.clear()
        try:
            received = await exchange.trip(link)
        except HubError:
            self._incoming.set()
            raise
        finally:
            self._take_over_identity(exchange)
        self._take(exchange, received)
        if received.more and not exchange.has_work():
            # What else is new comes with no further sending.
            self._incoming.set()

    def _take(self, exchange: Exchange, received: Received) -> None:
        # First of all: the replica holds it by now, so no later answer would bring what is not told here.
        self._tell(received)
        self._report(exchange, online=True)
        self._end_visits(sorted(received.over), ENDED)
        self._hearing.turn_to_others()

    def _take_over_identity(self, exchange: Exchange) -> None:
        # A token may have been renewed on the way, and with it come a new name and a new address.
        before, self._replica.identity = self._replica.identity, self._life.identity
        if before.standing != ACTIVE and self._life.reads:
            exchange.hurry()
            self._outgoing.set()

    def _obey(self, error: HubError) -> None:
        """Take the hub's word where it does not let this tablet in; a lost one keeps nothing readable."""
        if not isinstance(error, Refused) or error.code not in REFUSALS:
            return
        standing = REFUSALS[error.code]
        self._life.stand(standing)
        if standing == LOST:
            self._end_visits([*(visit.id for visit in self._replica.visits()), *self._desk()], LOST)

    def _desk(self) -> Sequence[str]:
        return [DESK] if self._replica.desk.is_open else []

    async def _spend_leases(self) -> None:
        """Count down the time that visits may stay here, hub or no hub."""
        now = self._loop.time()
        passed = None if self._spent is None else now - self._spent
        over = self._replica.spend_leases(passed)
        self._spent = now
        self._end_visits(over, LEASE_OVER)
        await asyncio.sleep(LEASE_TICK)

    def _end_visits(self, visits: Sequence[str], why: str) -> None:
        """Wipe visits. One that the disk does not let go is off the screen at once, and tried again later."""
        self._ending |= dict.fromkeys(visits, why)
        try:
            for visit in list(self._ending):
                self._replica.wipe(visit, self._ending[visit])
                del self._ending[visit]
        finally:
            if visits:
                self._listeners.on_wiped(frozenset(visits))

    def _tell(self, received: Received) -> None:
        if received.changed:
            self._listeners.on_changed(received.changed)
        if received.rejected:
            kept = tuple(one for one in self._replica.rejections() if one.op in received.rejected)
            # Those of a visit that is over are not kept: there is nobody left to tell.
            if kept:
                self._listeners.on_rejected(kept)

    async def _hear(self, link: Link) -> None:
        await self._online.wait()
        await self._hearing.listen(link)

    async def _renew(self, link: Link) -> None:
        await self._online.wait()
        await self._renewal.step(link)

    async def _beat(self, link: Link) -> None:
        await self._answered.wait()
        assert self._pulse
        await self._pulse.step(link, self._last_answer)

    async def _fetch(self, link: Link) -> None:
        wanted = await self._queue.next()
        item, ahead = wanted
        if self.cache.has(item):
            return
        await self._online.wait()
        try:
            content = await link.media(*item)
        except Gone:
            return
        except Offline:
            self._queue.again(wanted)
            raise
        if await asyncio.to_thread(self.cache.store, item, content, ahead=ahead):
            self._listeners.on_media(*item)
        else:
            # There is room for what somebody looks at, and for nothing else.
            self._queue.plan([])

    def _report(self, exchange: Exchange, *, online: bool) -> None:
        if online and self._life.reads:
            self._last_answer = utc_now()
        turn(self._answered, on=online)
        # Who may only deliver asks for nothing else.
        turn(self._online, on=online and self._life.reads)
        state = EngineState(
            online,
            self._last_answer,
            self._replica.pending_count(),
            self._life.identity.standing,
            tuple(self._replica.troubles()),
            tuple(self._replica.reports()),
            exchange.outdated,
        )
        if state != self._state:
            self._state = state
            self._listeners.on_state(state)


def _is_asked_to_end() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
