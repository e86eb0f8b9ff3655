"""The index follows what happens: contacts, cards, orders and receipts that come, change or go."""

from sync.hub import belongings
from sync.hub.context import Hub
from sync.hub.index import keeping
from sync.hub.index.keeping import Ground
from sync.hub.operations import Happened

VERBS = frozenset({"SetContact", "GiveCard", "PlaceOrder", "ScheduleOrder", "IssueReceipt"})
"""What gives a document a word: an order its claim code when the hub schedules it."""


async def follow(hub: Hub, happened: Happened) -> None:
    """Let the words of a document lead to it; blank what came for somebody who was erased meanwhile."""
    index = Ground(hub.storage, hub.keys.token)
    await keeping.keep(index, happened.before, happened.after)
    customer = keeping.customer_of(happened.after)
    if customer and await keeping.is_erased(hub.storage, customer):
        await belongings.blank_late(index, happened.after)
