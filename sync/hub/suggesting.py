"""What many bought together, and what many bought in a store, learned once a day from sales and orders.

Buyers are counted, not pieces: who buys two things together every week counts once, and an order with the
sale that paid for it are one basket. What fewer than `FLOOR` buyers did is kept nowhere, so that no document
tells what anybody bought. Who bought is known while it is counted and written down nowhere.

Receipts without a name may all be one person's: five of one till tell a basket, not a habit of five. So all
of them in one store are one buyer of what was bought together, and one in `CROWD` of a single product.
"""

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Mapping
from itertools import combinations
from typing import NamedTuple

import msgspec

from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, Storage
from sync.hub.storage.walking import scopes_under
from sync.protocol import contacts, moments, scopes
from sync.protocol.orders import OPEN, Contact, Order
from sync.protocol.receipts import Receipt
from sync.protocol.suggestions import POPULAR, SHARES, SIGNS, TOGETHER, Popular, Together, share_of

FLOOR = 5
"""Fewer buyers than this are nobody's business."""
DAYS = 365
"""What was bought before that many days says little about what goes together today."""
CROWD = 20
"""So many receipts without a name count as one buyer of a product."""
LARGEST = 20
"""A basket of more products than this furnishes a house: it says nothing about any two of them."""
MOST_TOGETHER = 12
MOST_POPULAR = 24
PAGE = 500


class Basket(NamedTuple):
    """What one buyer took at one time in a store; `buyer` is only compared, and '' is nobody knows who."""

    store: str
    buyer: str
    products: frozenset[str]


class Counts:
    """Buyers of products and of pairs of them. Holds who bought while it counts, and tells nobody."""

    def __init__(self) -> None:
        self._buyers: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._in_store: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._unnamed: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._seen: set[tuple[str, ...]] = set()

    def add(self, basket: Basket) -> None:
        """Count a basket; what the same buyer took before is not counted again."""
        # No name of a buyer begins with a blank.
        buyer = basket.buyer or f" {basket.store}"
        for product in basket.products:
            self._buyers[product] += self._is_first(buyer, "", product)
            if basket.buyer:
                self._in_store[basket.store][product] += self._is_first(buyer, basket.store, product)
            else:
                self._unnamed[basket.store][product] += 1
        if len(basket.products) <= LARGEST:
            for pair in combinations(sorted(basket.products), 2):
                self._pairs[pair] += self._is_first(buyer, "", *pair)

    def together(self) -> dict[str, list[str]]:
        """Return for each product what enough buyers took with it, what tells most first.

        What is bought with everything tells nothing about any product: pairs are ranked by the cosine of
        their buyers.
        """
        found: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
        for (one, other), number in self._pairs.items():
            if number >= FLOOR:
                weight = -number / math.sqrt(self._buyers[one] * self._buyers[other])
                found[one].append((weight, other))
                found[other].append((weight, one))
        return {
            product: [other for _, other in sorted(others)[:MOST_TOGETHER]]
            for product, others in found.items()
        }

    def popular(self) -> dict[str, list[str]]:
        """Return for each store what enough buyers took there, the most bought first."""
        return {
            store: [
                product
                for product, number in sorted(
                    self._buyers_in(store).items(), key=lambda each: (-each[1], each[0])
                )
                if number >= FLOOR
            ][:MOST_POPULAR]
            for store in {**self._in_store, **self._unnamed}
        }

    def _buyers_in(self, store: str) -> Counter[str]:
        crowds = {product: number // CROWD for product, number in self._unnamed[store].items()}
        return self._in_store[store] + Counter(crowds)

    def _is_first(self, buyer: str, *what: str) -> bool:
        seen = (buyer, *what)
        if seen in self._seen:
            return False
        self._seen.add(seen)
        return True


async def learn(storage: Storage, now: dt.datetime) -> int:
    """Count anew, and write what differs; return how many documents changed.

    Raises:
        StorageError: The store is out of reach; what was written stands.
    """
    counts = Counts()
    since = now - dt.timedelta(days=DAYS)
    async for basket in _baskets(storage, since):
        counts.add(basket)
    return await _write(storage, _documents(counts))


async def _baskets(storage: Storage, since: dt.datetime) -> AsyncIterator[Basket]:
    paid = set()
    async for scope in scopes_under(storage, scopes.receipt("")):
        key = Key("receipt", scopes.parse(scope).id)
        receipt = await documents.load(storage, scope, key, Receipt)
        if receipt:
            paid.add(receipt.order)
            kept = frozenset(line.product for line in receipt.lines if line.left)
            if _is_since(receipt.at, since):
                yield Basket(receipt.store, _buyer(receipt.customer, receipt.contact), kept)
    async for scope in scopes_under(storage, scopes.orders("")):
        async for order in _orders(storage, scope):
            if order.id not in paid and _is_bought(order) and _is_since(order.placed, since):
                products = frozenset(line.product for line in order.lines)
                yield Basket(order.store, _buyer(order.customer, order.contact), products)


async def _orders(storage: Storage, scope: str) -> AsyncIterator[Order]:
    after = 0
    while page := await storage.changes(scope, after, PAGE):
        after = page[-1].seq
        for stored in page:
            order = documents.parse(stored, Order) if stored.kind == "order" else None
            if order:
                yield order


def _buyer(customer: str, contact: Contact) -> str:
    """Return by what a buyer is known again: the customer, else an address or number they gave, else ''."""
    return customer or contact.email.strip().casefold() or contacts.phone(contact.phone)


def _is_bought(order: Order) -> bool:
    """Say whether an order was paid for or fetched; what is only brought for somebody to look at is not.

    Nor is one whose buyer was erased: nobody knows any more which of those are one buyer's.
    """
    if order.erased:
        return False
    return (order.paid and order.state in OPEN) or (order.state == "picked_up" and order.kind != "request")


def _is_since(at: str, since: dt.datetime) -> bool:
    return moments.is_real(at) and moments.parse(at) >= since


def _documents(counts: Counts) -> dict[Key, msgspec.Struct]:
    """Return everything that is to be known, also what is no longer: an empty share."""
    shares: dict[str, dict[str, list[str]]] = {f"{number:0{SIGNS}x}": {} for number in range(SHARES)}
    for product, others in sorted(counts.together().items()):
        shares[share_of(product)][product] = others
    wanted: dict[Key, msgspec.Struct] = {
        Key(TOGETHER, share): Together(products) for share, products in shares.items()
    }
    wanted |= {Key(POPULAR, store): Popular(products) for store, products in counts.popular().items()}
    return wanted


async def _write(storage: Storage, wanted: Mapping[Key, msgspec.Struct]) -> int:
    written = 0

    def decide(loaded: Loaded) -> Decision:
        nonlocal written
        writes = [
            documents.write(key, document)
            for key, document in wanted.items()
            if _differs(loaded, key, msgspec.json.encode(document))
        ]
        written = len(writes)
        return Decision(writes)

    await storage.commit(scopes.CATALOGUE, list(wanted), [], decide)
    return written


def _differs(loaded: Loaded, key: Key, body: bytes) -> bool:
    """Say whether a document is to be written; one that says nothing is not begun."""
    stored = loaded.documents.get(key)
    if stored is None:
        return body != EMPTY
    return stored.body != body


EMPTY = msgspec.json.encode(Together())
