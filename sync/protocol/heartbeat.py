"""Heartbeats: what a tablet says of its own health every few minutes. Numbers and codes, nothing of persons.

How far its clock is off the hub measures: the tablet says what its clock shows, and hears the difference.
"""

from typing import Annotated

import msgspec

from sync.protocol.remote_settings import SignedSettings, Version

PATH = "/v1/devices/heartbeat"

EVERY = 300.0
"""Seconds from one heartbeat to the next."""

MAX_FINDINGS = 64
MILLISECONDS = 1000

_Count = Annotated[int, msgspec.Meta(ge=0, lt=2**31)]
_Seconds = Annotated[int, msgspec.Meta(ge=0, lt=2**31)]
_Moment = Annotated[int, msgspec.Meta(ge=0, lt=10**14)]
_Name = Annotated[str, msgspec.Meta(max_length=32, pattern=r"^[0-9A-Za-z.+_-]*$(?!\n)")]

Code = Annotated[str, msgspec.Meta(max_length=80, pattern=r"^[a-z][a-z0-9_.]*$(?!\n)")]
"""Names a finding; the words for it are the reader's."""


class Heartbeat(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a tablet is.

    `clock` is what its clock shows, in milliseconds since 1970 (UTC). `slot` is which of two installed
    programs runs, `ring` how early it gets updates; '' where it does not update itself. `outbox` acts wait to
    be sent, `quarantine` queues are set aside. `catalogue` is the version that is sold from; so many seconds
    ago (`catalogue_age`) the hub said that it is the newest, or it came; so long ago (`exchange_age`) hub
    and tablet last exchanged anything. Both are left out where it never was. `settings` is the version of
    what the hub gave it to go by. `findings` names what somebody should look at.
    """

    clock: _Moment
    version: _Name
    slot: _Name = ""
    ring: _Name = ""
    outbox: _Count = 0
    quarantine: _Count = 0
    catalogue: Annotated[int, msgspec.Meta(ge=0, lt=10**18)] = 0
    catalogue_age: _Seconds | None = None
    exchange_age: _Seconds | None = None
    settings: Version = 0
    findings: Annotated[list[Code], msgspec.Meta(max_length=MAX_FINDINGS)] = []


class HeartbeatAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the hub says to it: `clock_skew` milliseconds the tablet's clock is ahead, below zero behind.

    `settings` are there where the hub has newer ones for it.
    """

    server_time: str
    clock_skew: int
    settings: SignedSettings | None = None
