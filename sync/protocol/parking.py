"""A list that is put aside: it waits under a code, and whoever brings the code goes on with it.

The tablet draws the code, so that it can be shown without the hub; the hub and the list know its hash. A code
is good once, for a day by the hub's clock from when the hub hears of it. A visit that brings it, and is over
without having put the lists aside anew, gives them back to the code.
"""

import secrets
from typing import Annotated

import msgspec
from msgspec.structs import replace

from sync.protocol.acts import Act
from sync.protocol.errors import Rejected
from sync.protocol.hashes import digest
from sync.protocol.list_verbs import Hash
from sync.protocol.lists import ShoppingList
from sync.protocol.orders.codes import DIGITS

CLAIM_SIGNS = 9
"""45 bits: who tries codes finds none of those that are good for a day."""

GROUP = 3
WAITS_HOURS = 24

MAX_PARKED = 10
"""Codes that one list waits under; the oldest is let go."""

MAX_GUESTS = 100
"""Visits that go on with one list; the first of them are let go, they were over long ago."""

Proof = Annotated[str, msgspec.Meta(min_length=1, max_length=128)]


class ParkList(msgspec.Struct, frozen=True, tag="ParkList", tag_field="verb"):
    """Let the list wait under a code, of which this is the SHA-256 (`claim_hash`)."""

    claim: Hash


class TakeUpList(msgspec.Struct, frozen=True, omit_defaults=True, tag="TakeUpList", tag_field="verb"):
    """Somebody brought the code: it is used. `guest` is the principal who goes on, '' for a phone's link.

    `before` are the principals of the visits that took lists up with this code and gave them back. The hub's
    own verb.
    """

    claim: Hash
    guest: Annotated[str, msgspec.Meta(max_length=128)] = ""
    before: Annotated[list[str], msgspec.Meta(max_length=MAX_GUESTS)] = []


Verb = ParkList | TakeUpList


class ClaimList(msgspec.Struct, frozen=True):
    """`POST /v1/claims`: go on with the lists that wait under a code; `proof` is the secret of the visit."""

    code: Annotated[str, msgspec.Meta(max_length=40)]
    proof: Proof


class Claimed(msgspec.Struct, frozen=True):
    """The lists (ids) that the visit goes on with."""

    lists: list[str]


def draw() -> str:
    """Draw a fresh code."""
    return "".join(secrets.choice(DIGITS) for _ in range(CLAIM_SIGNS))


def clean(typed: str) -> str:
    """Return a code as it was drawn, '' for what is none. Capitals, blanks and dashes do not matter.

    >>> clean("k7m 4qx-p2h")
    'K7M4QXP2H'
    """
    code = "".join(sign for sign in typed.upper() if sign.isalnum())
    return code if len(code) == CLAIM_SIGNS and set(code) <= set(DIGITS) else ""


def grouped(code: str) -> str:
    """Return a code as people read it.

    >>> grouped("K7M4QXP2H")
    'K7M 4QX P2H'
    """
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def claim_hash(code: str) -> str:
    """Return what a list keeps of its code."""
    return digest(code)


def apply(document: ShoppingList | None, act: Act) -> ShoppingList:
    """Return the list after `act`; the same object when nothing changed.

    Raises:
        Rejected: `no_list`, `erased`, `not_yours` for a code that the list does not wait under.
    """
    if document is None:
        raise Rejected("no_list")
    if document.erased:
        raise Rejected("erased")
    match act.verb:
        case ParkList(claim=claim):
            return _park(document, claim, act.now)
        case TakeUpList() as verb:
            return _take_up(document, verb)
    raise Rejected("malformed")


def _park(document: ShoppingList, claim: str, now: str) -> ShoppingList:
    if claim in document.parked:
        return document
    kept = [*document.parked.items()][-MAX_PARKED + 1 :]
    return replace(document, parked=dict([*kept, (claim, now)]))


def _take_up(document: ShoppingList, verb: TakeUpList) -> ShoppingList:
    members = {document.owner, *document.guests}
    if verb.claim not in document.parked and members.isdisjoint(verb.before):
        # A record may lead here though nobody was allowed to put this list aside under its code.
        raise Rejected("not_yours")
    knows = verb.guest in {"", *members}
    left = {claim: at for claim, at in document.parked.items() if claim != verb.claim}
    guests = document.guests if knows else [*document.guests, verb.guest][-MAX_GUESTS:]
    return replace(document, parked=left, guests=guests)
