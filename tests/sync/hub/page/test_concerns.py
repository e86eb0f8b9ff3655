"""An open phone page reads its list anew for what is on it, not for every sale in the store."""

import asyncio
from pathlib import Path

import pytest

from sync.hub.page import concerns
from sync.hub.page.concerns import Concerns
from sync.hub.storage.port import Decision, Storage, Write
from sync.hub.storage.sqlite import SqliteStorage
from sync.protocol import scopes
from sync.protocol.envelope import Hint
from sync.protocol.lists import Line, ShoppingList

STOCK = scopes.stock("milano")
LIST = ShoppingList("l", "guest:1", lines=[Line("1", "lamps", "lamp", 1), Line("2", "rugs", "rug", 0)])


async def sell(storage: Storage, *variants: str) -> Hint:
    writes = [Write("stock", variant, b"{}") for variant in variants]
    return Hint(STOCK, await storage.commit(STOCK, [], [], lambda _: Decision(writes)))


def meets(folder: Path, *sold: tuple[str, ...], also: str = "") -> list[bool]:
    """Sell things, one call after the other; return for which of them the page reads its list anew."""

    async def work() -> list[bool]:
        storage = SqliteStorage(folder / "hub.db")
        page = Concerns("milano", 0)
        found = []
        for variants in sold:
            hints = [await sell(storage, *variants), *([Hint(also, 1)] if also else [])]
            found.append(await page.meet(storage, hints, LIST))
        await storage.close()
        return found

    return asyncio.run(work())


def test_what_is_on_the_list_is_news_and_nothing_else_in_the_store(tmp_path):
    sold = [("vase",), ("lamp",), ("vase", "cup"), ("rug",), ("cup", "lamp")]
    assert meets(tmp_path, *sold) == [False, True, False, False, True]


def test_the_list_itself_and_the_catalogue_are_always_news(tmp_path):
    assert meets(tmp_path, ("vase",), also=scopes.CATALOGUE) == [True]
    page = Concerns("milano", 0)
    assert asyncio.run(page.meet(None, [Hint(scopes.shopping_list("l"), 1)], LIST))


def test_after_an_import_the_list_is_simply_read(tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(concerns, "MOST", 2)
    assert meets(tmp_path, ("a", "b", "c", "d"), ("e",)) == [True, False]
