"""Asking the hub who somebody is, or what something is: the answer opens it to this desk."""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject

from kiosk.core import customers_here
from kiosk.core.code_brake import CodeBrake
from kiosk.ui.desk.workplace import Workplace
from sync.client.errors import Offline
from sync.protocol import scopes
from sync.protocol.errors import Rejected
from sync.protocol.orders import claim_hash
from sync.protocol.staff import Found, LookedUp

T = TypeVar("T")


class LookUps(QObject):
    """Looks up in the name of who is signed in; what was found is wanted at this desk from then on."""

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def ask(
        self,
        text: str,
        found: Callable[[list[Found]], None],
        failed: Callable[[str], None],
        how: str = "",
    ) -> None:
        """Look something up: `found` gets what there is, `failed` why not: `offline`, `busy` or `refused`.

        A text that is a pick-up code counts as a wrong one until it has led somewhere, as with the hub.
        """
        brake = self._work.brake
        if claim_hash(text):
            if brake.seconds_left():
                failed("busy")
                return
            brake.count()
            found = partial(_forgive, brake, found)
        if not self._work.may_read("person"):
            failed("refused")
            return
        try:
            future = self._work.staff.look_up(text, how)
        except Rejected as refusal:
            failed(refusal.reason)
            return
        asker, missed = self._work.present, partial(self._miss, text, found, failed)
        future.add_done_callback(
            partial(self._hand_over, self._for(asker, partial(self._open, found)), self._for(asker, missed))
        )

    def _miss(
        self,
        text: str,
        found: Callable[[list[Found]], None],
        failed: Callable[[str], None],
        reason: str,
    ) -> None:
        """Without the hub look among those who are open at this desk: the others only the hub knows."""
        if reason != "offline":
            failed(reason)
            return
        replica, store, now = self._work.replica, self._work.store, self._work.shop.now()

        def show(hits: list[Found]) -> None:
            if hits:
                found(hits)
            else:
                failed(reason)

        self._work.read(lambda: customers_here.find(customers_here.Here(replica, store, now), text), show)

    def _for(self, asker: str, take: Callable[[T], None]) -> Callable[[T], None]:
        """Let only who asked hear of it: whoever is there by now may be somebody else, or nobody."""

        def heard(answer: T) -> None:
            if asker and self._work.present == asker:
                take(answer)

        return heard

    def _hand_over(
        self,
        found: Callable[[list[Found]], None],
        failed: Callable[[str], None],
        future: Future[LookedUp],
    ) -> None:
        """Bring an answer into the thread that paints. Called by the thread that has it."""
        error = future.exception()
        if error is None:
            self._work.tasks.call(found, future.result().found)
        else:
            self._work.tasks.call(failed, _reason(error))

    def _open(self, found: Callable[[list[Found]], None], hits: list[Found]) -> None:
        self._work.watch(scope for hit in hits for scope in scopes_of(hit, self._work.store))
        found(hits)


def _forgive(brake: CodeBrake, found: Callable[[list[Found]], None], hits: list[Found]) -> None:
    """Hand over what a pick-up code led to; it was none too many where it led somewhere."""
    if hits:
        brake.forgive()
    found(hits)


def scopes_of(hit: Found, store: str) -> list[str]:
    """Return the scopes that tell of something that was found."""
    of_customer = [scopes.customer(hit.customer), scopes.person(hit.customer)] if hit.customer else []
    match hit.kind:
        case "list":
            return [*of_customer, scopes.shopping_list(hit.id)]
        case "receipt":
            return [*of_customer, scopes.receipt(hit.id)]
        case "order":
            return [*of_customer, scopes.orders(store)]
        case _:
            return of_customer


def _reason(error: BaseException) -> str:
    if isinstance(error, Offline):
        return "busy" if error.retry_after else "offline"
    return "refused"
