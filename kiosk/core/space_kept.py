"""The space that a shopper measured: a customer's own for good, a guest's for the visit and no longer.

A customer's is a preference in their profile, which the online shop and the phone read and change as well.
What was measured as a guest is kept with the visit, through a crash too; signing in does not make it theirs
before they say so.
"""

from typing import NamedTuple

import msgspec

from kiosk.core.known import KnownShopper
from kiosk.core.session import ShopperSession
from sync.client.replica import Replica
from sync.protocol import spaces
from sync.protocol.customers import SetPreference
from sync.protocol.errors import Rejected
from sync.protocol.spaces import SPACE, Space
from sync.shapes import ready

NAME = "space"


class KeptSpace(NamedTuple):
    """The space that holds; `own` says that it is kept with the customer, not for the visit alone."""

    space: Space = Space()
    own: bool = False


class SpaceKeeper:
    """Keeps the space of who is here. Any thread may call; `keep` waits for the disk."""

    def __init__(self, replica: Replica, session: ShopperSession, known: KnownShopper) -> None:
        self._replica = replica
        self._session = session
        self._known = known

    def keep(self, space: Space) -> KeptSpace:
        """Keep a space, none to forget it; return what holds now. A visit begins with it.

        Where it cannot be written among a customer's preferences it is kept for the visit.

        Raises:
            ReplicaError: The disk does not work.
        """
        own = self._prefer(space)
        self._note(Space() if own else space)
        return self.read()

    def read(self) -> KeptSpace:
        """Return what holds: what was measured for the visit, else what is the customer's own."""
        noted = self._noted()
        if noted.known:
            return KeptSpace(noted)
        own = self._own()
        return KeptSpace(own, own.known)

    def _prefer(self, space: Space) -> bool:
        """Make it a customer's own; return whether it is."""
        if self._known.shopper is None:
            return False
        if space == self._own():
            return True
        try:
            self._known.do(SetPreference(SPACE, spaces.write(space)))
        except Rejected:
            return False
        return True

    def _own(self) -> Space:
        customer = self._known.customer()
        return spaces.read(customer.preferences.get(SPACE, "")) if customer else Space()

    def _note(self, space: Space) -> None:
        if space != self._noted():
            written = msgspec.json.encode(space) if space.known else b""
            self._replica.keep_note(self._session.begin().id, NAME, written)

    def _noted(self) -> Space:
        session = self._session.current
        kept = self._replica.note(session.id, NAME) if session else b""
        try:
            return msgspec.json.decode(kept, type=ready(Space)) if kept else Space()
        except msgspec.DecodeError:
            return Space()
