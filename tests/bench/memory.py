"""A store that is a dict: what an exchange costs when storage costs nothing."""

from collections.abc import Callable, Sequence

from sync.hub.storage.port import Decision, Head, Key, Loaded, OpResult, Storage, Stored

PAGE = 1_000


class MemoryStorage:
    """As much of the storage port as an exchange asks for."""

    def __init__(self) -> None:
        self._heads: dict[str, Head] = {}
        self._documents: dict[str, dict[Key, Stored]] = {}
        self._results: dict[tuple[str, str], OpResult] = {}

    async def load(self, scope: str, key: Key) -> Stored | None:
        return self._documents.get(scope, {}).get(key)

    async def changes(self, scope: str, after: int, limit: int) -> list[Stored]:
        stored = self._documents.get(scope, {}).values()
        return sorted((one for one in stored if one.seq > after), key=lambda one: one.seq)[:limit]

    async def heads(self, scopes: Sequence[str]) -> dict[str, Head]:
        return {scope: self._heads.get(scope, Head()) for scope in scopes}

    async def scopes(self, after: str, limit: int) -> list[str]:
        return sorted(scope for scope in self._heads if scope > after)[:limit]

    async def commit(
        self, scope: str, keys: Sequence[Key], ops: Sequence[str], decide: Callable[[Loaded], Decision]
    ) -> int:
        documents = self._documents.setdefault(scope, {})
        head = self._heads.get(scope, Head())
        found = {key: documents[key] for key in keys if key in documents}
        known = {op: self._results[scope, op] for op in ops if (scope, op) in self._results}
        decision = decide(Loaded(head.seq, found, known))
        seq = head.seq
        for write in decision.writes:
            seq += 1
            documents[Key(write.kind, write.id)] = Stored(write.kind, write.id, seq, write.body)
        self._results.update({(scope, result.op): result for result in decision.results})
        self._heads[scope] = head._replace(seq=seq)
        return seq

    async def version(self) -> int:
        return 0

    async def close(self) -> None:
        self._documents.clear()


async def filled_from(store: Storage) -> MemoryStorage:
    """Return a store in memory that holds what a small one holds."""
    memory = MemoryStorage()
    names = await store.scopes("", PAGE)
    memory._heads = await store.heads(names)
    for name in names:
        stored = await store.changes(name, 0, PAGE)
        memory._documents[name] = {Key(one.kind, one.id): one for one in stored}
    return memory
