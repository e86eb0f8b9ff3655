"""One trip to the hub: what is sent, and what is made of the answer.

A bad operation never blocks the others: what the hub asks to send later waits with its scope only, and a
request that is refused as a whole is sent in halves until the one operation at fault stands alone and waits.
"""

import math
import time
from collections.abc import Callable

from msgspec.structs import replace

from sync.client.backoff import Backoff
from sync.client.errors import Faulty
from sync.client.link import Link
from sync.client.outbox import Waiting
from sync.client.reception import Received
from sync.client.replica import Replica
from sync.protocol.envelope import Op, SyncAnswer, SyncRequest

BATCH = 100
"""Operations in one request: small enough to be through on a weak line."""

LONGEST_WAIT = 300.0
"""Seconds a scope waits at most before its operations are offered again."""


class Exchange:
    """Builds requests from a replica and hands answers to it. Lives in the engine's thread."""

    def __init__(self, replica: Replica, clock: Callable[[], float] = time.monotonic) -> None:
        """Use `clock` (seconds, monotonic) to tell when a postponed scope may be tried again."""
        self._replica = replica
        self._clock = clock
        self._batch = BATCH
        self._waits: dict[str, Backoff] = {}
        self._until: dict[str, float] = {}

    async def trip(self, link: Link) -> Received:
        """Send what waits, receive what is new.

        Raises:
            HubError: As `Link.sync`; a request refused for its operations is followed by one without any,
                so that news comes in all the same.
        """
        limit = self._batch
        waiting = self._replica.pending(limit, self._postponed())
        try:
            answer = await link.sync(self._request(waiting))
        except Faulty:
            if not waiting:
                raise
            self._narrow(waiting)
            received = self._replica.receive(await link.sync(self._request([])))
            # The smaller half, or what does not wait with the one at fault, goes at once.
            return received._replace(more=True)
        self._batch = min(BATCH, limit * 2)
        self._remember(waiting, answer)
        received = self._replica.receive(answer)
        return received._replace(more=received.more or len(waiting) == limit)

    def next_try(self) -> float:
        """Return in how many seconds a postponed scope may be tried again; infinite when none waits."""
        return max(0.0, min(self._until.values(), default=math.inf) - self._clock())

    def _request(self, waiting: list[Waiting]) -> SyncRequest:
        identity = self._replica.identity
        progress = self._replica.progress()
        return SyncRequest(
            device=identity.device,
            incarnation=identity.incarnation,
            epoch=progress.epoch,
            ops=[self._short(item.op) for item in waiting if item.op],
            sealed=[item.sealed for item in waiting if not item.op],
            proofs=progress.proofs,
            cursors=progress.cursors,
            # A request that carries work is no smaller for it; the next one asks again.
            leases=[] if waiting else progress.visits,
        )

    def _short(self, op: Op) -> Op:
        """Leave out what the request says already."""
        if op.incarnation != self._replica.identity.incarnation:
            return op
        return replace(op, device="", incarnation="")

    def _postponed(self) -> frozenset[str]:
        now = self._clock()
        self._until = {scope: until for scope, until in self._until.items() if until > now}
        return frozenset(self._until)

    def _remember(self, waiting: list[Waiting], answer: SyncAnswer) -> None:
        """Let the scopes wait whose operations the hub could not take now; the order within them is kept."""
        results = {result.id: result.status for result in answer.results}
        for item in waiting:
            if results.get(item.sealed.id, "retry") == "retry":
                self._postpone(item.scope)
            else:
                self._waits.pop(item.scope, None)

    def _narrow(self, waiting: list[Waiting]) -> None:
        if len(waiting) > 1:
            self._batch = len(waiting) // 2
        else:
            self._postpone(waiting[0].scope)

    def _postpone(self, scope: str) -> None:
        if scope in self._until:
            return
        backoff = self._waits.setdefault(scope, Backoff(longest=LONGEST_WAIT))
        self._until[scope] = self._clock() + backoff.next()
