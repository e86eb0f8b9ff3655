"""The shapes that bytes are read as, made ready by one thread at a time.

msgspec (0.22) notes what a Struct looks like when it is first read, and lets other threads run meanwhile: one
that reads the same Struct just then finds half a note and the process dies (seen once in a simulated day, and
in minutes with six threads and nested Structs). So nothing is read as a shape before it was made `ready`.
"""

import threading
from typing import Any, TypeVar

import msgspec

Shape = TypeVar("Shape")

_lock = threading.Lock()
_ready: set[Any] = set()


def ready(shape: Shape) -> Shape:
    """Return `shape` (a Struct, or any type that msgspec reads) once nothing about it is left to note."""
    if shape not in _ready:
        with _lock:
            msgspec.json.Decoder(shape)
            _ready.add(shape)
    return shape
