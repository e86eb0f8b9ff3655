"""Which setting counts: flags > environment > machine policy > settings file > remote > default.

This alone decides; everybody else reads the result. A value that cannot be used is named in words, and the
next source counts for that setting: a slip of the pen closes no shop.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from kiosk.core import machine_policy, settings_kept
from kiosk.core.settings import NAME, Told
from kiosk.core.settings_layers import Layer, Origin, of_environment, of_file, of_flags
from sync.client import identity as identities
from sync.client import remote
from sync.client.errors import IdentityError
from sync.client.remote import RemoteRefused
from sync.protocol import tablet_settings
from sync.protocol.heartbeat import Code
from sync.protocol.tablet_settings import NAMES, Settings, values_of
from sync.shapes import ready

POLICY = Path("/etc/vetrina/kiosk.toml")
"""Where the IT of an installed Linux tablet says what holds on this machine, whatever staff set."""

AFAR = "the hub"
"""What people call settings that come from afar."""

STARTS_OF_TOML = ("[", "{", '"', "'")


class Fault(NamedTuple):
    """What cannot be used: `name` of the setting ('' for a whole source), of which source, and why.

    `kept` says that what the source said before counts meanwhile.
    """

    name: str
    origin: Origin
    place: str
    why: str
    kept: bool = False

    @property
    def code(self) -> str:
        """Name it for those who look after many tablets; what is no name of a setting is not repeated."""
        whole = f"settings.{self.origin}"
        try:
            return msgspec.convert(f"{whole}.{self.name}" if self.name else whole, ready(Code))
        except msgspec.ValidationError:
            return whole

    @property
    def words(self) -> str:
        """Say it in one sentence, with what happens now."""
        if self.kept:
            return f"{self.place} cannot be read, so what it said before counts: {self.why}"
        if not self.name:
            return f"{self.place} cannot be read, so nothing of it counts: {self.why}"
        return f"{self.place}: {self.name} is passed over, and the next source counts: {self.why}"


class Chosen(NamedTuple):
    """A setting: its value, the source that won, and where people find that."""

    name: str
    value: Any
    origin: Origin
    place: str


class Decided(NamedTuple):
    """The settings, where each came from (by dotted name), and what could not be used."""

    settings: Settings
    chosen: Mapping[str, Chosen]
    faults: tuple[Fault, ...] = ()

    @property
    def unread(self) -> str:
        """Why of files of this machine nothing is known; '' where all could be read, or were before."""
        here = (fault for fault in self.faults if fault.origin != "remote")
        return "; ".join(fault.words for fault in here if not fault.name and not fault.kept)

    @property
    def findings(self) -> list[str]:
        """What could not be used, as codes: `settings.file.idle.after`, or `settings.file` for all of it."""
        return [fault.code for fault in self.faults]

    def fixed(self, name: str) -> bool:
        """Say whether a setting is said above the settings file, so that what staff choose does not count."""
        return self.chosen[name].origin in {"flag", "environment", "policy"}


def read(data: Path | None, told: Told = Told()) -> Decided:  # noqa: B008 - frozen, and nothing in it
    """Return the settings of a tablet, by its data folder (None for none) and what is told at the start."""
    layers = _layers(data, told)
    return decide([settings_kept.instead(data, layer) for layer in layers] if data else list(layers))


def remember(data: Path, told: Told) -> None:
    """Keep what the sources of this machine say, for a day on which one of them cannot be read."""
    settings_kept.remember(data, _layers(data, told))


def _layers(data: Path | None, told: Told) -> Iterator[Layer]:
    named = {"network.cache": told.cache, "brand": told.brand, "hub": told.hub}
    yield of_flags(named, told.others)
    yield of_environment(told.environment or {})
    if told.policy:
        yield of_file("policy", told.policy)
    elif registry := machine_policy.of_this_machine():
        yield from machine_policy.layers(registry)
    if data:
        yield of_file("file", data / NAME, NAME)
        yield from _from_afar(data)


def _from_afar(data: Path) -> Iterator[Layer]:
    """Say what the hub gave this tablet, the last good word of it; nothing where it is not enrolled."""
    try:
        identity = identities.load(data)
        given = remote.kept(data, identity) if identity else None
    except IdentityError:
        return  # whoever needs to know who this tablet is says so
    except RemoteRefused as error:
        yield Layer("remote", AFAR, {}, unread=str(error))
        return
    if given:
        yield Layer("remote", f"{AFAR}, version {given.version}", given.settings)


def decide(layers: Sequence[Layer]) -> Decided:
    """Return what counts, the first layer before the second, and so on."""
    faults = [
        Fault("", layer.origin, layer.place, layer.unread, layer.kept) for layer in layers if layer.unread
    ]
    chosen: dict[str, Chosen] = {}
    for layer in layers:
        for name, given in layer.values.items():
            try:
                value = _usable(layer, name, given)
            except ValueError as error:
                faults.append(Fault(name, layer.origin, layer.place, str(error)))
            else:
                chosen.setdefault(name, Chosen(name, value, layer.origin, layer.place))
    settings = tablet_settings.of({name: msgspec.to_builtins(one.value) for name, one in chosen.items()})
    whole = values_of(settings)
    return Decided(
        settings,
        {name: chosen.get(name, Chosen(name, whole[name], "default", "")) for name in NAMES},
        tuple(faults),
    )


def _usable(layer: Layer, name: str, given: Any) -> Any:
    """Return a value as the setting has it.

    Raises:
        ValueError: There is no such setting, or it cannot have this value; the message says which it can.
    """
    if layer.origin == "remote":
        return tablet_settings.usable_from_afar(name, given)
    value = _from_text(given) if layer.texts and given.startswith(STARTS_OF_TOML) else given
    return tablet_settings.usable(name, value, strict=not layer.texts)


def _from_text(text: str) -> Any:
    """Return what a text of TOML says: how lists are told on a command line and in the environment."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError as error:
        raise ValueError(str(error)) from error
