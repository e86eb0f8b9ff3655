"""The one visit of a desk: its documents belong to it, and go with it when the desk is wiped."""

import msgspec

from sync.client.replica import Committed, Replica
from sync.protocol import rights, scopes, sessions
from sync.protocol.errors import Rejected
from sync.protocol.sessions import NewSession
from sync.protocol.staff import Associate

LEFT = "desk"
"""How the visit of a desk ends."""


class DeskVisit:
    """Who is signed in at this desk, and what they do. Any thread may call."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._visit: NewSession | None = None
        self._who: Associate | None = None

    @property
    def who(self) -> Associate | None:
        """Who is signed in, None while nobody is."""
        return self._who

    def begin(self, who: Associate) -> None:
        """Somebody is signed in from now on; the first of them begins the visit."""
        if self._visit is None:
            self._visit = sessions.begin()
            self._replica.begin(self._visit)
        self._who = who

    def watch(self, scope: str) -> None:
        """Want a scope's documents at this desk, until it is wiped."""
        if self._visit:
            self._replica.watch(scope, self._visit.id)

    def scopes(self) -> list[str]:
        """Return the scopes that are wanted at this desk."""
        return self._replica.scopes_of(self._visit.id) if self._visit else []

    def commit(self, scope: str, verb: msgspec.Struct) -> Committed:
        """Act in the name of who is signed in; safe when it returns.

        Raises:
            Rejected: `not_allowed`: not signed in, or not theirs to do; else the document's rule says no.
        """
        kind = scopes.parse(scope).kind
        if self._visit is None or self._who is None:
            raise Rejected("not_allowed", "nobody is signed in")
        if not rights.may_do(self._who.role, kind, type(verb).__name__):
            raise Rejected("not_allowed")
        return self._replica.commit(self._visit.id, scope, verb)

    def end(self) -> None:
        """Nobody is signed in any more, and nothing of what they saw is left here."""
        visit, self._visit, self._who = self._visit, None, None
        if visit:
            self._replica.wipe(visit.id, LEFT)
