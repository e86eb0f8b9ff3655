"""The settings that the hub gave this tablet: the last good ones, kept for when the hub is away."""

from pathlib import Path

import msgspec

from sync.client.errors import ClientError
from sync.client.identity import Identity, write_private
from sync.protocol.errors import UNREADABLE
from sync.protocol.remote_settings import NotBelieved, RemoteSettings, SignedSettings, opened
from sync.shapes import ready

NAME = "remote-settings.json"


class RemoteRefused(ClientError):  # noqa: N818 - a refusal, not a fault
    """Settings that came are not believed; those from before stay."""


def take(data: Path, identity: Identity, signed: SignedSettings) -> RemoteSettings:
    """Keep settings that came; return them.

    Raises:
        RemoteRefused: They are forged, for another device, or no newer than those that are kept.
        IdentityError: They cannot be written.
    """
    document = verify(identity, signed)
    before = version(data, identity)
    if document.version <= before:
        raise RemoteRefused(f"these settings are no newer than those of version {before}")
    write_private(data / NAME, msgspec.json.encode(signed))
    return document


def kept(data: Path, identity: Identity) -> RemoteSettings | None:
    """Return the last good settings, None before any.

    Raises:
        RemoteRefused: The file is damaged, or was not made for this tablet.
    """
    try:
        signed = msgspec.json.decode((data / NAME).read_bytes(), type=ready(SignedSettings))
    except FileNotFoundError:
        return None
    except (OSError, *UNREADABLE) as error:
        raise RemoteRefused(f"{NAME} cannot be read: {error}") from error
    return verify(identity, signed)


def version(data: Path, identity: Identity) -> int:
    """Return the version of the settings that are kept, 0 for none that is good."""
    try:
        document = kept(data, identity)
    except RemoteRefused:
        return 0
    return document.version if document else 0


def verify(identity: Identity, signed: SignedSettings) -> RemoteSettings:
    """Return what the hub signed for this tablet.

    Raises:
        RemoteRefused: It is forged, or for another device.
    """
    if not identity.settings_key:
        raise RemoteRefused("the hub has never said which key it signs settings with")
    try:
        return opened(signed, identity.settings_key, identity.device)
    except NotBelieved as error:
        raise RemoteRefused(str(error)) from error
