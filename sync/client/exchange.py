"""Trips to the hub: what is sent, and what is made of the answer.

A bad operation never blocks the others: what the hub asks to send later waits with its scope only, and a
request that is refused as a whole is sent in halves until the one operation at fault stands alone and waits.
What fails again and again is set aside for staff (`quarantine`).
"""

import time
from collections.abc import Callable
from collections.abc import Set as AbstractSet

from msgspec.structs import replace

from sync.client.errors import Faulty
from sync.client.link import Link
from sync.client.replica import Replica
from sync.client.store.fold import LIST
from sync.client.store.outbox import Waiting
from sync.client.store.reception import Received
from sync.client.store.reports import Side
from sync.client.store.waits import Waits
from sync.protocol import scopes
from sync.protocol.envelope import MAX_CURSORS, Op, Result, SyncAnswer, SyncRequest
from sync.protocol.sessions import session_id, split_principal
from sync.protocol.upgrades import DEVICE_TOO_OLD, HUB_TOO_OLD

BATCH = 100
"""Operations in one request: small enough to be through on a weak line."""

SEND_AGAIN = 0.25
ASK_AGAIN = 2.0
"""Seconds before a scope is tried for the second time: to send its operations, to ask for its news."""

NO_ANSWER = "no_answer"

OF_DESK = frozenset({"orders", "staff"})
"""Kinds of scope that a desk works from."""

COUNTED = frozenset({"fault", "unreadable", DEVICE_TOO_OLD, NO_ANSWER})
"""Reasons to come again that are the operation's own: after some times its queue is set aside. The others
(a store out of reach, a hub to be updated, a tablet to be confirmed) pass, and its queue just waits."""


