"""Make the kiosk's short sounds: `python resources/sounds/make.py`.

Sine notes with an attack of 5 ms and an exponential decay, peak at -12 dBFS; the wooden tap is filtered noise
over a low note. Fixed seeds: the same call gives the same files.
"""

import math
import random
import struct
import wave
from collections.abc import Iterable
from pathlib import Path

RATE = 44_100
PEAK = 10 ** (-12 / 20)
ATTACK = 0.005
FULL_SCALE = 32_767

Samples = list[float]


def note(hertz: float, seconds: float, decay: float = 5.0) -> Samples:
    """Return a sine note that dies away; `decay` is how many times by e within its length."""
    count = int(RATE * seconds)
    return [
        min(1.0, at / RATE / ATTACK)
        * math.exp(-decay * at / count)
        * math.sin(2 * math.pi * hertz * at / RATE)
        for at in range(count)
    ]


def tap(seconds: float) -> Samples:
    """Return the sound of a knuckle on wood: a low note under a puff of soft noise."""
    source = random.Random(7)
    body = note(210, seconds, decay=7)
    puff = 0.0
    samples = []
    for at, value in enumerate(body):
        puff += 0.25 * (source.uniform(-1, 1) - puff)
        samples.append(value + 1.4 * puff * math.exp(-18 * at / len(body)))
    return samples


def backwards(samples: Samples) -> Samples:
    """Return a sound played from its end, its start softened."""
    turned = samples[::-1]
    ramp = int(RATE * ATTACK)
    return [value * min(1.0, (len(turned) - at) / ramp) for at, value in enumerate(turned)]


def in_turn(notes: Iterable[Samples]) -> Samples:
    """Return sounds one after the other."""
    return [value for each in notes for value in each]


SOUNDS = {
    "scan-known": lambda: in_turn([note(660, 0.045, 2.5), note(990, 0.045, 2.5)]),
    "scan-unknown": lambda: note(330, 0.140),
    "added": lambda: tap(0.060),
    "undone": lambda: backwards(tap(0.060)),
    "coming": lambda: in_turn(note(hertz, 0.090, 3) for hertz in (523, 659, 784)),
    "idle-warning": lambda: note(440, 0.200),
    "new-request": lambda: in_turn([note(587, 0.120, 3), note(784, 0.160, 3)]),
}


def write(path: Path, samples: Samples) -> None:
    """Write a sound as 16-bit mono PCM, scaled to its peak."""
    loudest = max(abs(value) for value in samples)
    scaled = [round(value / loudest * PEAK * FULL_SCALE) for value in samples]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(scaled)}h", *scaled))


if __name__ == "__main__":
    for name, make in SOUNDS.items():
        write(Path(__file__).parent / f"{name}.wav", make())
