"""What every page of the desk works with: who is signed in, the documents, the acts, the way elsewhere.

A page asks and acts here, and never touches replica, engine or another page. Reading and acting happen in the
background; results come back in the thread that paints.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal, Slot

from kiosk.core.code_brake import CodeBrake
from kiosk.core.decoded import Decoded
from kiosk.core.staff.desk import Phase, StaffDesk
from kiosk.core.staff.open_work import OpenWork
from kiosk.ui.desk.holding import Holding
from kiosk.ui.desk.refusal_words import refusal_words
from kiosk.ui.shop import Shop
from kiosk.ui.tasks import Tasks
from sync.client.replica import Replica
from sync.protocol import rights, scopes
from sync.protocol.actors import Actor
from sync.protocol.errors import Rejected
from sync.protocol.orders import Order
from sync.protocol.staff import Associate

T = TypeVar("T")
ORDER = "order"
PATIENCE = 0.02
"""Seconds: about as long as a frame takes to paint."""

Act = tuple[str, msgspec.Struct]
"""A scope, and what is done in it."""


class Workplace(QObject):
    """Shared by the desk's pages. Lives in the GUI thread."""

    changed = Signal(object)
    """Documents of these scopes changed (frozenset of str)."""
    told = Signal(str, list, bool, bool)
    """Say a sentence in passing: its key, its values, whether Undo belongs to it, whether it was done."""
    wanted = Signal(str, str)
    """Show a page, about something: the page's name, and the id of what it is about ('' = nothing)."""
    left = Signal()
    """Go back to where one came from."""
    sounded = Signal(str)
    """Something worth a sound: a name of the brand's sounds."""

    def __init__(
        self,
        shop: Shop,
        replica: Replica,
        staff: StaffDesk,
        tasks: Tasks,
        looking: Tasks,
        *,
        clock: Callable[[], float],
    ) -> None:
        """`tasks` write, one after the other; `looking` reads beside; `clock` tells monotonic seconds."""
        super().__init__()
        self.brake = CodeBrake(clock)
        self.shop = shop
        self.replica = replica
        self.staff = staff
        self.tasks = tasks
        self._looking = looking
        self.in_step = False
        """Whether the hub answers: what is done meanwhile is a request, and nobody else knows of it."""
        self._orders = Decoded(Order)
        self._holding = Holding(OpenWork(replica, staff, now=shop.now), tasks, self.changed.emit, self)
        self.changed.connect(self._holding.hear)

    @property
    def me(self) -> Associate | None:
        """Who is signed in."""
        return self.staff.person

    @property
    def present(self) -> str:
        """The id of who is at the desk, '' while it is locked or nobody is signed in."""
        return self.me.id if self.me and self.staff.phase() is Phase.OPEN else ""

    @property
    def actor(self) -> Actor | None:
        """Whom documents name when who is signed in acts."""
        me = self.me
        return Actor(f"associate:{me.id}", "associate", me.name, self.store) if me else None

    @property
    def store(self) -> str:
        """The code of the store that this desk stands in."""
        return self.replica.identity.store

    @property
    def orders(self) -> str:
        """The scope of this store's orders."""
        return scopes.orders(self.store)

    @property
    def people(self) -> str:
        """The scope of this store's colleagues, calls for help and open customers."""
        return scopes.staff(self.store)

    def may(self, scope_kind: str, verb: type[msgspec.Struct]) -> bool:
        """Say whether who is signed in may do this."""
        return self.me is not None and rights.may_do(self.me.role, scope_kind, verb.__name__)

    def may_read(self, scope_kind: str) -> bool:
        """Say whether who is signed in may see documents of a kind of scope."""
        return self.staff.may_read(scope_kind)

    def read(self, work: Callable[[], T], done: Callable[[T], None], *, opening: bool = False) -> None:
        """Read documents in the background, and hand over what came of it; a failure is said in passing.

        A page that is `opening` waits a moment for what it shows: an empty one would have to be painted, and
        that takes longer than to read a few documents.
        """
        self._looking.run(work, done, patience=PATIENCE if opening else 0.0)

    def order(self, identifier: str) -> Order | None:
        """Return an order of this store as who is signed in may see it, None where this desk has none."""
        found = self.replica.document(self.orders, ORDER, identifier, Order)
        return self._shown(found) if found else None

    def all_orders(self) -> list[Order]:
        """Return the orders of this store that this desk has, as who is signed in may see them."""
        orders = self._orders.read(self.replica.bodies(self.orders, ORDER))
        return [self._shown(each) for each in orders]

    def forget(self) -> None:
        """Hold none of the orders that were read: part of the wipe."""
        # Another one: what is being read now is not kept either.
        self._orders = Decoded(Order)

    def watch(self, wanted: Iterable[str]) -> None:
        """Want the documents of some scopes at this desk, as long as they are open to the store."""
        self._holding.look_at(wanted)

    def prepare(self) -> None:
        """Read what there is a lot of while nobody waits for anything."""
        self._holding.follow()

    @Slot()
    def note_people(self) -> None:
        """Somebody came, went or was signed out: what nobody who is left may read goes from the disk now."""
        if self.me is None or not rights.may_read_contacts(self.me.role):
            self._holding.follow()

    def do(
        self,
        scope: str,
        verb: msgspec.Struct,
        done: Callable[[], None] | None = None,
        refused: Callable[[str], None] | None = None,
    ) -> None:
        """Act, in the background. What the rule refuses is told in words, or to `refused` (its reason)."""
        self.do_all([(scope, verb)], done, refused)

    def do_all(
        self,
        acts: list[Act],
        done: Callable[[], None] | None = None,
        refused: Callable[[str], None] | None = None,
    ) -> None:
        """Act several times, one after the other, and stop at the first that is refused."""
        self.tasks.run(
            lambda: self._commit(acts),
            lambda outcome: self._answer(outcome, done, refused),
        )

    def tell(self, key: str, *values: object, undo: bool = False) -> None:
        """Say in passing that something was done."""
        self._tell(key, values, undo=undo, done=True)

    def warn(self, key: str, *values: object) -> None:
        """Say in passing that something was not done, and why."""
        self._tell(key, values, undo=False, done=False)

    def refuse(self, reason: str) -> None:
        """Say in words why something was refused."""
        self.warn("refused.that", refusal_words(self.shop.words.texts, reason))

    def _shown(self, order: Order) -> Order:
        """Keep contacts from who only prepares orders: a colleague's sign-in may have brought them."""
        me = self.me
        if me and rights.may_read_contacts(me.role):
            return order
        return replace(order, contact=order.contact.to_prepare())

    def _tell(self, key: str, values: Iterable[object], *, undo: bool, done: bool) -> None:
        self.told.emit(key, list(values), undo, done)

    def _commit(self, acts: list[Act]) -> tuple[frozenset[str], str]:
        changed: frozenset[str] = frozenset()
        for scope, verb in acts:
            try:
                changed |= self.staff.commit(scope, verb).changed
            except Rejected as refusal:
                return changed, refusal.reason
        return changed, ""

    def _answer(
        self,
        outcome: tuple[frozenset[str], str],
        done: Callable[[], None] | None,
        refused: Callable[[str], None] | None,
    ) -> None:
        changed, reason = outcome
        if changed:
            self.changed.emit(changed)
        if reason:
            (refused or self.refuse)(reason)
        elif done:
            done()
