"""What one answer says of one scope, and whether it is to be believed.

A scope is whole when everything up to the hub's head is here and the checksums agree. What does not agree is
read from nothing, that scope alone; what would remove most of a scope is refused until staff say at the hub
that it was meant. In both cases the documents at hand serve on, and the reason is kept for staff.
"""

import sqlite3
from collections.abc import Sequence
from typing import Literal, NamedTuple

from sync.client.store import documents
from sync.client.store.documents import Watched
from sync.client.store.fold import Place
from sync.protocol.checksums import spell
from sync.protocol.envelope import Change, SyncAnswer

FEW = 20
"""A scope with no more documents than this may lose any number of them."""

Doubt = Literal["checksum", "removal"]
"""Why news was not believed: the sums differ; or more than half would be gone."""


class Part(NamedTuple):
    """What an answer says of one scope; `asked` is the cursor it was asked from.

    `complete` says that nothing waits beyond this answer. `checksum` is '' and `begun` None where the hub
    says none; `meant` is the sequence number up to which staff meant a mass removal, None where they did not.
    """

    asked: int
    changes: Sequence[Change]
    head: int
    rebase: bool
    complete: bool
    checksum: str
    begun: int | None
    meant: int | None

    def is_meant(self, seq: int) -> bool:
        """Say whether staff meant whatever was removed up to a sequence number."""
        return self.meant is not None and seq <= self.meant


class Read(NamedTuple):
    """How reading went: `sound` when the scope is whole now, `doubt` when something was not believed."""

    news: bool = False
    sound: bool = False
    doubt: Doubt | None = None


OVERTAKEN = Read()


def part(answer: SyncAnswer, scope: str, asked: int, changes: Sequence[Change]) -> Part:
    """Take what concerns one scope out of an answer."""
    checksum = answer.checksums.get(scope, "")
    # A hub of the version before says no checksums: there a scope is through when the answer is.
    through = not answer.checksums and not answer.more and scope in answer.heads
    return Part(
        asked=asked,
        changes=changes,
        head=answer.heads.get(scope, 0),
        rebase=scope in answer.rebase,
        complete=bool(checksum) or through,
        checksum=checksum,
        begun=answer.reading.get(scope),
        meant=answer.removals.get(scope),
    )


def read(connection: sqlite3.Connection, scope: Watched, said: Part) -> Read:
    """Take in what an answer says of a scope, inside the answer's transaction."""
    # Two requests may be under way; what was asked from where this tablet no longer is tells too little.
    if said.asked > scope.cursor or (said.rebase and said.asked != scope.cursor):
        return OVERTAKEN
    if said.rebase:
        scope = documents.start_anew(connection, scope)
    if said.begun is not None and scope.cursor == 0:
        scope = scope._replace(reading=said.begun)
    changes = sorted((one for one in said.changes if one.seq > scope.cursor), key=_seq)
    if changes:
        before = documents.old(connection, scope, changes)
        if _removes_most(scope, changes, before, said):
            return Read(doubt="removal")
        scope = documents.store(connection, scope, changes, before)
    result = Read(news=bool(changes))
    if said.complete:
        scope, result = _finish(connection, scope, said, result)
    documents.save(connection, scope)
    return result


def _seq(change: Change) -> int:
    return change.seq


def _removes_most(
    scope: Watched, changes: Sequence[Change], before: dict[Place, documents.Old], said: Part
) -> bool:
    """Say whether changes would leave less than half of what the scope had when it was whole."""
    if scope.reading is not None or scope.held <= FEW:
        return False
    gone = [one for one in changes if documents.content(one) is None]
    removed = sum(Place(scope.scope, one.kind, one.id) in before for one in gone)
    came = sum(documents.content(one) is not None for one in changes)
    left = scope.living + came - (len(before) - removed) - removed
    return bool(removed) and left * 2 < scope.held and not said.is_meant(max(one.seq for one in gone))


def _finish(connection: sqlite3.Connection, scope: Watched, said: Part, result: Read) -> tuple[Watched, Read]:
    """Compare what is here with what the hub has, now that everything should be here."""
    if scope.cursor > said.head:
        # More came than the head that the checksum is about.
        return scope, result
    if said.checksum not in {"", spell(scope.checksum)}:
        return documents.start_anew(connection, scope), result._replace(doubt="checksum")
    if scope.reading is not None:
        most_is_gone = scope.held > FEW and scope.living * 2 < scope.held
        if most_is_gone and not said.is_meant(scope.reading or said.head):
            return scope, result._replace(doubt="removal")
        dropped = documents.drop_what_did_not_come(connection, scope)
        result = result._replace(news=result.news or dropped)
    # Only sums that agree prove that nothing is missing up to the head, forgotten tombstones included.
    cursor = said.head if said.checksum else scope.cursor
    return scope._replace(cursor=cursor, held=scope.living, reading=None), result._replace(sound=True)
