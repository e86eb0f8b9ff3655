"""A shopper's list: the document, which a line is on while its quantity is above zero."""

from typing import Literal

import msgspec

from sync.protocol import customers
from sync.protocol.actors import Actor
from sync.protocol.errors import Rejected

MAX_QUANTITY = 999
MAX_LINES = 500
MAX_HISTORY = 200
"""Changes kept for undo and for showing who did what; the oldest are let go."""

MAX_ACTORS = 200
"""Beyond this, who is named by no line and no kept change is forgotten: a link's holder can invent actors."""


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One product on the list; `by` is who added it first (an actor's id), `bought` pieces were paid for.

    `back` is what returns took off that, by the mark of each: one that was a mistake gives it again.
    `priority` is how much it is wanted (`list_verbs.Priority`).
    """

    id: str
    product: str
    variant: str
    quantity: int
    options: dict[str, str] = {}
    note: str = ""
    by: str = ""
    at: str = ""
    bought: int = 0
    back: dict[str, int] = {}
    priority: str = ""


class OrderMark(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the list says of an order made from it, or from somebody who has it: a copy of the order's state.

    `state` is the order's, or `asked` while the store has not heard of it. `by` is the first name of who has
    it, `version` counts the order's changes: an older one never stands over a newer. `offers` are substitutes
    that wait for the shopper's word: the order's line to the variant offered. `asked` is `cancel` from the
    shopper's word on until the store has heard it. `reason` is a code and `remark`
    what the store said beside it.
    """

    id: str
    state: str
    kind: str = "request"
    number: str = ""
    store: str = ""
    at: str = ""
    by: str = ""
    promise: str = ""
    place: str = ""
    reason: str = ""
    version: int = 0
    lines: dict[str, str] = {}
    offers: dict[str, "Offer"] = {}
    asked: str = ""
    remark: str = ""


class Offer(msgspec.Struct, frozen=True, omit_defaults=True):
    """A substitute as the shopper sees it: `instead` is the variant that is missing."""

    product: str
    variant: str
    quantity: int
    instead: str
    options: dict[str, str] = {}


class HelpMark(msgspec.Struct, frozen=True, omit_defaults=True):
    """The call for a person from this list: `asked`, `waiting`, `coming`, `done`, `withdrawn`.

    `by` is the first name of who comes, `store` where: '' while no store has heard of it. `place` is where
    in it, '' where nobody said.
    """

    id: str
    state: str
    at: str
    topic: str = ""
    by: str = ""
    version: int = 0
    store: str = ""
    place: str = ""


MailState = Literal["asked", "sent", "failed"]


class MailMark(msgspec.Struct, frozen=True):
    """That the list was to be mailed to somebody, at `at` by the clock of who decided, and how it went.

    `asked` until the mail server has the letter.
    """

    id: str
    state: MailState
    at: str


class Question(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something asked about a line ('' = about the list), and its answer; `by`, `answered_by` are actors."""

    id: str
    text: str
    by: str
    at: str
    line: str = ""
    answer: str = ""
    answered_by: str = ""
    answered_at: str = ""


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One change as it took effect: `delta` for quantities, `before`/`after` for texts.

    Where `ranked` is set they are priorities. Where `moved` is set they are the lines that it stood in front
    of ('' = it was the last). `asked` is the question (its id) that was taken back, or is asked again.
    """

    op: str
    verb: str
    by: str
    at: str
    line: str = ""
    delta: int = 0
    before: str = ""
    after: str = ""
    moved: bool = False
    ranked: bool = False
    undone: bool = False
    asked: str = ""


class ShoppingList(msgspec.Struct, frozen=True, omit_defaults=True):
    """The document of kind `list`. `owner` is the principal who made it, or the customer it was given to.

    `guests` are the visits that a customer's list was begun in, or that brought its code: they go on with it
    while they last. `shares` maps the SHA-256 of a share link's token to whether the link is open, `parked`
    that of a code (`sync.protocol.parking`) to since when, by the hub's clock, the list waits under it.
    `unasked` are questions that were taken back: nobody is shown them, and an undo asks them again.
    `changed` is the hub's day (ISO 8601) of the last change; only the hub writes it. An erased list keeps the
    id alone.
    """

    id: str
    owner: str
    title: str = ""
    language: str = ""
    store: str = ""
    lines: list[Line] = []
    actors: dict[str, Actor] = {}
    history: list[Entry] = []
    shares: dict[str, bool] = {}
    guests: list[str] = []
    parked: dict[str, str] = {}
    changed: str = ""
    orders: dict[str, OrderMark] = {}
    help: HelpMark | None = None
    questions: list[Question] = []
    unasked: list[Question] = []
    mails: dict[str, MailMark] = {}
    erased: bool = False

    def line(self, identifier: str) -> Line | None:
        """Return the line with this id, also when its quantity is zero."""
        return next((line for line in self.lines if line.id == identifier), None)

    def is_of(self, customer: str) -> bool:
        """Say whether the list belongs to a customer, and not to a guest or somebody else."""
        return self.owner == customers.principal(customer)

    @property
    def present(self) -> list[Line]:
        """The lines a person sees: those with a quantity above zero."""
        return [line for line in self.lines if line.quantity > 0]

    @property
    def pieces(self) -> int:
        """How many pieces are on the list."""
        return sum(line.quantity for line in self.lines)


def introduce(document: ShoppingList, actor: Actor) -> ShoppingList:
    """Remember who acts; a phone gets the next number when it is first seen."""
    known = document.actors.get(actor.id)
    number = known.number if known else 0
    if not number and actor.kind == "phone":
        number = 1 + max((other.number for other in document.actors.values()), default=0)
    actor = msgspec.structs.replace(actor, number=number)
    if actor == known:
        return document
    actors = document.actors if known or len(document.actors) < MAX_ACTORS else _named(document)
    return msgspec.structs.replace(document, actors={**actors, actor.id: actor})


def _named(document: ShoppingList) -> dict[str, Actor]:
    """Return the actors whom a line or a change names."""
    named = {line.by for line in document.lines} | {entry.by for entry in document.history}
    return {identifier: actor for identifier, actor in document.actors.items() if identifier in named}


def known_line(document: ShoppingList, identifier: str) -> Line:
    """Return a line of the list.

    Raises:
        Rejected: `no_line`.
    """
    line = document.line(identifier)
    if line is None:
        raise Rejected("no_line")
    return line


def put_line(document: ShoppingList, line: Line) -> ShoppingList:
    """Return the list with a line in the place of the one with its id."""
    lines = [line if other.id == line.id else other for other in document.lines]
    return msgspec.structs.replace(document, lines=lines)
