"""What follows for customers from what happens: this room's part of the table of consequences."""

from sync.hub.clienteling import indexing, learning, timeline
from sync.hub.context import Follow

FOLLOWS = (
    Follow(indexing.VERBS, indexing.follow),
    Follow(learning.VERBS, learning.follow),
    Follow(learning.CHOICES, learning.follow, learning.CHOOSERS),
    Follow(timeline.VERBS, timeline.follow),
)
