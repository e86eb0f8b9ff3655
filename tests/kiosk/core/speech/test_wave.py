import io
import struct
import wave as standard

import pytest

from kiosk.core.speech.wave import Wave, read


def written(samples: bytes, *, channels: int = 1, width: int = 2) -> bytes:
    stream = io.BytesIO()
    with standard.open(stream, "wb") as file:
        file.setparams((channels, width, 22050, 0, "NONE", ""))
        file.writeframes(samples)
    return stream.getvalue()


def test_a_whole_file_is_read():
    sound = read(written(b"\1\2" * 22050))
    assert sound == Wave(22050, 1, b"\1\2" * 22050)
    assert sound.seconds == 1.0


@pytest.mark.parametrize("length", [0x7FFFF000, 0xFFFFFFFF, 0])
def test_a_stream_does_not_know_how_long_it_is(length):
    stream = bytearray(written(b"\1\2\3\4"))
    stream[40:44] = struct.pack("<I", length)
    sound = read(bytes(stream))
    assert (sound.samples if sound else None) == (b"\1\2\3\4" if length else None)


@pytest.mark.parametrize(
    "stream",
    [
        b"",
        b"no sound",
        written(b""),
        written(b"\1" * 8, width=1),
        written(b"\1\2")[:30],
        written(b"\1\2")[:-1],
    ],
)
def test_what_is_no_sound_is_none(stream):
    assert read(stream) is None
