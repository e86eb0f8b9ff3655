"""The people of a store and what they share: who works here, who calls for help, whose customer is open.

All of it stands in the scope `staff:<store>`, which signed-in associates of the store read. What proves an
associate (PIN, badge) stands in a scope of the hub's own and never travels.
"""

import enum
from typing import Annotated, Literal

import msgspec

from sync.protocol.actors import Actor
from sync.protocol.ids import STORABLE
from sync.protocol.plain import PLAIN_LINE

LEASE_SECONDS = 12 * 3600
"""The longest an associate works without a word of the hub, and a customer's data stays at a desk."""

LEAST_PIN = 6
"""Digits of a PIN at least."""

Key = Annotated[str, msgspec.Meta(min_length=1, max_length=128, pattern=STORABLE)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=40, pattern=PLAIN_LINE)]
Pin = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{6,12}$")]


class Role(enum.StrEnum):
    """What somebody does in a store; `sync.protocol.rights` says what each may."""

    ASSOCIATE = "associate"
    STOCK = "stock"
    MANAGER = "manager"


class Associate(msgspec.Struct, frozen=True, omit_defaults=True):
    """A colleague, as the others see them: kind `associate`. `left` is when they left, '' while they work."""

    id: str
    name: str
    role: Role
    languages: list[str] = []
    left: str = ""


HelpState = Literal["waiting", "coming", "done", "withdrawn"]


class HelpCall(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody at a tablet, or on the phone page, asks for a person: kind `help`. `id` derives from the call.

    `list` is the list it was called from, `place` where they are (the tablet's name, where nobody said),
    `name` whom to ask for there, `topic` what it is about ('' = anything): a product id or a few words; `by`
    the associate who comes.
    """

    id: str
    list_id: str
    place: str
    at: str
    topic: str = ""
    language: str = ""
    state: HelpState = "waiting"
    by: Actor | None = None
    since: str = ""
    name: str = ""


class Look(msgspec.Struct, frozen=True):
    """Somebody looked at a customer: who, when, and how they were found (`card`, `email`, …)."""

    by: str
    at: str
    how: str


class Opening(msgspec.Struct, frozen=True, omit_defaults=True):
    """A customer this store may see until `until`: kind `opening`, its id the customer's. Every look is kept.

    It is what opens `customer:<id>`, `person:<id>` and the customer's lists and receipts to the store's
    desks.
    """

    id: str
    until: str
    looks: list[Look] = []
    lists: list[str] = []
    receipts: list[str] = []


class TakeHelp(msgspec.Struct, frozen=True, tag="TakeHelp", tag_field="verb"):
    """I am coming. Rejected `taken` when somebody else is."""

    help: Key


class FinishHelp(msgspec.Struct, frozen=True, tag="FinishHelp", tag_field="verb"):
    """The shopper was helped."""

    help: Key


class RaiseHelp(msgspec.Struct, frozen=True, omit_defaults=True, tag="RaiseHelp", tag_field="verb"):
    """Put a call on the board. The hub's own: it follows from `CallHelp` on a list."""

    help: Key
    list_id: Key
    place: str
    topic: str = ""
    language: str = ""
    name: str = ""


class WithdrawHelp(msgspec.Struct, frozen=True, tag="WithdrawHelp", tag_field="verb"):
    """Take a call off the board. The hub's own: it follows from `CancelHelp` on a list."""

    help: Key


class OpenCustomer(msgspec.Struct, frozen=True, tag="OpenCustomer", tag_field="verb"):
    """Open a customer to the store's desks. The hub's own: it follows from a look-up, or an open order."""

    customer: Key
    how: Name
    until: str
    lists: list[str] = []
    receipts: list[str] = []


class PutAssociate(msgspec.Struct, frozen=True, tag="PutAssociate", tag_field="verb"):
    """Make a colleague known, or changed. The hub's own: staff are kept by its commands."""

    associate: Associate


class SignIn(msgspec.Struct, frozen=True, omit_defaults=True):
    """`POST /v1/staff/sign-ins`: who, and the PIN.

    `session` is the id of a session whose secret the tablet drew; `name` is typed, `badge` scanned: one of
    them, and the badge when there are both.
    """

    session: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
    pin: Pin
    name: Annotated[str, msgspec.Meta(max_length=80, pattern=PLAIN_LINE)] = ""
    badge: Annotated[str, msgspec.Meta(max_length=80)] = ""


class SignedIn(msgspec.Struct, frozen=True):
    """Who it is, and for how many seconds the session is good."""

    associate: Associate
    seconds: int


class Unlock(msgspec.Struct, frozen=True):
    """`POST /v1/staff/unlocks`: a manager, whose session `proof` proves, lets a colleague try again."""

    proof: Annotated[str, msgspec.Meta(min_length=1, max_length=128)]
    associate: Key


class ShowColleagues(msgspec.Struct, frozen=True):
    """`POST /v1/staff/colleagues`: a manager, whose session `proof` proves, asks who may sign in."""

    proof: Annotated[str, msgspec.Meta(min_length=1, max_length=128)]


class Colleague(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a colleague stands with signing in.

    After too many wrong PINs they wait for `seconds`, or are locked until a manager unlocks them; `since` is
    the hub's time (ISO 8601 UTC) of the last wrong one.
    """

    associate: Associate
    state: Literal["free", "waits", "locked"] = "free"
    since: str = ""
    seconds: int = 0


class Colleagues(msgspec.Struct, frozen=True):
    """Who works in the store, by name."""

    colleagues: list[Colleague]


class LookUp(msgspec.Struct, frozen=True, omit_defaults=True):
    """`POST /v1/staff/look-ups`: find somebody, or something, by a text that was typed or scanned.

    `proof` is the staff session's secret. `how` says what the text is; '' lets the hub find out. What is
    found of a customer is opened to the store, and that it was is kept.
    """

    proof: Annotated[str, msgspec.Meta(min_length=1, max_length=128)]
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
    how: Literal["", "list", "card", "receipt", "order", "email", "phone", "customer"] = ""


class Found(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that was found: ids alone; the documents come with the next exchange, once they are watched.

    `hint` tells several apart without telling who they are ("A***, m***@e***.com").
    """

    kind: Literal["customer", "list", "receipt", "order"]
    id: str
    customer: str = ""
    hint: str = ""


class LookedUp(msgspec.Struct, frozen=True):
    """What was found, best first; empty when nothing was."""

    found: list[Found]
