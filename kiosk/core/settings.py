"""What store IT may set on a tablet. Everything has a working default; `settings_order` says where from."""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import msgspec

from kiosk.core.scan.rules import Rules

NAME = "settings.toml"
"""The file in a tablet's data folder that staff, and IT by hand, write."""

DESIGN_PPI = 149.4
"""Pixels per inch the layout is drawn for: 1280 x 800 on a 10.1-inch panel, so that one unit is 0.17 mm."""

LEAST_WIDTH, LEAST_HEIGHT = 1280, 800
"""Units that a page needs; a panel is never scaled so far that it has fewer."""

MILLIMETRES_PER_INCH = 25.4
LEAST_SCALE, MOST_SCALE = 0.75, 3.0


class SettingsError(Exception):
    """The settings file cannot be used; the message says what to change."""


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


class Told(NamedTuple):
    """What is told at the start, apart from the data folder; '' leaves what the settings say.

    `cache`, `brand` and `hub` have flags of their own, `others` are `NAME=VALUE` for any setting.
    `environment` are the variables of the process, `policy` the file of this machine's IT.
    """

    cache: str = ""
    brand: str = ""
    hub: str = ""
    others: tuple[str, ...] = ()
    environment: Mapping[str, str] | None = None
    policy: Path | None = None


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


def panel_scale(panel: Panel, width: int, height: int) -> float:
    """Return how many pixels one layout unit takes, so that controls keep their size in millimetres.

    Args:
        panel: The screen's physical size; unmeasured panels are not scaled.
        width: Pixels across.
        height: Pixels down.

    >>> panel_scale(Panel(diagonal_mm=257), 2560, 1600)
    1.997
    """
    if not panel.diagonal_mm or not width or not height:
        return 1.0
    ppi = math.hypot(width, height) / (panel.diagonal_mm / MILLIMETRES_PER_INCH)
    widest = max(LEAST_SCALE, min(MOST_SCALE, width / LEAST_WIDTH, height / LEAST_HEIGHT))
    return round(min(max(ppi / DESIGN_PPI, LEAST_SCALE), widest), 3)
