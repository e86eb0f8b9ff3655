"""Releases of the kiosk's program: what a channel offers, and to which tablets.

A channel is the signed document of one platform (`linux-x86_64`). A release reaches the tablets ring by ring:
each tablet has its place among 10,000 by a hash of release and device, so that it is another few tablets that
go first each time, and nobody has to keep a list of them.
"""

import hashlib
from collections.abc import Collection
from typing import Annotated, Final

import msgspec

PLACES: Final = 10_000
"""Among so many places a tablet has its own, for each release anew."""

MOST_RELEASES = 50
MOST_RINGS = 10

VersionText = Annotated[
    str, msgspec.Meta(pattern=r"^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$(?!\n)")
]
"""A version: `1.20.3`."""

Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9._-]{0,127}$(?!\n)")]
Digest = Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{64})?$(?!\n)")]
"""A SHA-256 in hexadecimal digits, '' for none."""
Share = Annotated[int, msgspec.Meta(ge=1, le=PLACES)]

DEFAULT_SHARES: Final = (100, 1_000, 5_000, PLACES)
"""One tablet in a hundred, in ten, every other one, all."""


class Release(msgspec.Struct, frozen=True, omit_defaults=True):
    """A release of the kiosk's program.

    `file` is the name of its archive, `unpacked` how many bytes come out of it; `database` the version of the
    tablet's store that it writes. `shares` are its rings: of 10,000 places how many each one reaches up to,
    rising; the first `open` of them are open. Nobody takes one that is `paused` or `withdrawn`: a pause is
    for a while, a withdrawal for good. `sums` is the SHA-256 of the program's own `SHA256SUMS`, and `record`
    that of the record of what real devices have shown; without one it is a candidate.
    """

    version: VersionText
    file: Name
    unpacked: Annotated[int, msgspec.Meta(ge=0, le=1 << 34)]
    database: Annotated[int, msgspec.Meta(ge=0, le=1 << 20)]
    shares: Annotated[tuple[Share, ...], msgspec.Meta(min_length=1, max_length=MOST_RINGS)] = DEFAULT_SHARES
    open: Annotated[int, msgspec.Meta(ge=0, le=MOST_RINGS)] = 0
    paused: bool = False
    withdrawn: bool = False
    sums: Digest = ""
    record: Digest = ""

    @property
    def candidate(self) -> bool:
        """Whether nobody has told yet what real devices show of it."""
        return not self.record

    def offered_to(self, device: str) -> bool:
        """Say whether a tablet may take it now."""
        return not (self.paused or self.withdrawn) and ring(self, device) < self.open


class Channel(msgspec.Struct, frozen=True, omit_defaults=True):
    """All releases for one platform that may still be taken, in any order."""

    platform: Name
    releases: Annotated[tuple[Release, ...], msgspec.Meta(max_length=MOST_RELEASES)] = ()


def number(version: str) -> tuple[int, ...]:
    """Return what versions are compared by; anything that is no version is older than every one.

    >>> number("1.10.0") > number("1.9.3"), number("none")
    (True, ())
    """
    parts = version.split(".")
    return tuple(int(part) for part in parts) if all(part.isdecimal() for part in parts) else ()


def place(version: str, device: str) -> int:
    """Return a tablet's place for a release, from 0 to 9,999: SHA-256 of `release:device`, modulo 10,000.

    >>> place("1.0.0", "tablet-1")
    3876
    """
    return int.from_bytes(hashlib.sha256(f"{version}:{device}".encode()).digest()[:8]) % PLACES


def ring(release: Release, device: str) -> int:
    """Return which ring of a release a tablet is in, the first one being 0; one more than the last: none."""
    where = place(release.version, device)
    return next((at for at, share in enumerate(release.shares) if where < share), len(release.shares))


def choose(channel: Channel, device: str, running: str, bad: Collection[str] = ()) -> Release | None:
    """Return the release that a tablet takes now: the newest that is offered to it, None for none.

    Args:
        channel: What there is for its platform.
        device: The tablet's id.
        running: The version that it runs: it never goes below.
        bad: Versions that it tried and that did not work there.
    """
    fit = [
        one
        for one in channel.releases
        if one.offered_to(device) and one.version not in bad and number(one.version) > number(running)
    ]
    return max(fit, key=lambda one: number(one.version), default=None)


def channel_file(platform: str) -> str:
    """Return under which name a platform's channel is signed."""
    return f"{platform}.json"
