"""Who looked at a customer is kept for a time, and then no longer."""

import asyncio
import datetime as dt
from pathlib import Path

from sync.hub import looks
from sync.hub.context import open_storage
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import moments, scopes
from sync.protocol.staff import HelpCall, Look, Opening

NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)
LOOKED = [Look("associate:l", "2026-11-22T10:00:00Z", "card")]


def test_openings_that_are_over_for_long_go_and_nothing_else(tmp_path: Path) -> None:
    async def story() -> None:
        storage = open_storage(tmp_path)
        for number in range(looks.PAGE + 50):
            until = moments.write(NOW - dt.timedelta(days=number))
            opening = Opening(f"c{number:03}", until, LOOKED)
            key = Key("opening", opening.id)
            await documents.keep_first(storage, scopes.staff("milano"), key, opening)
        old = Opening("c", moments.write(NOW - dt.timedelta(days=400)))
        await documents.keep_first(storage, scopes.staff("roma"), Key("opening", "c"), old)
        call = HelpCall("h", "l", "Kiosk 1", "2020-01-01T00:00:00Z")
        await documents.keep_first(storage, scopes.staff("roma"), Key("help", "h"), call)

        gone = looks.PAGE + 50 - looks.KEPT_DAYS - 1 + 1
        assert await looks.forget(storage, NOW) == gone
        assert await looks.forget(storage, NOW) == 0
        kept = [one.id for one in await storage.changes(scopes.staff("milano"), 0, 1_000) if one.body]
        assert kept == [f"c{number:03}" for number in range(looks.KEPT_DAYS + 1)]
        assert await storage.load(scopes.staff("roma"), Key("help", "h"))
        await storage.close()

    asyncio.run(story())
