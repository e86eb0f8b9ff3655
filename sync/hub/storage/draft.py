"""Decisions of one scope that become durable together: each sees what the ones before it decided."""

import asyncio
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sync.hub.storage.memory import Known
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
    """A scope as it will stand, made of what is known of it.

    `before` is the head that was found, `head` the one that is to be. `documents` and `results` are those to
    write.
    """

    def __init__(self, known: Known) -> None:
        self.before = self.head = known.head
        self.documents: dict[Key, Stored] = {}
        self.results: dict[str, OpResult] = {}
        self._known = known.documents
        self._decided = known.results

    def has_decided(self, op: str) -> bool:
        """Whether an operation has its result, old or new."""
        return op in self.results or op in self._decided

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not self.documents and not self.results

    @property
    def unknown(self) -> list[Key]:
        """The documents to write of which is not known what they replace."""
        return [key for key in self.documents if key not in self._known]

    def change(self, weights: Sequence[int]) -> int:
        """Return what is to be added to the checksum but for what the unknown documents take away; signed.

        `weights` are those of the documents to write.
        """
        gone = sum(weight(self._known.get(key)) for key in self.documents)
        return to_signed((sum(weights) - gone) % MODULUS)

    @property
    def known(self) -> Known:
        """How the scope stands once the draft is written."""
        untouched = {key: stored for key, stored in self._known.items() if key not in self.documents}
        documents = {**untouched, **self.documents}
        return Known(self.head, documents, {**self._decided, **self.results})

    def decide(self, job: Job) -> Outcome:
        """Take in a job's decision; when it fails, the draft stays as it was."""
        try:
            decision = job.decide(self._loaded(job))
            self._refuse_repeats(decision.results)
        except Exception as error:  # noqa: BLE001 - the caller's own; it travels back to the caller
            return error
        for write in decision.writes:
            self.head += 1
            self.documents[Key(write.kind, write.id)] = Stored(write.kind, write.id, self.head, write.body)
        self.results.update((result.op, result) for result in decision.results)
        return self.head

    def _loaded(self, job: Job) -> Loaded:
        documents = {}
        for key in job.keys:
            stored = self.documents.get(key) or self._known.get(key)
            if stored and stored.body is not None:
                documents[key] = stored
        results = {op: self.results.get(op) or self._decided.get(op) for op in job.ops}
        return Loaded(self.head, documents, {op: result for op, result in results.items() if result})

    def _refuse_repeats(self, results: Sequence[OpResult]) -> None:
        seen: set[str] = set()
        for result in results:
            if result.op in seen or self.has_decided(result.op):
                raise ValueError("an operation is decided once")
            seen.add(result.op)
