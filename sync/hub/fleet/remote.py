"""Settings given from afar: to all tablets, to those of a store, to one. The nearer one counts.

All of it stands in one scope, with the newest version there is. A version is the time it was given
(milliseconds since 1970), or one more than the newest where that is not later: so it grows also after a
backup was put back, and tablets take no older word for a newer one.
"""

import base64
import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from sync.hub.keys import Keys
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, Storage
from sync.protocol import moments, scopes, tablet_settings
from sync.protocol.devices import Device
from sync.protocol.heartbeat import MILLISECONDS
from sync.protocol.remote_settings import (
    NOT_FROM_AFAR,
    Name,
    RemoteSettings,
    SignedSettings,
    message,
)
from sync.shapes import ready

KIND = "settings"
NEWEST = Key("settings_newest", "newest")
KEPT_CHANGES = 200
"""Words of the audit that are kept of each: the oldest go."""

ALL = "all"


class RemoteError(Exception):
    """A setting cannot be given; the message says why."""


class Target(NamedTuple):
    """Whom settings are for: `all`, `store:<code>` or `device:<id>`."""

    name: str = ALL

    @property
    def key(self) -> Key:
        """Where they stand."""
        return Key(KIND, self.name)


def of_store(code: str) -> Target:
    """Return the tablets of a store."""
    return Target(f"store:{code}")


def of_device(identifier: str) -> Target:
    """Return one tablet."""
    return Target(f"device:{identifier}")


class Change(msgspec.Struct, frozen=True):
    """One line of the audit: when (ISO 8601 UTC), by whom, what was said, and why in their words."""

    at: str
    by: str
    what: str
    why: str = ""


class Given(msgspec.Struct, frozen=True):
    """What is given to some tablets: values by dotted name, and who changed what, the latest last."""

    version: int = 0
    values: dict[str, Any] = {}
    changes: list[Change] = []


class Newest(msgspec.Struct, frozen=True):
    """The newest version of anything that was given."""

    version: int = 0


class Effective(NamedTuple):
    """What counts for one tablet, and by name of each setting for whom it was given."""

    document: RemoteSettings
    given_to: Mapping[str, str]


async def put(storage: Storage, target: Target, name: str, value: Any, change: Change) -> Given:
    """Give a setting; None takes it back.

    Raises:
        RemoteError: There can be no such setting from afar, or no such value; or there is none to take back.
    """
    if value is not None:
        _check(name, value)
    kept = Given()

    def decide(loaded: Loaded) -> Decision:
        nonlocal kept
        before = documents.parse(loaded.documents.get(target.key), Given) or Given()
        if value is None and name not in before.values:
            raise RemoteError(f"{name} is not given to {target.name}")
        newest = documents.parse(loaded.documents.get(NEWEST), Newest) or Newest()
        at = moments.parse(change.at).timestamp() * MILLISECONDS
        version = max(round(at), newest.version + 1)
        values = {key: one for key, one in before.values.items() if key != name}
        if value is not None:
            values[name] = value
        kept = Given(version, dict(sorted(values.items())), [*before.changes, change][-KEPT_CHANGES:])
        return Decision([documents.write(target.key, kept), documents.write(NEWEST, Newest(version))])

    await storage.commit(scopes.SETTINGS, [target.key, NEWEST], [], decide)
    return kept


def _check(name: str, value: Any) -> None:
    """Refuse what no tablet could use: it would be signed, brought to all of them, and passed over there."""
    try:
        msgspec.convert(name, ready(Name))
    except msgspec.ValidationError as error:
        raise RemoteError(f"{name!r} is no name of a setting, such as idle.after") from error
    if name in NOT_FROM_AFAR:
        raise RemoteError(f"{name} leads to the hub, or says what is believed: it is set at the tablet alone")
    if not _travels(value):
        raise RemoteError(f"{name}: texts, whole numbers, yes and no, lists and tables of them are values")
    try:
        tablet_settings.usable_from_afar(name, value)
    except ValueError as error:
        raise RemoteError(f"{name}: {error}") from error


def _travels(value: Any) -> bool:
    """Say whether a value goes over the wire as it is: floats and moments do not."""
    match value:
        case None | str() | bool() | int():
            return True
        case list():
            return all(_travels(one) for one in value)
        case dict():
            return all(isinstance(key, str) and _travels(one) for key, one in value.items())
        case _:
            return False


async def given(storage: Storage, target: Target) -> Given:
    """Return what is given to some tablets.

    Raises:
        StorageError: The store is out of reach.
    """
    return await documents.load(storage, scopes.SETTINGS, target.key, Given) or Given()


async def every(storage: Storage) -> dict[Target, Given]:
    """Return all that is given to anybody.

    Raises:
        StorageError: The store is out of reach.
    """
    found: dict[Target, Given] = {}
    after = 0
    while page := await storage.changes(scopes.SETTINGS, after, 500):
        after = page[-1].seq
        for one in page:
            document = documents.parse(one, Given) if one.kind == KIND else None
            if document:
                found[Target(one.id)] = document
    return dict(sorted(found.items()))


async def effective(storage: Storage, device: Device) -> Effective:
    """Return what counts for a tablet; version 0 where nothing was ever given.

    Raises:
        StorageError: The store is out of reach.
    """
    values: dict[str, Any] = {}
    given_to: dict[str, str] = {}
    version = 0
    for target in (Target(), of_store(device.store), of_device(device.id)):
        one = await given(storage, target)
        version = max(version, one.version)
        values |= one.values
        given_to |= dict.fromkeys(one.values, target.name)
    return Effective(RemoteSettings(device.id, version, values), given_to)


def sign(keys: Keys, document: RemoteSettings) -> SignedSettings:
    """Return a document as its tablet believes it."""
    text = msgspec.json.encode(document).decode()
    signature = keys.settings_signing.sign(message(text)).signature
    return SignedSettings(text, base64.urlsafe_b64encode(signature).decode().rstrip("="))


def change_by(by: str, what: str, why: str, now: dt.datetime) -> Change:
    """Return a line of the audit."""
    return Change(moments.write(now.replace(microsecond=0)), by, what, why)
