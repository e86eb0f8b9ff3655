"""The file in which staff carry operations from a tablet to the hub: JSON lines, a sealed operation each."""

import msgspec

from sync.protocol.envelope import SealedOp
from sync.protocol.errors import Malformed
from sync.shapes import ready


class ExportedOp(msgspec.Struct, frozen=True):
    """One operation that the hub did not take, as only the hub can read it; the rest says why it is here.

    `since` is the tablet's clock, ISO 8601 UTC.
    """

    id: str
    device: str
    scope: str
    reason: str
    since: str
    sealed: str

    @property
    def op(self) -> SealedOp:
        """The operation as it travels."""
        return SealedOp(self.id, self.device, self.sealed)


def write(ops: list[ExportedOp]) -> bytes:
    """Return the file's content."""
    return b"".join(msgspec.json.encode(op) + b"\n" for op in ops)


def read(content: bytes) -> list[ExportedOp]:
    """Return what a file holds.

    Raises:
        Malformed: A line is not what `write` makes.
    """
    try:
        return [
            msgspec.json.decode(line, type=ready(ExportedOp)) for line in content.splitlines() if line.strip()
        ]
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Malformed(f"this is no export of a tablet: {error}") from error
