"""What a device may read and hear: a shopper's visit its lists, an associate what role and store open.

An associate reads the store's own scopes (`orders`, `staff`) by role, and of customers only what is open to
the store at the time (`sync.hub.openings`), or what they began themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import msgspec

from sync.hub import access
from sync.hub.context import Hub
from sync.hub.lives import DELIVERS
from sync.hub.openings import OpenTo
from sync.hub.staff import duty
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import customers, rights, scopes, sessions
from sync.protocol.devices import Device
from sync.protocol.scopes import Scope
from sync.protocol.sessions import STAFF, Session
from sync.protocol.staff import Role

OF_STORES = frozenset({"orders", "staff"})
OF_CUSTOMERS = frozenset({"customer", "person", "list", "receipt"})


class _Owned(msgspec.Struct, frozen=True):
    """All that deciding needs of a list (`owner`) or of a receipt (`customer`)."""

    owner: str = ""
    customer: str = ""

    @property
    def by(self) -> str:
        """Whose it is, as a principal; a customer's is the name of their scope, too."""
        return customers.principal(self.customer) if self.customer else self.owner


@dataclass
class Reader:
    """One request's right to read. `proofs` are the secrets it shows."""

    hub: Hub
    device: Device
    proofs: Sequence[str]
    _on_duty: list[Session] | None = None
    _open: dict[str, OpenTo] = field(default_factory=dict)

    async def may_read(self, scope: str) -> bool:
        """Say whether a scope may be read."""
        if await access.may_read(self.hub, self.device, scope, self._proven):
            return True
        parsed = _of_staff(scope)
        if parsed is None:
            return False
        for session in await self._sessions():
            if await _opens(self.hub, session, parsed, await self._store(session.store)):
                return True
        return False

    async def withholds(self, scope: str) -> bool:
        """Say whether contacts are kept back from a scope that may be read: nobody here may see them.

        A tablet holds a store's orders once, for all who work at it: it gets what one of them may see, and
        shows each what is theirs.
        """
        kind, store = scopes.parse(scope)
        if kind != "orders":
            return False
        roles = [Role(session.role) for session in await self._sessions() if session.store == store]
        return not any(rights.may_read_contacts(role) for role in roles)

    @cached_property
    def _proven(self) -> frozenset[str]:
        """The shoppers' visits that are proven."""
        return frozenset(sessions.principal_of(proof) for proof in self.proofs)

    async def _sessions(self) -> list[Session]:
        """Return the good sessions of associates that are proven; looked up once for all scopes."""
        if self._on_duty is None:
            names = [sessions.session_id(proof) for proof in self.proofs]
            found = [await duty.session_of(self.hub, self.device, name) for name in names]
            self._on_duty = [session for session in found if session]
        return self._on_duty

    async def _store(self, store: str) -> OpenTo:
        if store not in self._open:
            self._open[store] = await self.hub.openings.of(self.hub.storage, store)
        return self._open[store]


async def may_hear(hub: Hub, device: Device, scope: str) -> bool:
    """Say whether a device may hear that a scope changed: while somebody is there who may read it."""
    if await access.may_hear(hub, device, scope):
        return True
    parsed = _of_staff(scope)
    if parsed is None:
        return False
    for session in await duty.present(hub, device):
        if await _opens(hub, session, parsed, await hub.openings.of(hub.storage, session.store)):
            return True
    return False


def _of_staff(scope: str) -> Scope | None:
    """Return a scope taken apart if it is of a kind that associates read."""
    try:
        parsed = scopes.parse(scope)
    except scopes.ScopeError:
        return None
    return parsed if parsed.kind in OF_STORES | OF_CUSTOMERS else None


async def may_touch(hub: Hub, session: Session, scope: str) -> bool:
    """Say whether an associate's operation in a scope can be meant: in the store, on who is or was open.

    It may have been made when the customer was open, and come late. Which verbs the role allows is asked with
    the document in hand (`rights.may_do`).
    """
    parsed = scopes.parse(scope)
    if parsed.kind == "session":
        return parsed.id == session.id
    if parsed.kind in OF_STORES | {"stock"}:
        return parsed.id == session.store
    opened = await hub.openings.of(hub.storage, session.store)
    since = hub.later(-DELIVERS)
    if opened.held(scope, since):
        return True
    owned = await _owned(hub, parsed)
    if owned is None:
        # A list that an associate begins.
        return parsed.kind == "list"
    return opened.held(owned.by, since) or await _is_of_store(hub, session.store, owned.by)


async def _opens(hub: Hub, session: Session, scope: Scope, opened: OpenTo) -> bool:
    """Say whether an associate's session opens a scope."""
    if not rights.may_read(Role(session.role), scope.kind):
        return False
    if scope.kind in OF_STORES:
        return scope.id == session.store
    now = hub.now()
    if opened.holds(str(scope), now):
        return True
    owned = await _owned(hub, scope)
    if owned is None:
        return False
    return opened.holds(owned.by, now) or await _is_of_store(hub, session.store, owned.by)


async def _owned(hub: Hub, scope: Scope) -> _Owned | None:
    """Return whose a list or a receipt is; None where there is none, or it is another kind of scope."""
    if scope.kind not in {"list", "receipt"}:
        return None
    return await documents.load(hub.storage, str(scope), Key(scope.kind, scope.id), _Owned)


async def _is_of_store(hub: Hub, store: str, owner: str) -> bool:
    """Say whether an associate of a store began what this owner has: colleagues go on with it."""
    kind, _, identifier = owner.partition(":")
    session = await access.load_visit(hub, identifier) if kind == STAFF else None
    return session is not None and session.store == store
