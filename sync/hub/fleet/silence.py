"""Stores that go quiet: none of their tablets is heard any more although the store is open. Somebody is told.

Told is by mail (`serve --alarm-mail`) and by an event to every system that hears events, once when a store
goes quiet and once when it is back. What is known of it stands in the hub's own scope, so that several hubs,
or one that was restarted, tell it once.
"""

import datetime as dt
from collections.abc import Iterable

from msgspec.structs import replace

from sync.hub.context import Hub
from sync.hub.fleet import condition
from sync.hub.hooks.events import Event, Type
from sync.hub.hooks.follow import tell
from sync.hub.mail import letters
from sync.hub.mail.letters import Letter
from sync.hub.rounds import keep_doing
from sync.hub.silences import KIND, Silence
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import moments, opening
from sync.protocol.hashes import digest
from sync.protocol.ids import derived_id
from sync.protocol.notices import Template
from sync.protocol.products import Store
from sync.protocol.scopes import HUB

LOOK_SECONDS = 60.0
TYPES: dict[Template, Type] = {"quiet": "store_quiet", "back": "store_back"}


class Watch:
    """Looks after the stores of one hub. Other hubs on the same store of documents may do likewise."""

    def __init__(self, hub: Hub, after: dt.timedelta) -> None:
        """A store is quiet `after` so long; what was not heard before this hub began to listen counts not."""
        self._hub = hub
        self._after = after
        self._began = hub.clock()

    async def run(self) -> None:
        """Look until cancelled."""
        await keep_doing(self.look, "stores that go quiet", LOOK_SECONDS, first=LOOK_SECONDS)

    async def look(self) -> list[str]:
        """Look once at every store; return those of which something was told.

        Raises:
            StorageError: The store is out of reach; what was told is told.
        """
        heard: dict[str, list[dt.datetime]] = {}
        async for one in condition.every(self._hub.storage):
            if one.in_service and one.heard:
                heard.setdefault(one.device.store, []).append(moments.parse(one.heard.at))
        return [store for store, times in heard.items() if await self._judge(store, max(times))]

    async def _judge(self, store: str, last: dt.datetime) -> bool:
        known = await documents.load(self._hub.storage, HUB, Key(KIND, store), Silence)
        is_known = known is not None and not known.over
        if is_known and known and last > moments.parse(known.since):
            return await self._end(store, known, last)
        if not is_known and self._is_quiet(store, last):
            return await self._begin(store, Silence(moments.write(last)))
        return False

    def _is_quiet(self, store: str, last: dt.datetime) -> bool:
        """Say whether nothing was heard for long, in opening hours in which this hub listened."""
        now = self._hub.clock()
        listened = max(last, self._began, _opened(self._store(store), now) or now)
        return now - listened > self._after

    async def _begin(self, store: str, silence: Silence) -> bool:
        begun = False

        def step(known: Silence | None) -> Silence | None:
            nonlocal begun
            begun = known is None or bool(known.over)
            return silence if begun else known

        await documents.change(self._hub.storage, HUB, Key(KIND, store), Silence, step)
        if begun:
            await self._tell(store, silence, "quiet")
        return begun

    async def _end(self, store: str, silence: Silence, last: dt.datetime) -> bool:
        ended = False

        def step(known: Silence | None) -> Silence | None:
            nonlocal ended
            ended = known == silence
            return replace(silence, over=moments.write(last)) if ended else known

        await documents.change(self._hub.storage, HUB, Key(KIND, store), Silence, step)
        if ended:
            await self._tell(store, silence, "back")
        return ended

    async def _tell(self, store: str, silence: Silence, template: Template) -> None:
        hub, cause = self._hub, derived_id(store, silence.since, template)
        await tell(hub, Event(derived_id(cause, "event"), TYPES[template], hub.now(), store))
        for address in hub.config.alarm_mail:
            part = digest(address)[:16]
            letter = Letter(
                derived_id(cause, part),
                template,
                silence.since,
                hub.now(),
                part=part,
                email=address,
                language=self._store(store).language,
            )
            await letters.put(hub.storage, store, letter)

    def _store(self, code: str) -> Store:
        catalogue = self._hub.catalogue.get()
        return (catalogue.store(code) if catalogue else None) or Store(code, code)


def _opened(store: Store, now: dt.datetime) -> dt.datetime | None:
    """Return since when a store is open; None where it is closed. It is always open where nobody knows."""
    if not store.hours:
        return dt.datetime.min.replace(tzinfo=dt.UTC)
    return next((begin for begin, end in _around(store, now) if begin <= now < end), None)


def _around(store: Store, now: dt.datetime) -> Iterable[opening.Span]:
    return opening.spans(store, now, days=1)


async def keep_watch(hub: Hub) -> None:
    """Look after the stores until cancelled."""
    await Watch(hub, hub.config.quiet_after).run()
