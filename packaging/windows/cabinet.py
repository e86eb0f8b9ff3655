"""The files' times in a cabinet, which wixl takes from the clock.

A file's entry is 16 bytes and its name, ended by a zero: size, place, folder, date, time, attributes. The
sums in a cabinet are over its data and not over these. After [MS-CAB] 2.1 and 2.3.
"""

from __future__ import annotations

import struct
from datetime import UTC, datetime

from windows.failure import MsiError

MAGIC = b"MSCF"
FIRST_FILE, FILES = 16, 28
"""Where the header says where the first entry stands, and how many there are."""
DATE, ENTRY = 10, 16
YEAR_ZERO = 1980


def dated(cabinet: bytes, moment: int) -> bytes:
    """Return a cabinet whose files are all said to be from one moment, in seconds since 1970.

    Raises:
        MsiError: This is no cabinet, or the moment is before 1980.
    """
    if cabinet[:4] != MAGIC:
        raise MsiError("wixl made no cabinet that can be read")
    when = datetime.fromtimestamp(moment, UTC)
    if when.year < YEAR_ZERO:
        raise MsiError("SOURCE_DATE_EPOCH is before 1980, where the times of installers begin")
    date = (when.year - YEAR_ZERO) << 9 | when.month << 5 | when.day
    time = when.hour << 11 | when.minute << 5 | when.second // 2
    whole = bytearray(cabinet)
    (at,) = struct.unpack_from("<I", whole, FIRST_FILE)
    (count,) = struct.unpack_from("<H", whole, FILES)
    for _ in range(count):
        struct.pack_into("<HH", whole, at + DATE, date, time)
        at = whole.index(0, at + ENTRY) + 1
    return bytes(whole)
