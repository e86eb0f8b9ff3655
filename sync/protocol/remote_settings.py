"""Settings that the hub gives a tablet: one signed document for each, of versions that only grow.

They count after everything that is said at the tablet itself. What leads to the hub is never among them: a
slip there would cut the tablet off from whoever could take it back. Nor is whose programs a tablet believes:
somebody who broke into the hub could offer some of their own.
"""

import base64
from typing import Annotated, Any

import msgspec

from sync.shapes import ready

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


class NotBelieved(ValueError):  # noqa: N818 - a refusal, not a fault
    """Settings are not from the hub, or not for this tablet; the message says which."""


def opened(signed: SignedSettings, key: str, device: str) -> RemoteSettings:
    """Return what the hub signed for a tablet.

    Args:
        signed: What came.
        key: The hub's, as it said when the tablet was enrolled (Ed25519, base64url).
        device: The tablet's id.

    Raises:
        NotBelieved: It is forged, or for another device.
    """
    # Loads libsodium: only where settings were given.
    from nacl.exceptions import BadSignatureError  # noqa: PLC0415
    from nacl.signing import VerifyKey  # noqa: PLC0415

    try:
        VerifyKey(_bytes(key)).verify(message(signed.text), _bytes(signed.signature))
        document = msgspec.json.decode(signed.text, type=ready(RemoteSettings))
    except (BadSignatureError, ValueError, TypeError) as error:
        raise NotBelieved("these settings are not signed by the hub of this tablet") from error
    if document.device != device:
        raise NotBelieved("these settings are for another device")
    return document


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def message(text: str) -> bytes:
    """Return what the hub signs: no signature of it is good for anything else."""
    return b"vetrina: settings of a tablet\n" + text.encode()
