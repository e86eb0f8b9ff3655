"""What a shopper would lose by ending the visit now: they are told before it is gone."""

import logging
from collections.abc import Iterable
from typing import NamedTuple

from kiosk.core.lists import ListKeeper
from sync.client.errors import ReplicaError
from sync.protocol import calls, customers
from sync.protocol.call_verbs import CancelRequest
from sync.protocol.errors import Rejected
from sync.protocol.lists import ShoppingList

PHONE = "phone"
"""Kind of an actor."""

logger = logging.getLogger(__name__)


class Loss(NamedTuple):
    """What the end of the visit takes: a list that cannot be kept, what was to be brought to the shopper."""

    unkept: bool = False
    called_off: bool = False


class Losses:
    """Looks at the lists of the visit before it ends. `weigh` writes: not for the thread that paints."""

    def __init__(self, keeper: ListKeeper) -> None:
        self._keeper = keeper

    @property
    def turn(self) -> int:
        """Whose visit it is: another number as soon as one has ended."""
        return self._keeper.session.turn

    def weigh(self) -> Loss:
        """Put the lists aside as the end of the visit would, and return what that leaves behind.

        Raises:
            ReplicaError: Not even the lists can be read.
        """
        lists = self._keeper.all()
        return Loss(
            unkept=any(_only_here(one) for one in lists) and not self._is_put_aside(),
            called_off=_calls_off(lists),
        )

    def calls_off(self) -> bool:
        """Say whether the end of the visit calls off what was to be brought to the shopper. Reads the disk.

        Raises:
            ReplicaError: The lists cannot be read.
        """
        return _calls_off(self._keeper.all())

    def _is_put_aside(self) -> bool:
        try:
            self._keeper.session.park()
        except (Rejected, ReplicaError) as error:
            logger.warning("the lists of a visit could not be put aside before its end: %s", error)
            return False
        return True


def _calls_off(lists: Iterable[ShoppingList]) -> bool:
    orders = (word for one in lists for word in calls.left_behind(one))
    return any(isinstance(word, CancelRequest) for word in orders)


def _only_here(document: ShoppingList) -> bool:
    """Say whether a list with something on it is on no phone, and under nobody's name."""
    on_phone = any(actor.kind == PHONE for actor in document.actors.values())
    return bool(document.pieces) and not on_phone and not customers.is_customer(document.owner)
