"""A list that somebody mails to themselves: the verbs, and what the list says of it.

The address stands in the operation alone. The list knows that a letter was asked for and how it went, never
whom it goes to: whoever has the list's link reads it too.
"""

from datetime import timedelta
from typing import Annotated, Literal

import msgspec
from msgspec.structs import replace

from sync.protocol import contacts, moments
from sync.protocol.acts import Act
from sync.protocol.errors import Rejected
from sync.protocol.ids import derived_id
from sync.protocol.list_verbs import Key, Tag
from sync.protocol.lists import MailMark, MailState, ShoppingList
from sync.protocol.plain import EMAIL

MAX_MAILS = 5
"""Letters of one list within a day: to oneself, to who comes along, once more after a slip of the thumb."""

DAY = timedelta(days=1)

Outcome = Literal["sent", "failed"]


class MailList(msgspec.Struct, frozen=True, omit_defaults=True, tag="MailList", tag_field="verb"):
    """Mail the list to somebody, in the language they read."""

    email: Annotated[str, msgspec.Meta(min_length=1, max_length=254, pattern=EMAIL)]
    language: Tag = ""


class MirrorMail(msgspec.Struct, frozen=True, tag="MirrorMail", tag_field="verb"):
    """Show on the list what became of a letter (the mark's id). The hub's own."""

    mail: Key
    state: Outcome


Verb = MailList | MirrorMail


def mail_id(op: str) -> str:
    """Return the id of the mark that follows from asking for a letter (the operation's id)."""
    return derived_id(op, "mail")


def apply(document: ShoppingList | None, act: Act) -> ShoppingList:
    """Return the list after `act`; the same object when nothing changed.

    Raises:
        Rejected: `no_list`, `erased`, `no_address`, `too_many_mails`.
    """
    if document is None:
        raise Rejected("no_list")
    if document.erased:
        raise Rejected("erased")
    match act.verb:
        case MailList(email=email):
            return _ask(document, act, email)
        case MirrorMail(mail=identifier, state=state):
            return mirror(document, identifier, state)
    return document


def _ask(document: ShoppingList, act: Act, email: str) -> ShoppingList:
    identifier = mail_id(act.op)
    if identifier in document.mails:
        return document
    if not contacts.email(email):
        raise Rejected("no_address")
    recent = {name: mark for name, mark in document.mails.items() if _is_recent(mark, act.now)}
    if len(recent) >= MAX_MAILS:
        raise Rejected("too_many_mails")
    return replace(document, mails={**recent, identifier: MailMark(identifier, "asked", act.now)})


def mirror(document: ShoppingList, identifier: str, state: MailState) -> ShoppingList:
    """Return the list with what became of a letter (the mark's id); the same where it has no such mark."""
    mark = document.mails.get(identifier)
    if mark is None or mark.state == state:
        return document
    return replace(document, mails={**document.mails, identifier: replace(mark, state=state)})


def _is_recent(mark: MailMark, now: str) -> bool:
    if not moments.is_real(mark.at) or not moments.is_real(now):
        return True
    return moments.parse(now) - moments.parse(mark.at) < DAY
