"""Documents that are read again and again, of which few have changed meanwhile."""

from collections.abc import Iterable
from typing import Generic, TypeVar

import msgspec

from sync.shapes import ready

T = TypeVar("T", bound=msgspec.Struct)


class Decoded(Generic[T]):
    """Decodes documents, and gives again what it has of those whose bytes are the same.

    Who reads may so tell by identity what has changed. Any thread may read; two at once decode twice.
    """

    def __init__(self, struct: type[T]) -> None:
        """Decode to frozen structs of this type: many hold the same one."""
        self._decoder = msgspec.json.Decoder(ready(struct))
        self._known: dict[str, tuple[bytes, T]] = {}

    def read(self, bodies: Iterable[tuple[str, bytes]]) -> list[T]:
        """Return all documents there are now, by their ids and bytes; the others are forgotten."""
        known, found = self._known, dict[str, tuple[bytes, T]]()
        for name, body in bodies:
            held = known.get(name)
            found[name] = held if held and held[0] == body else (body, self._decoder.decode(body))
        self._known = found
        return [document for _, document in found.values()]
