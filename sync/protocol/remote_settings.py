"""Settings that the hub gives a tablet: one signed document for each, of versions that only grow.

They count after everything that is said at the tablet itself. What leads to the hub is never among them: a
slip there would cut the tablet off from whoever could take it back. Nor is whose programs a tablet believes:
somebody who broke into the hub could offer some of their own.
"""

from typing import Annotated, Any

import msgspec

NOT_FROM_AFAR = frozenset({"hub", "network.proxy", "network.ca_file", "update.trust"})
"""Settings that are said at the tablet alone."""

Name = Annotated[
    str, msgspec.Meta(min_length=1, max_length=80, pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$(?!\n)")
]
"""A setting by its dotted name, such as `idle.after`."""

Version = Annotated[int, msgspec.Meta(ge=0, lt=10**15)]
"""0 is before any; later ones are larger, across stores and tablets of a hub and its backups."""


class RemoteSettings(msgspec.Struct, frozen=True):
    """What one device (its id) is to go by: values by their dotted names."""

    device: str
    version: Version
    settings: dict[str, Any]


class SignedSettings(msgspec.Struct, frozen=True):
    """`text` is a `RemoteSettings` as JSON, `signature` the hub's (Ed25519, base64url) over `message`."""

    text: str
    signature: str


def message(text: str) -> bytes:
    """Return what the hub signs: no signature of it is good for anything else."""
    return b"vetrina: settings of a tablet\n" + text.encode()
