"""Somebody who signs in at the real window; the hub is a list of its words."""

from concurrent.futures import Future

import msgspec

from sync.protocol.customers import Customer
from sync.protocol.envelope import Change, SyncAnswer
from sync.protocol.ids import line_id
from sync.protocol.lists import Line, ShoppingList
from sync.protocol.products import Product
from sync.protocol.sign_ins import SignedInShopper, SignInBegun, SignInState
from tests.kiosk.ui.conftest import NOW

ANNA = "anna"
BEGUN = SignInBegun(
    "id", "shop.example", 120, 2, url="https://shop.example/s/ABCDEFGH", code="ABCD-EFGH", number="47"
)
MAILED = SignInBegun("id", "shop.example", 600, 2)
CONFIRMED = SignInState("confirmed", "A***", 118)
WHO = SignedInShopper(ANNA, "A***", 7200, "Anna", ["hall"])
HALLS = {"it": "Ingresso", "ja": "玄関"}


def hall(kiosk):
    """Return her list: two of the first thing without choices that the shop sells."""
    sold = kiosk.shop.words.price
    things = kiosk.shop.catalogue.walk("product", Product)
    thing = next(each for each in things if len(each.variants) == 1 and sold(each.variants[0].prices))
    lines = [Line(line_id("hall", thing.id, {}), thing.id, thing.variants[0].id, 2)]
    return ShoppingList("hall", f"customer:{ANNA}", HALLS.get(kiosk.model.language, "Hall"), lines=lines)


class Hub:
    """Answers at once, in order; what it is asked is kept."""

    def __init__(self, kiosk):
        self.words = []
        self.asked = []
        self._kiosk = kiosk
        self._seqs = {}
        kiosk.sign_in._ask = self.ask

    def ask(self, path, body, _answer):
        self.asked.append((path, body))
        future = Future()
        if self.words and not path.endswith("/abort"):
            word = self.words.pop(0)
            if isinstance(word, Exception):
                future.set_exception(word)
            else:
                future.set_result(word)
        return future

    def tell(self, *documents):
        """Send documents."""
        changes = []
        for body in documents:
            kind = "customer" if isinstance(body, Customer) else "list"
            scope = f"{kind}:{body.id}"
            self._seqs[scope] = self._seqs.get(scope, 0) + 1
            raw = msgspec.Raw(msgspec.json.encode(body))
            changes.append(Change(scope, kind, body.id, self._seqs[scope], raw))
        epoch = self._kiosk._replica._meta("epoch") or "epoch"
        self._kiosk._replica.receive(SyncAnswer(epoch, NOW.isoformat(), changes=changes))
        self._kiosk._news.changed.emit(frozenset(change.scope for change in changes))

    def poll(self):
        """Let the time pass until it is asked again."""
        self._kiosk.sign_in._sign_in._next = 0.0
        self._kiosk.sign_in._tick()

    def ask_who(self):
        """Bring the sign-in to its question."""
        self.words = [BEGUN, CONFIRMED]
        self._kiosk.model.toSignIn()
        self.poll()

    def enter(self, **more):
        """Sign Anna in."""
        self.ask_who()
        self.words = [WHO]
        self._kiosk.sign_in.accept()
        self.tell(Customer(ANNA, **{"lists": ["hall"], **more}), hall(self._kiosk))
