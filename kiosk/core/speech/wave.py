"""The WAV stream of a voice, as samples: written into a pipe, so its header may not know how long it is."""

import struct
from typing import NamedTuple

CHUNK = 8
"""Bytes of a chunk's name and length."""
FORMAT = struct.Struct("<HHIIHH")
"""Kind, channels, samples a second, bytes a second, bytes a sample of all channels, bits a sample."""
PCM, BITS = 1, 16


class Wave(NamedTuple):
    """Signed 16-bit samples, little end first, the channels in turn."""

    rate: int
    channels: int
    samples: bytes

    @property
    def seconds(self) -> float:
        """How long it sounds."""
        return len(self.samples) / (2 * self.channels * self.rate)


def read(stream: bytes) -> Wave | None:
    """Return the sound in a WAV stream; None for one that is no plain 16-bit sound, or that holds none.

    >>> read(b"RIFF") is None
    True
    """
    if stream[:4] != b"RIFF" or stream[8:12] != b"WAVE":
        return None
    at, shape = 12, None
    while at + CHUNK <= len(stream):
        name, length = stream[at : at + 4], int.from_bytes(stream[at + 4 : at + CHUNK], "little")
        body = at + CHUNK
        if name == b"fmt " and body + FORMAT.size <= len(stream):
            shape = FORMAT.unpack_from(stream, body)
        if name == b"data":
            return _wave(shape, stream[body : body + length])
        at = body + length + length % 2
    return None


def _wave(shape: tuple[int, ...] | None, samples: bytes) -> Wave | None:
    if shape is None:
        return None
    kind, channels, rate, _, frame, bits = shape
    if kind != PCM or bits != BITS or not channels or not rate or frame != 2 * channels:
        return None
    whole = len(samples) - len(samples) % frame
    return Wave(rate, channels, samples[:whole]) if whole else None
