"""Sets of products as numbers of one bit a product, and how they are stored.

A whole number is the quickest set Python has: "and", "or" and counting of a quarter of a million bits take
microseconds. Stored, a small set is the distances between its members, a large one a compressed row of bits.

>>> bits = of([3, 70_000, 70_001])
>>> bits == unpack(pack([3, 70_000, 70_001])), list(positions(bits))
(True, [3, 70000, 70001])
"""

import re
import struct
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

import zstandard

SHORT, LONG, PLAIN, PACKED = b"HIBZ"
"""First byte of a stored set: distances of 16 or of 32 bits, bits as they are, bits compressed."""

FEW = 512
"""Members up to which distances are quicker to read than bits."""

SMALL = 64
"""Bytes up to which compressing is not worth it."""

LARGEST = 1 << 27
"""Bytes that a stored set may unpack to; a file that claims more is damaged."""

LEVEL = 3
ONE = struct.Struct("<cI")
SET_BYTES = re.compile(rb"[^\0]", re.DOTALL)
MEMBERS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def of(numbers: Iterable[int]) -> int:
    """Return the set of these numbers."""
    members = numbers if isinstance(numbers, list) else list(numbers)
    if not members:
        return 0
    field = bytearray((max(members) >> 3) + 1)
    for number in members:
        field[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(field, "little")


def positions(bits: int, start: int = 0) -> Iterator[int]:
    """Yield the members of a set from `start` on, in ascending order."""
    field = bits.to_bytes((bits.bit_length() + 7) >> 3, "little")
    for found in SET_BYTES.finditer(field, start >> 3):
        place = found.start()
        base = place << 3
        for bit in MEMBERS[field[place]]:
            if base + bit >= start:
                yield base + bit


def pack(numbers: Sequence[int]) -> bytes:
    """Return ascending numbers, at least one, as they are stored."""
    if len(numbers) > FEW or numbers[-1] >> 3 < len(numbers) << 1:
        return pack_bits(of(list(numbers)))
    if len(numbers) == 1:
        return ONE.pack(b"I", numbers[0])
    steps = [numbers[0], *(after - before for before, after in pairwise(numbers))]
    code = "H" if max(steps) >> 16 == 0 else "I"
    return code.encode() + _portable(array(code, steps)).tobytes()


def pack_bits(bits: int) -> bytes:
    """Return a set, not the empty one, as it is stored when it is large."""
    field = bits.to_bytes((bits.bit_length() + 7) >> 3, "little")
    if len(field) > SMALL:
        packed = zstandard.ZstdCompressor(level=LEVEL).compress(field)
        if len(packed) < len(field):
            return b"Z" + packed
    return b"B" + field


def unpack(stored: bytes) -> int:
    """Return a stored set."""
    kind = stored[0]
    if kind == PACKED:
        return int.from_bytes(_unzipped(stored), "little")
    if kind == PLAIN:
        return int.from_bytes(stored[1:], "little")
    return of(members(stored))


def is_few(stored: bytes) -> bool:
    """Say whether a stored set is a list of distances, which `members` reads."""
    return stored[0] in {SHORT, LONG}


def members(stored: bytes) -> list[int]:
    """Return the members of a stored set, in ascending order."""
    if not is_few(stored):
        return list(positions(unpack(stored)))
    steps = array(chr(stored[0]))
    steps.frombytes(stored[1:])
    return list(accumulate(_portable(steps)))


def union(stored: Iterable[bytes]) -> int:
    """Return the members of any of several stored sets."""
    found, few = 0, list[int]()
    for each in stored:
        if is_few(each):
            few += members(each)
        else:
            found |= unpack(each)
    return found | of(few)


def _unzipped(stored: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompress(stored[1:], max_output_size=LARGEST)


def _portable(steps: "array[int]") -> "array[int]":
    """Little-endian on every machine: the file travels."""
    if sys.byteorder == "big":
        steps.byteswap()
    return steps
