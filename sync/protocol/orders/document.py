"""The document of an order, its lines and its states."""

from typing import Annotated, Literal

import msgspec

from sync.protocol.actors import Actor

State = Literal[
    "new",
    "accepted",
    "picking",
    "packed",
    "ready_for_pickup",
    "picked_up",
    "on_hold",
    "rejected",
    "cancelled",
    "expired",
    "returned",
]
LineState = Literal["open", "picked", "short", "substituted", "rejected"]
Kind = Literal["request", "collect", "desk"]
"""Brought to somebody in the store; bought online and collected; ordered at a desk."""

ENDED: frozenset[State] = frozenset({"picked_up", "rejected", "cancelled", "expired", "returned"})
OPEN: frozenset[State] = frozenset({"new", "accepted", "picking", "packed", "ready_for_pickup", "on_hold"})

ShortReason = Literal["not_found", "damaged", "sold", "wrong_label", "other"]
MAX_LINES = 200
MAX_HISTORY = 500
MAX_QUANTITY = 999

Short = Annotated[str, msgspec.Meta(max_length=80)]


class Contact(msgspec.Struct, frozen=True, omit_defaults=True):
    """Whom to tell and in which language; blanked when the person is erased."""

    name: Short = ""
    email: Annotated[str, msgspec.Meta(max_length=254)] = ""
    phone: Annotated[str, msgspec.Meta(max_length=40)] = ""
    language: Annotated[str, msgspec.Meta(max_length=40)] = ""

    @property
    def kept(self) -> "Contact":
        """The same as it stands in documents."""
        return Contact(self.name, self.email, self.phone, self.language)

    def to_prepare(self) -> "Contact":
        """Return what of it is for who only prepares the order: a first name and the language."""
        return Contact(" ".join(self.name.split()[:1]), language=self.language)


class Substitute(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an associate offers instead; `agreed` is what the shopper said, '' while nothing.

    `picked` of its `quantity` are in hand; `by` is who offers it (an id of the order's `actors`).
    """

    product: str
    variant: str
    quantity: int
    options: dict[str, str] = {}
    agreed: Literal["", "yes", "no"] = ""
    by: str = ""
    picked: int = 0


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One product to bring: `picked` of `quantity` are there; `reason` says why not all.

    `price` is for one, in minor units of the order's currency. `line` is the list's line it came from.
    `at` is when something was last done about it. `sold` of what is kept for it went over the till, or, where
    it is `counted`, are not here by a count or a correction.
    """

    id: str
    product: str
    variant: str
    quantity: int
    options: dict[str, str] = {}
    state: LineState = "open"
    picked: int = 0
    reason: str = ""
    note: str = ""
    price: int = 0
    line: str = ""
    substitute: Substitute | None = None
    at: str = ""
    sold: int = 0
    counted: bool = False

    @property
    def missing(self) -> int:
        """How many pieces of what was ordered are not in hand."""
        return self.quantity - self.picked

    @property
    def waits(self) -> bool:
        """Whether the shopper has not said yet what they think of a substitute."""
        return self.state == "open" and self.substitute is not None and not self.substitute.agreed

    @property
    def pieces(self) -> int:
        """How many pieces are in hand, substitutes with them."""
        return self.picked + (self.substitute.picked if self.substitute else 0)


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that was done: by whom (an id of `actors`), on which device, when, and what it led to.

    `reason` is a code, and `remark` what was said beside it.
    """

    op: str
    verb: str
    by: str
    device: str
    at: str
    state: str = ""
    line: str = ""
    reason: str = ""
    remark: str = ""


class Order(msgspec.Struct, frozen=True, omit_defaults=True):
    """The document of kind `order`. Times are ISO 8601 UTC.

    `number` is what people call it: the shop's own, else six characters that derive from the id. `claim` is
    the SHA-256 of the code that it is handed over for; `promise` when it shall be ready; `expires` when one
    that is ready is given up (no-show), or carried to the till and not paid is no longer kept. `claimed` is
    the associate who has it. `place` is where a request was made, `basket` the code by which a till finds
    what is to be paid. `held` is the state to go back to from `on_hold`. `reason` is a code (`reasons`; in
    older orders a sentence) and `remark` what was said beside it. `notices` are messages that were sent to
    the shopper: template to time. `version` counts the changes: a copy of the order tells by it which of two
    is the newer one.
    """

    id: str
    number: str
    store: str
    kind: Kind
    state: State
    lines: list[Line]
    placed: str
    promise: str = ""
    customer: str = ""
    list_id: str = ""
    contact: Contact = Contact()
    place: str = ""
    note: str = ""
    currency: str = ""
    paid: bool = False
    claim: str = ""
    basket: str = ""
    claimed: Actor | None = None
    held: str = ""
    reason: str = ""
    remark: str = ""
    expires: str = ""
    actors: dict[str, Actor] = {}
    history: list[Step] = []
    notices: dict[str, str] = {}
    version: int = 0
    erased: bool = False

    def line(self, identifier: str) -> Line | None:
        """Return the line with this id."""
        return next((line for line in self.lines if line.id == identifier), None)

    def has(self, actor: str) -> bool:
        """Say whether somebody (an actor's id) is the one who has the order."""
        return self.claimed is not None and self.claimed.id == actor

    @property
    def sold_away(self) -> list[Line]:
        """The lines of which kept pieces are gone, while somebody can do something about it."""
        return [line for line in self.lines if line.sold] if self.is_open else []

    @property
    def is_counted_away(self) -> bool:
        """Whether of what is gone nothing was sold: it is a count, or a correction, that says so."""
        return bool(self.sold_away) and all(line.counted for line in self.sold_away)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state in OPEN
