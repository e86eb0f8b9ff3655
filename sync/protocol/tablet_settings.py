"""The settings of a tablet: their names, types and bounds, with a working default for each.

The tablet reads them from its sources (`kiosk.core.settings_order`), and the hub gives some of them from afar
(`sync.protocol.remote_settings`). What a value may be is decided here, once, for both.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

import msgspec

from sync.protocol.plain import in_words
from sync.protocol.remote_settings import NOT_FROM_AFAR
from sync.protocol.scan_rules import Rules
from sync.shapes import ready

WHERE = re.compile(r" - at `[^`]*`$")


class Panel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The screen as it hangs there: its visible diagonal in mm, 0 when nobody measured."""

    diagonal_mm: Annotated[int, msgspec.Meta(ge=0, le=3000)] = 0


class Idle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Seconds without a touch before the warning, and seconds the warning stands."""

    after: Annotated[int, msgspec.Meta(ge=10, le=3600)] = 60
    warning: Annotated[int, msgspec.Meta(ge=20, le=300)] = 30


class Sound(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Loudness of the short sounds in per cent; 0 is silent."""

    volume: Annotated[int, msgspec.Meta(ge=0, le=100)] = 60


Hour = Annotated[int, msgspec.Meta(ge=0, le=23)]


class Night(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The idle screen is `darker` (per cent) from the hour it `begins` to that it `ends`; alike = never.

    With `off_when_closed` it is off while the store is closed, by the hours that the hub knows of.
    """

    begins: Hour = 0
    ends: Hour = 0
    darker: Annotated[int, msgspec.Meta(ge=0, le=80)] = 60
    off_when_closed: bool = False


ADDRESS = r"^(https?://[^\s/?#]+/?)?$(?!\n)"
Address = Annotated[str, msgspec.Meta(pattern=ADDRESS)]
"""Scheme, host and port of a server, '' for none."""


class Network(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`cache` is the address of an HTTP cache in the store that stands for the hub's, '' when there is none.

    `proxy` is what everything else goes through, with name and password where it asks for them; '' for what
    the system says. `ca_file` holds the certificates (PEM) of a CA of one's own, believed beside the public
    ones. `spread` is the window in seconds within which the tablets of a chain take turns at a new
    catalogue; 0 in a shop that has few.
    """

    cache: str = ""
    proxy: Address = ""
    ca_file: str = ""
    spread: Annotated[int, msgspec.Meta(ge=0, le=3600)] = 30


class Update(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who brings new versions of the program: store IT by its own means (`managed`), or the tablet (`self`).

    `source` is where it takes them from: an address, a folder, a file; '' for its hub. `trust` names the file
    with the root that it believes, as `vetrina-hub release trust` writes it.
    """

    mode: Literal["managed", "self"] = "managed"
    source: str = ""
    trust: str = ""


class SerialPort(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A serial scanner's port: `/dev/ttyACM0`, `COM3`, or `0c2e:0b6a` for that USB device wherever it is.

    The rest matters to RS-232 alone: bits a second, data bits, and parity, as the scanner is set.
    """

    port: Annotated[str, msgspec.Meta(min_length=1)]
    baud: Annotated[int, msgspec.Meta(ge=300, le=921_600)] = 9600
    data_bits: Literal[7, 8] = 8
    parity: Literal["none", "even", "odd"] = "none"


class Camera(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether shoppers may scan with the camera, which one ('' = the system's choice), and its light."""

    use: bool = False
    name: str = ""
    torch: bool = False


class Scanners(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How codes get in: keyboard scanners always, and what else hangs at the tablet."""

    serial: Annotated[list[SerialPort], msgspec.Meta(max_length=8)] = []
    camera: Camera = Camera()


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All settings. `brand` and `language` '' mean: what the hub says, else the first there is.

    `hub` is the hub's address, '' for the one that the tablet was enrolled at. `printer` is the printer's
    name in the system, '' for the system's own choice. `enrolment_file` is where a fresh tablet finds its
    store's codes (see `kiosk.core.enrolment_file`).
    """

    hub: Address = ""
    brand: str = ""
    language: str = ""
    panel: Panel = Panel()
    idle: Idle = Idle()
    sound: Sound = Sound()
    night: Night = Night()
    network: Network = Network()
    scanners: Scanners = Scanners()
    scan: Rules = Rules()
    update: Update = Update()
    printer: Annotated[str, msgspec.Meta(max_length=127, pattern="^[^-/\\\\ ]?[^/ ]*$")] = ""
    enrolment_file: str = ""


def _leaves(value: msgspec.Struct, path: str = "") -> Iterator[tuple[str, Any]]:
    for name in value.__struct_fields__:
        inner = getattr(value, name)
        if isinstance(inner, msgspec.Struct):
            yield from _leaves(inner, f"{path}{name}.")
        else:
            yield f"{path}{name}", inner


def values_of(settings: Settings) -> dict[str, Any]:
    """Return all settings by their dotted names."""
    return dict(_leaves(settings))


NAMES = tuple(values_of(Settings()))
"""Every setting there is, in the order in which they are declared."""


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values by dotted names as tables within tables.

    >>> nested({"brand": "vesperi", "idle.after": 90})
    {'brand': 'vesperi', 'idle': {'after': 90}}
    """
    whole: dict[str, Any] = {}
    for name, value in values.items():
        *tables, key = name.split(".")
        inner = whole
        for table in tables:
            inner = inner.setdefault(table, {})
        inner[key] = value
    return whole


def of(values: Mapping[str, Any], *, strict: bool = True) -> Settings:
    """Return the settings with some values by dotted names, and the defaults of all others.

    Args:
        values: Values as JSON or TOML has them.
        strict: False where all values are texts: `90` is then taken for a number.

    Raises:
        ValueError: One cannot be used; the message says which values can.
    """
    try:
        return msgspec.convert(nested(values), ready(Settings), strict=strict)
    except msgspec.ValidationError as error:
        raise ValueError(WHERE.sub("", _in_words(str(error)))) from error


def usable(name: str, value: Any, *, strict: bool = True) -> Any:
    """Return a value as the setting has it.

    Raises:
        ValueError: There is no such setting, or it cannot have this value; the message says which it can.
    """
    if name not in NAMES:
        raise ValueError(_unknown(name))
    return values_of(of({name: value}, strict=strict))[name]


def usable_from_afar(name: str, value: Any) -> Any:
    """Return a value that the hub gives as the setting has it.

    Raises:
        ValueError: As for `usable`, or it is said at the tablet alone.
    """
    if name in NOT_FROM_AFAR:
        raise ValueError("what leads to the hub, or is believed, is set at the tablet, not from afar")
    return usable(name, value)


def _unknown(name: str) -> str:
    table = name if any(each.startswith(f"{name}.") for each in NAMES) else ""
    return "it is a table of settings, not one" if table else "there is no such setting"


def _in_words(complaint: str) -> str:
    asked = f"Expected `str` matching regex {ADDRESS!r}"
    return in_words(complaint.replace(asked, "Expected an address such as https://hub.example:8743"))
