"""The space that a shopper measured, kept through a crash as long as their visit lasts, and no longer."""

import msgspec

from kiosk.core.session import ShopperSession
from kiosk.core.space import Space
from sync.client.replica import Replica

NAME = "space"


class SpaceKeeper:
    """Keeps the space of the visit. Any thread may call; `keep` waits for the disk."""

    def __init__(self, replica: Replica, session: ShopperSession) -> None:
        self._replica = replica
        self._session = session

    def keep(self, space: Space) -> None:
        """Keep a space with the visit, which begins with it.

        Raises:
            ReplicaError: The disk does not work.
        """
        self._replica.keep_note(self._session.begin().id, NAME, msgspec.json.encode(space))

    def read(self) -> Space:
        """Return the visit's space; none is known without one, or of one that cannot be read."""
        session = self._session.current
        kept = self._replica.note(session.id, NAME) if session else b""
        try:
            return msgspec.json.decode(kept, type=Space) if kept else Space()
        except msgspec.DecodeError:
            return Space()
