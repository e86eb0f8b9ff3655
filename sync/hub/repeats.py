"""What an operation was told when it was decided: that wins over what would be said to it now."""

import asyncio
from collections.abc import Collection

import msgspec

from sync.hub.context import Hub
from sync.hub.storage.port import Decision, Loaded, OpResult
from sync.protocol.envelope import Op, Result, fingerprint
from sync.shapes import ready


async def first_results(hub: Hub, ops: Collection[Op]) -> dict[str, Result]:
    """Return the results of those of some operations (as they were made) that were decided before.

    They are found by the operations' fingerprints: what says something else under the same id has none here.

    Raises:
        StorageError: The store is out of reach.
    """
    asked = [op.scope for op in ops]
    kept = await asyncio.gather(
        *(_kept(hub, scope, [op.id for op in ops if op.scope == scope]) for scope in dict.fromkeys(asked))
    )
    decided = {name: one for found in kept for name, one in found.items()}
    made = {fingerprint(op) for op in ops}
    return {
        one.fingerprint: msgspec.json.decode(one.result, type=ready(Result))
        for one in decided.values()
        if one.fingerprint in made
    }


async def _kept(hub: Hub, scope: str, ids: list[str]) -> dict[str, OpResult]:
    found: dict[str, OpResult] = {}

    def look(loaded: Loaded) -> Decision:
        nonlocal found
        found = loaded.results
        return Decision()

    await hub.storage.commit(scope, [], ids, look)
    return found
