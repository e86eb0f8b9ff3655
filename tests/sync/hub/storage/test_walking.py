import asyncio
from collections.abc import Callable

import pytest

from sync.hub.storage import walking
from sync.hub.storage.port import Decision, Storage, Write
from sync.hub.storage.walking import scopes_under


@pytest.mark.parametrize("page", [1, 2, 500])
def test_the_scopes_under_a_name_come_once_each_however_many_fit_a_page(
    open_storage: Callable[[], Storage], monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    monkeypatch.setattr(walking, "PAGE", page)

    async def work() -> None:
        storage = open_storage()
        for scope in ("list:b", "list:a", "catalogue", "orders:milano", "list:ä"):
            await storage.commit(scope, [], [], lambda _: Decision([Write("note", "n", b"{}")]))
        assert [scope async for scope in scopes_under(storage, "list:")] == ["list:a", "list:b", "list:ä"]
        assert [scope async for scope in scopes_under(storage, "stock:")] == []
        await storage.close()

    asyncio.run(work())
