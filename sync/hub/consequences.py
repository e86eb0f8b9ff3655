"""What follows from what: one table, in the order in which it is done."""

from sync.hub.context import Follow
from sync.hub.mail import follow as mail

FOLLOWS: tuple[Follow, ...] = (*mail.FOLLOWS,)
"""Each names the verbs that it follows from; `sync.hub.chain` calls it after their commit."""
