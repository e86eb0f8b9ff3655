"""The customer who has signed in at this tablet: what is theirs, and what they do with it.

Everything is written here and reaches the hub in its time. Any thread may call; what changes something waits
for the disk. All of those raise `sync.protocol.errors.Rejected` where a rule says no, and write nothing.
"""

from collections.abc import Collection
from typing import NamedTuple

from kiosk.core import merging
from kiosk.core.lists import held, last_changed
from kiosk.core.merging import Plan
from kiosk.core.session import ShopperSession
from kiosk.core.shopper import Shopper
from sync.client.replica import Replica
from sync.client.store.shoppers import SignedIn
from sync.protocol import customers, fits, scopes
from sync.protocol.customers import CUSTOMER, Customer
from sync.protocol.fits import Known as KnownFit
from sync.protocol.lists import ShoppingList
from sync.protocol.sign_ins import SignedInShopper

LIST = "list"


class Seen(NamedTuple):
    """What the tablet holds of who signed in; all empty for a guest, and `customer` until it has come.

    `lists` are their own, the one that was changed last first; `guest` is the list that was begun before,
    None where it holds nothing.
    """

    shopper: Shopper | None = None
    customer: Customer | None = None
    lists: tuple[ShoppingList, ...] = ()
    guest: ShoppingList | None = None


class Merged(NamedTuple):
    """A merge that was done: how many lines, to which list (id), and what takes it back."""

    lines: int
    target: str
    done: tuple[tuple[str, str], ...] = ()
    whole: bool = False


class KnownShopper:
    """Whose the visit is."""

    def __init__(self, replica: Replica, session: ShopperSession) -> None:
        self._replica = replica
        self._session = session

    @property
    def shopper(self) -> Shopper | None:
        """Who has signed in in the visit, None for a guest."""
        session = self._session.current
        known = self._replica.shopper_of(session.id) if session else None
        return Shopper(*known) if known else None

    def customer(self) -> Customer | None:
        """Return what the shop knows of them, None as long as it has not come here."""
        shopper = self.shopper
        if shopper is None:
            return None
        scope = scopes.customer(shopper.customer)
        found = self._replica.document(scope, CUSTOMER, shopper.customer, Customer)
        return found if found and not found.erased else None

    def read(self) -> Seen:
        """Return everything there is."""
        shopper = self.shopper
        if shopper is None:
            return Seen()
        lists = held(self._replica, self._session)
        own = [one for one in lists if one.is_of(shopper.customer)]
        others = (one for one in lists if not customers.is_customer(one.owner) and one.present)
        return Seen(
            shopper, self.customer(), tuple(sorted(own, key=last_changed, reverse=True)), next(others, None)
        )

    def enter(self, who: SignedInShopper) -> Shopper:
        """Make the visit theirs: the hub has said so."""
        session = self._session.begin()
        known = SignedIn(who.customer, who.first_name, who.hello)
        self._replica.enter(session.id, known, who.lists, who.seconds)
        return Shopper(*known)

    def follow(self) -> bool:
        """Want the lists that became theirs meanwhile, on a phone or elsewhere; return whether any did."""
        session, customer = self._session.current, self.customer()
        if session is None or customer is None:
            return False
        wanted = set(self._replica.scopes_of(session.id, LIST))
        new = [scope for name in customer.lists if (scope := scopes.shopping_list(name)) not in wanted]
        for scope in new:
            self._replica.watch(scope, session.id)
        return bool(new)

    def do(self, verb: customers.Verb) -> None:
        """Change what the shop knows of them; nothing happens for a guest."""
        shopper = self.shopper
        if shopper is not None:
            session = self._session.begin()
            self._replica.commit(session.id, scopes.customer(shopper.customer), verb)

    def fit(self, axis: str, category: str, brand: str) -> KnownFit | None:
        """Return the size that is known to fit them, with its reason; None where nothing can be said."""
        customer = self.customer()
        return fits.find(customer.fits, axis, category, brand) if customer else None

    # The guest's list joins theirs.

    def merge(self, target: str, chosen: Collection[str], title: str = "") -> Merged | None:
        """Bring lines (ids) of the guest's list to one of theirs (id; '' = a list of its own), all at once.

        None where there is nothing to bring.
        """
        seen = self.read()
        session = self._session.current
        lines = {line.id for line in seen.guest.present}.intersection(chosen) if seen.guest else set()
        if seen.shopper is None or seen.customer is None or seen.guest is None or not lines or not session:
            return None
        onto = next((one for one in seen.lists if one.id == target), None)
        made = merging.plan(seen.guest, seen.shopper.customer, onto, lines, title)
        return Merged(len(lines), made.target, self._commit(session.id, made), made.whole)

    def part(self, merged: Merged) -> None:
        """Take a merge back: the lines are a guest's again."""
        session = self._session.current
        if session is None:
            return
        if merged.whole:
            scope = scopes.shopping_list(merged.target)
            joined = self._replica.document(scope, LIST, merged.target, ShoppingList)
            acts = merging.part(joined, joined.title) if joined else []
        else:
            acts = merging.undo(list(merged.done))
        if acts:
            self._replica.commit_all(session.id, acts)

    def _commit(self, visit: str, made: Plan) -> tuple[tuple[str, str], ...]:
        """Do it, durably; return what of it can be taken back as changes of lines."""
        committed = self._replica.commit_all(visit, made.acts)
        pairs = zip(made.acts, committed, strict=True)
        return tuple((scope, one.op) for (scope, verb), one in pairs if merging.is_undoable(verb))
