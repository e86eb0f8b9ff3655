"""Decisions of one scope that become durable together: each sees what the ones before it decided."""

import asyncio
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sync.hub.storage.port import Decision, Key, Loaded, OpResult, Stored
from sync.hub.storage.weights import to_signed, weight
from sync.protocol.checksums import MODULUS


class Job(NamedTuple):
    """A commit that waits for its turn; `answer` gets the scope's head or the error."""

    keys: Sequence[Key]
    ops: Sequence[str]
    decide: Callable[[Loaded], Decision]
    answer: asyncio.Future[int]


Outcome = int | Exception


class Draft:
    """A scope as it will stand; made of what was loaded, for all the jobs that are to be decided.

    `before` is the head that was found, `head` the one that is to be.
    """

    def __init__(self, loaded: Loaded) -> None:
        self.before = self.head = loaded.head
        self._documents = loaded.documents
        self._results = loaded.results
        self._written: dict[Key, Stored] = {}
        self._decided: dict[str, OpResult] = {}

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not self._written and not self._decided

    def decide(self, job: Job) -> Outcome:
        """Take in a job's decision; when it fails, the draft stays as it was."""
        try:
            decision = job.decide(self._loaded(job))
            self._refuse_repeats(decision.results)
        except Exception as error:  # noqa: BLE001 - the caller's own; it travels back to the caller
            return error
        for write in decision.writes:
            self.head += 1
            self._written[Key(write.kind, write.id)] = Stored(write.kind, write.id, self.head, write.body)
        self._decided.update((result.op, result) for result in decision.results)
        return self.head

    def parameters(self, scope: str) -> list[object]:
        """Return the draft as the parameters of the statement that writes it."""
        documents = list(self._written.values())
        results = list(self._decided.values())
        digests = [weight(one) for one in documents]
        return [
            scope,
            [one.kind for one in documents],
            [one.id for one in documents],
            [one.seq for one in documents],
            [to_signed(number) for number in digests],
            [one.body for one in documents],
            [one.op for one in results],
            [one.fingerprint for one in results],
            [one.result for one in results],
            self.head,
            to_signed(sum(digests) % MODULUS),
            self.before,
        ]

    def _loaded(self, job: Job) -> Loaded:
        documents = {}
        for key in job.keys:
            stored = self._written.get(key) or self._documents.get(key)
            if stored and stored.body is not None:
                documents[key] = stored
        results = {op: self._decided.get(op) or self._results.get(op) for op in job.ops}
        return Loaded(self.head, documents, {op: result for op, result in results.items() if result})

    def _refuse_repeats(self, results: Sequence[OpResult]) -> None:
        seen: set[str] = set()
        for result in results:
            if result.op in seen or result.op in self._decided or result.op in self._results:
                raise ValueError("an operation is decided once")
            seen.add(result.op)
