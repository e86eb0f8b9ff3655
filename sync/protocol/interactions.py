"""The timeline: what happened between a person and the shop, on every channel, in `person:<id>`."""

from typing import Annotated, Literal

import msgspec

from sync.protocol import moments
from sync.protocol.actors import Actor
from sync.protocol.acts import Act
from sync.protocol.ids import STORABLE
from sync.protocol.plain import PLAIN

Channel = Literal["store", "kiosk", "phone", "chat", "call", "message", "email", "online", "note"]
"""`note` is what an associate writes down; the customer can read it, and the desk says so."""

Topic = Literal["visit", "question", "order", "purchase", "return", "message", "note", "other"]

OWN_TITLES = (
    "answer",
    "looked_up",
    "list_saved",
    "notice",
    "order_cancelled",
    "order_expired",
    "order_picked_up",
    "order_placed",
    "order_ready",
    "order_rejected",
    "purchase",
    "question",
    "return",
    "return_undone",
    "revealed",
)
"""Titles that the hub itself writes are codes, which readers put into words in their language."""

Key = Annotated[str, msgspec.Meta(min_length=1, max_length=128, pattern=STORABLE)]
Id = Annotated[str, msgspec.Meta(max_length=120, pattern=STORABLE)]
Short = Annotated[str, msgspec.Meta(max_length=120, pattern=PLAIN)]
Text = Annotated[str, msgspec.Meta(max_length=2000, pattern=PLAIN)]


class Interaction(msgspec.Struct, frozen=True, omit_defaults=True):
    """The document of kind `interaction`. `title` is one line, `text` the rest.

    `by` is who of the shop took part.

    `order`, `receipt`, `list` are ids of what it is about; `product` of what was spoken of. `at` is ISO 8601
    UTC.
    """

    id: str
    at: str
    channel: Channel
    topic: Topic
    title: str
    text: str = ""
    by: Actor | None = None
    place: str = ""
    inbound: bool = False
    order: str = ""
    receipt: str = ""
    list_id: str = ""
    product: str = ""


class NoteInteraction(
    msgspec.Struct, frozen=True, omit_defaults=True, tag="NoteInteraction", tag_field="verb"
):
    """Put something on the timeline under an id; doing it again changes nothing."""

    interaction: Key
    channel: Channel
    topic: Topic
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=120, pattern=PLAIN)]
    text: Text = ""
    at: Short = ""
    place: Short = ""
    inbound: bool = False
    order: Id = ""
    receipt: Id = ""
    list_id: Id = ""
    product: Id = ""


def apply(document: Interaction | None, act: Act, *, interaction_id: str) -> Interaction:
    """Return what stands on the timeline after `act`: what was there first.

    When it happened is what its maker says, else the moment it is written down. That nothing is added to a
    person who was erased is the scope's business: this rule sees the one document.
    """
    verb: NoteInteraction = act.verb
    return document or Interaction(
        id=interaction_id,
        at=_when(verb.at, act.at, act.now),
        channel=verb.channel,
        topic=verb.topic,
        title=verb.title,
        text=verb.text,
        by=act.actor,
        place=verb.place,
        inbound=verb.inbound,
        order=verb.order,
        receipt=verb.receipt,
        list_id=verb.list_id,
        product=verb.product,
    )


def _when(*told: str) -> str:
    """Return the first of some moments that is one, in UTC; the last is the hub's own."""
    return next((moments.write(moments.parse(at)) for at in told if moments.is_real(at)), told[-1])
