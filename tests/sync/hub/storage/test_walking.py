import asyncio
from collections.abc import Callable

import msgspec
import pytest

from sync.hub.storage import walking
from sync.hub.storage.port import Decision, Storage, Write
from sync.hub.storage.walking import living, scopes_under


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


class Note(msgspec.Struct):
    text: str


@pytest.mark.parametrize("page", [1, 2, 500])
def test_the_documents_of_a_kind_under_a_name_come_once_each_and_no_others(
    open_storage: Callable[[], Storage], monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    monkeypatch.setattr(walking, "PAGE", page)

    def noted(kind: str, name: str, text: str | None) -> Decision:
        return Decision([Write(kind, name, None if text is None else msgspec.json.encode(Note(text)))])

    async def work() -> None:
        storage = open_storage()
        for scope, kind, name, text in (
            ("list:b", "note", "n", "fourth"),
            ("list:a", "note", "y", "second"),
            ("list:a", "note", "x", "first"),
            ("list:a", "other", "x", "no"),
            ("list:a", "note", "z", "no"),
            ("list:a", "note", "z", None),
            ("list:a:1", "note", "a", "third"),
            ("list", "note", "n", "no"),
            ("list;", "note", "n", "no"),
            ("list:ä", "note", "n", "last"),
        ):
            await storage.commit(scope, [], [], lambda _, args=(kind, name, text): noted(*args))
        found = [note.text async for note in living(storage, "list:", "note", Note)]
        assert found == ["first", "second", "third", "fourth", "last"]
        assert [note async for note in living(storage, "stock:", "note", Note)] == []
        await storage.close()

    asyncio.run(work())
