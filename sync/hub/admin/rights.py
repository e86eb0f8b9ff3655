"""What somebody who runs the shop's devices may do: one table, read by every page and every form."""

import enum
from collections.abc import Mapping


class Role(enum.StrEnum):
    """What somebody does here."""

    OWNER = "owner"
    FLEET = "fleet"
    STORE = "store"
    PRIVACY = "privacy"


class Right(enum.StrEnum):
    """One thing that can be done, or seen."""

    SEE_DEVICES = "see_devices"
    CHANGE_DEVICES = "change_devices"
    SEE_STAFF = "see_staff"
    CHANGE_STAFF = "change_staff"
    PERSONS = "persons"
    PEOPLE = "people"


ALLOWED: Mapping[Role, frozenset[Right]] = {
    Role.OWNER: frozenset(Right),
    Role.FLEET: frozenset({Right.SEE_DEVICES, Right.CHANGE_DEVICES}),
    # Of one store, which stands in the record; nothing is changed.
    Role.STORE: frozenset({Right.SEE_DEVICES, Right.SEE_STAFF}),
    Role.PRIVACY: frozenset({Right.PERSONS}),
}
"""Staff's PINs open customers to whoever has them: so only owners give them out."""


def may(role: Role, right: Right) -> bool:
    """Say whether a role has a right."""
    return right in ALLOWED[role]
