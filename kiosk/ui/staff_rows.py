"""The lines of the staff's scanner page: figures, what arrived, what is attached, each in words."""

import msgspec

from kiosk.core.scanners.layouts import US
from kiosk.core.scanners.meter import Figures, Source
from kiosk.core.scanners.profile import Profile
from kiosk.core.scanners.sheet import trial_of
from kiosk.ui.scanners.rack import Rack
from kiosk.ui.words import Words

SHOWN_LENGTH = 60
"""Characters of a scanned text that fit a line."""
SEPARATORS = {"\x1d": "GS", "\x1e": "RS", "\x04": "EOT"}
"""Controls that belong to codes; others are told by their number."""


class MeterRow(msgspec.Struct, frozen=True):
    """One source's figures, in words."""

    source: str
    scans: str
    unknown: str
    missed: str
    last: str
    half: str
    most: str


class ReadRow(msgspec.Struct, frozen=True):
    """One code that arrived: its text, what it is, and whether it is one of the test sheet's."""

    text: str
    detail: str
    known: bool


class DeviceRow(msgspec.Struct, frozen=True):
    """One thing attached, and what is to say of it; `fine` when nothing has to be done."""

    title: str
    detail: str
    fine: bool


def meter_row(words: Words, source: Source, figures: Figures) -> MeterRow:
    """Say how one kind of scanner does."""
    number, say = words.display.number, words.texts.get

    def time(milliseconds: float) -> str:
        return say("scanners.ms", number(round(milliseconds))) if figures.p50_ms else say("scanners.none")

    return MeterRow(
        say(f"scanners.{source}"),
        number(figures.scans),
        number(figures.unknown),
        number(figures.missed),
        time(figures.last_ms),
        time(figures.p50_ms),
        time(figures.p99_ms),
    )


def read_row(words: Words, text: str) -> ReadRow:
    """Say what arrived, and whether it is one of the test sheet's codes."""
    say, trial = words.texts.get, trial_of(text)
    what = say("scanners.read_right", trial.name) if trial else say("scanners.read_other")
    return ReadRow(readable(text), what, trial is not None)


def device_rows(words: Words, rack: Rack) -> list[DeviceRow]:
    """Say what is attached: learned scanners, ports, the camera."""
    say = words.texts.get
    rows = [_profile_row(words, profile) for profile in rack.profiles]
    if not rows:
        detail = say("scanners.foreign", rack.foreign.upper()) if rack.foreign else say("scanners.unlearned")
        rows = [DeviceRow(say("scanners.wedge"), detail, not rack.foreign)]
    for port in rack.serial:
        title = f"{say('scanners.serial')}, {port.name}"
        rows.append(DeviceRow(title, say(f"scanners.port_{port.state}"), port.state == "ready"))
    if rack.settings.camera.use:
        rows.append(DeviceRow(say("scanners.camera"), say("scanners.camera_set"), fine=True))
    return rows


def _profile_row(words: Words, profile: Profile) -> DeviceRow:
    say = words.texts.get
    layout = profile.tablet_layout if profile.scanner_layout == US else profile.scanner_layout
    faults = [say(f"scanners.fault_{fault}", layout.upper()) for fault in profile.faults]
    title = say("scanners.profile", profile.gap_ms)
    return DeviceRow(title, " ".join(faults) or say("scanners.fine"), not faults)


def readable(text: str) -> str:
    """Return a scanned text for reading: controls as pictures of themselves, cut to what fits."""
    names = (f"<{SEPARATORS.get(each, f'{ord(each):02X}')}>" if each < " " else each for each in text)
    shown = "".join(names)
    return shown if len(shown) <= SHOWN_LENGTH else f"{shown[: SHOWN_LENGTH - 1]}…"
