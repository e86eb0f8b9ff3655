"""A person: who a customer is. The document, its verb, and the rule; no kiosk ever reads it.

A person has the id of the customer they are, and a scope apart from the customer's: access is by whole scope.
"""

from typing import Annotated

import msgspec

from sync.protocol import contacts
from sync.protocol.customers import Name
from sync.protocol.errors import Rejected
from sync.protocol.plain import CONTACT, PLAIN_LINE

MAX_FIELDS = 40

Text = Annotated[str, msgspec.Meta(max_length=200, pattern=PLAIN_LINE)]
ContactText = Annotated[str, msgspec.Meta(max_length=200, pattern=CONTACT)]


class Person(msgspec.Struct, frozen=True, omit_defaults=True):
    """The document of kind `person`: `names` such as `given` and `family`, `contacts` such as `email`.

    Which fields there are is the shop's choice. An erased person keeps the id alone.
    """

    id: str
    names: dict[str, str] = {}
    contacts: dict[str, str] = {}
    erased: bool = False


class SetName(msgspec.Struct, frozen=True, tag="SetName", tag_field="verb"):
    """Note one of a person's names; '' forgets it."""

    name: Name
    value: Text


class SetContact(msgspec.Struct, frozen=True, tag="SetContact", tag_field="verb"):
    """Note one way to reach a person, an e-mail address or a telephone number; '' forgets it.

    Rejected `no_contact` where it is neither, whatever it is called.
    """

    name: Name
    value: ContactText


Verb = SetName | SetContact


def apply(document: Person | None, verb: Verb, *, person_id: str) -> Person:
    """Return the person after a verb, which makes them where there was nobody; the same object if unchanged.

    Raises:
        Rejected: `erased`, `too_many_fields`, `no_contact`.
    """
    before = document or Person(id=person_id)
    if before.erased:
        raise Rejected("erased")
    if isinstance(verb, SetName):
        after = msgspec.structs.replace(before, names=_put(before.names, verb.name, verb.value))
    elif verb.value and contacts.kind_of(verb.value) is None:
        raise Rejected("no_contact")
    else:
        after = msgspec.structs.replace(before, contacts=_put(before.contacts, verb.name, verb.value))
    return before if after == document else after


def _put(values: dict[str, str], name: str, value: str) -> dict[str, str]:
    others = {key: known for key, known in values.items() if key != name}
    if not value:
        return others
    if len(others) >= MAX_FIELDS:
        raise Rejected("too_many_fields")
    return {**values, name: value}
