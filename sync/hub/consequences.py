"""What follows from what: one table, in the order in which it is done."""

from sync.hub.clienteling import table as clienteling
from sync.hub.context import Follow
from sync.hub.hooks import follow as hooks
from sync.hub.mail import follow as mail
from sync.hub.orders import table as orders
from sync.hub.returns import follow as returns
from sync.hub.returns import undoing
from sync.hub.stock import ledger, sales

FOLLOWS: tuple[Follow, ...] = (
    undoing.FIRST,
    ledger.FOLLOW,
    sales.FOLLOW,
    *orders.FOLLOWS,
    *clienteling.FOLLOWS,
    *returns.FOLLOWS,
    *hooks.FOLLOWS,
    *mail.FOLLOWS,
)
"""Each names the verbs that it follows from; `sync.hub.chain` calls it after their commit."""
