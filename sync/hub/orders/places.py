"""Where things stand that an order is about: its store, its document, its price there."""

from sync.hub.access import load_device
from sync.hub.context import Hub
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import pickup, scopes
from sync.protocol.actors import Actor
from sync.protocol.lists import ShoppingList
from sync.protocol.orders import Order
from sync.protocol.products import Store, Variant

HUB = Actor("hub", "shop")
"""Who is shown where nobody in particular did it."""


async def store_of(hub: Hub, device: str, document: ShoppingList) -> str:
    """Return the store that is meant where a shopper asks for something, '' where none can be.

    It is the one in which the tablet stands; from a phone, or the online shop, the one that the list names.
    """
    known = await load_device(hub, device)
    return known.store if known and known.store else document.store


async def place_name(hub: Hub, device: str) -> str:
    """Return what people call the tablet that something was done at, '' where it was none."""
    known = await load_device(hub, device)
    return known.name if known else ""


def first_name(actor: Actor) -> str:
    """Return what somebody with a phone wants to be called, '' for a tablet: its name says where it is."""
    return actor.name if actor.kind == "phone" else ""


async def load(hub: Hub, store: str, order: str) -> Order | None:
    """Return an order."""
    return await documents.load(hub.storage, scopes.orders(store), Key("order", order), Order)


def store(hub: Hub, code: str) -> Store | None:
    """Return what the catalogue says of a store."""
    catalogue = hub.catalogue.get()
    return catalogue.store(code) if catalogue else None


async def is_known(hub: Hub, code: str) -> bool:
    """Say whether the catalogue, or the stock, knows a store."""
    if store(hub, code) is not None:
        return True
    scope = scopes.stock(code)
    heads = await hub.storage.heads([scope])
    return scope in heads and heads[scope].seq > 0


async def takes_requests(hub: Hub, code: str) -> bool:
    """Say whether a store can be asked for something from elsewhere: one of the chain, open to pick-up.

    Of one that only its stock tells of, nobody knows that it is not.
    """
    catalogue = hub.catalogue.get()
    found = catalogue.store(code) if catalogue else None
    if catalogue is None or found is None:
        return await is_known(hub, code)
    return pickup.collects(found, catalogue.walk("store", Store))


def product_of(hub: Hub, variant: str) -> str:
    """Return the product that a variant is of, '' where the catalogue does not know it."""
    catalogue = hub.catalogue.get()
    return catalogue.product_of(variant) if catalogue else ""


def price(hub: Hub, product: str, variant: str, currency: str) -> int:
    """Return what one piece costs today, in minor units; 0 where the catalogue does not say."""
    catalogue = hub.catalogue.get()
    found = catalogue.product(product) if catalogue else None
    known: Variant | None = (
        next((one for one in found.variants if one.id == variant), None) if found else None
    )
    today = known.prices.get(currency) if known else None
    return today.amount if today else 0