class Exchange:
    """Builds requests from a replica and hands answers to it. Lives in the engine's thread.

    `outdated` says which side has to be updated before all operations can go, '' when none.
    """

    def __init__(self, replica: Replica, clock: Callable[[], float] = time.monotonic) -> None:
        """Use `clock` (seconds, monotonic) to tell when a postponed scope may be tried again."""
        self.outdated: Side = ""
        self._replica = replica
        self._batch = BATCH
        self._sending = Waits(clock, SEND_AGAIN)
        self._asking = Waits(clock, ASK_AGAIN)
        self._asked_to = ""
        self._stumbling = {trouble.scope for trouble in replica.troubles()}

    def has_work(self) -> bool:
        """Say whether an operation may be sent now."""
        return bool(self._replica.pending(1, self._sending.waiting()))

    async def trip(self, link: Link) -> Received:
        """Send what waits, receive what is new.

        Raises:
            HubError: As `Link.sync`; a request refused for its operations is followed by one without any,
                so that news comes in all the same.
        """
        limit = self._batch
        waiting = self._replica.pending(limit, self._sending.waiting())
        request = self._request(waiting)
        try:
            answer = await link.sync(request)
        except Faulty as error:
            if not waiting:
                raise
            # Only when asking alone goes well, the operations are at fault. What is taken in comes last: when
            # the disk refuses a note of the fault, nothing is in the replica that nobody is told of.
            request = self._request([])
            answer = await link.sync(request)
            self._narrow(waiting, str(error))
            # The smaller half, or what does not wait with the one at fault, goes at once.
            return self._receive(request, answer)._replace(more=True)
        self._batch = min(BATCH, limit * 2)
        self._remember(waiting, answer)
        received = self._receive(request, answer)
        return received._replace(more=received.more or len(waiting) == limit)

    async def pull(self, link: Link) -> Received:
        """Receive what is new, and send nothing.

        Raises:
            HubError: As `Link.sync`.
        """
        request = self._request([])
        received = self._receive(request, await link.sync(request))
        if received.more:
            return received
        return received._replace(more=self._ask_on(request))

    def hurry(self) -> None:
        """Let nothing wait any longer: what kept the hub from taking it is over."""
        self._sending.forget(self._sending.waiting())

    def next_try(self) -> float:
        """Return in how many seconds operations that wait may be sent again; infinite when none do."""
        return self._sending.next()

    def next_ask(self) -> float:
        """Return in how many seconds news that was not believed may be asked for; infinite when none was."""
        return self._asking.next()

    def _receive(self, request: SyncRequest, answer: SyncAnswer) -> Received:
        received = self._replica.receive(answer, request.cursors)
        self._asking.forget(received.sound)
        for scope in received.doubtful:
            self._asking.postpone(scope)
        return received

    def _request(self, waiting: list[Waiting]) -> SyncRequest:
        identity = self._replica.identity
        progress = self._replica.progress()
        wanted = self._choose(progress.cursors.keys() - self._asking.waiting())
        # What an associate did before the program was started anew goes sealed: its proof is inside.
        proven = {session_id(proof) for proof in progress.proofs}
        plain = [item for item in waiting if item.op and split_principal(item.op.principal)[1] in proven]
        return SyncRequest(
            device=identity.device,
            incarnation=identity.incarnation,
            epoch=progress.epoch,
            ops=[self._short(item.op) for item in plain if item.op],
            sealed=[item.sealed for item in waiting if item not in plain],
            proofs=progress.proofs,
            cursors={scope: at for scope, at in progress.cursors.items() if scope in wanted},
            reading={scope: at for scope, at in progress.reading.items() if scope in wanted},
            # A request that carries work is no smaller for it; the next one asks again.
            leases=[] if waiting else progress.visits,
            erased=progress.erased,
            wiped=progress.wiped,
        )

    def _choose(self, wanted: AbstractSet[str]) -> AbstractSet[str]:
        """Return what one request may ask for, if there is more: what people look at first, others in turns.

        The next are those behind `_asked_to`.
        """
        if len(wanted) <= MAX_CURSORS:
            self._asked_to = ""
            return wanted
        first = _first(wanted)
        others = sorted(scope for scope in wanted - first if scope > self._asked_to)
        return first | set(others[: MAX_CURSORS - len(first)])

    def _ask_on(self, request: SyncRequest) -> bool:
        """Go on to the scopes behind those of an answered request; return whether there are any."""
        wanted = self._replica.progress().cursors.keys()
        first = _first(wanted)
        last = max(request.cursors.keys() - first, default="")
        behind = any(scope > last for scope in wanted - first)
        self._asked_to = last if behind and len(request.cursors) == MAX_CURSORS else ""
        return bool(self._asked_to)

    def _short(self, op: Op) -> Op:
        """Leave out what the request says already."""
        if op.incarnation != self._replica.identity.incarnation:
            return op
        return replace(op, device="", incarnation="")

    def _remember(self, waiting: list[Waiting], answer: SyncAnswer) -> None:
        """Let the scopes wait whose operations the hub could not take now; the order within them is kept."""
        results = {result.id: result for result in answer.results}
        late: dict[str, str] = {}
        for item in waiting:
            result = results.get(item.sealed.id, Result(item.sealed.id, "retry", reason=NO_ANSWER))
            if result.status == "retry":
                late.setdefault(item.scope, result.reason)
        reasons = set(late.values())
        self.outdated = "hub" if HUB_TOO_OLD in reasons else "tablet" if DEVICE_TOO_OLD in reasons else ""
        for scope, reason in late.items():
            self._postpone(scope, reason)
        through = {item.scope for item in waiting} - late.keys()
        self._sending.forget(through)
        if self._stumbling & through:
            self._replica.release(sorted(self._stumbling & through))
            self._stumbling -= through

    def _narrow(self, waiting: list[Waiting], reason: str) -> None:
        if len(waiting) > 1:
            self._batch = len(waiting) // 2
        else:
            self._stumble(waiting[0].scope, reason)

    def _postpone(self, scope: str, reason: str) -> None:
        if reason in COUNTED:
            self._stumble(scope, reason)
        else:
            self._sending.postpone(scope)

    def _stumble(self, scope: str, reason: str) -> None:
        """Count a failure. A queue that is set aside needs no wait: it is sent when staff say so."""
        self._stumbling.add(scope)
        if self._replica.stumble(scope, reason):
            self._sending.forget([scope])
        else:
            self._sending.postpone(scope)


def _first(wanted: AbstractSet[str]) -> AbstractSet[str]:
    """Return the scopes that every request asks for: a shopper's lists, and a store's own at its desk.

    A desk has the lists of everybody who is open to the store: these wait for their turn.
    """
    lists = {scope for scope in wanted if scopes.parse(scope).kind == LIST}
    own = {scope for scope in wanted if scopes.parse(scope).kind in OF_DESK}
    return own | lists if len(lists) <= MAX_CURSORS // 2 else own
