"""A snapshot on its way in: each block is kept, hashed and unpacked as it comes, so nothing is read twice.

The compressed bytes stay in `<sha256>.part` until the catalogue is in force: a try that breaks off, also by a
power cut, is taken up there. The unpacked file beside it is made anew by each try, from what is here already.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

import zstandard

from sync.client.errors import Faulty
from sync.protocol.catalogue import SnapshotFile

BLOCK = 1 << 20

FLUSH_EVERY = 32 << 20
"""Unpacked bytes that go to the disk together."""

MAX_WINDOW = 1 << 27
"""Memory that a snapshot may ask for to be unpacked."""


class Arrival:
    """One snapshot arriving at `target`. `have` bytes of it are here. One thread at a time.

    Raises (all methods):
        Faulty: What came is not what was announced.
        OSError: The disk is full or out of order.
    """

    def __init__(self, file: SnapshotFile, part: Path, target: Path, told: Callable[[int], None]) -> None:
        """Prepare; `told` hears how many compressed bytes are here, in whichever thread writes."""
        self.file = file
        self.have = 0
        self._part = part
        self._target = target
        self._told = told
        # At its end, where an earlier try stopped.
        self._sink = part.open("ab")
        self._begin()

    def resume(self) -> None:
        """Take up what an earlier try left."""
        if self._sink.tell() > self.file.bytes:
            self._sink.truncate(0)
        for block in _blocks(self._part):
            self._unpack(block)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the files; the compressed one stays for the next try."""
        try:
            self._sink.close()
        finally:
            # Also when the disk is too full for the last block of the other one.
            self._raw.close()

    def restart(self) -> None:
        """Begin from the first byte: the hub did not go on where we stopped."""
        self._raw.close()
        self._sink.truncate(0)
        self._begin()

    def write(self, block: bytes) -> None:
        """Take in the next bytes."""
        self._sink.write(block)
        self._unpack(block)

    def finish(self) -> None:
        """Say that all is here and whole, and bring the unpacked file to the disk."""
        if self.have != self.file.bytes or self._packed.hexdigest() != self.file.sha256:
            raise Faulty("the snapshot that came is not the one that was announced")
        self._raw.complete()

    def _begin(self) -> None:
        self.have = 0
        self._packed = hashlib.sha256()
        self._raw = _Raw(self._target, self.file)
        # Of a file it asks for nothing but `write`.
        unpacker = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW)
        self._unpacker = unpacker.stream_writer(cast("IO[bytes]", self._raw), closefd=False)

    def _unpack(self, block: bytes) -> None:
        if self.have == 0:
            self._raw.hashed = not _has_checksum(block)
        self.have += len(block)
        self._packed.update(block)
        try:
            self._unpacker.write(block)
        except zstandard.ZstdError as error:
            raise Faulty(f"the snapshot cannot be unpacked: {error}") from error
        self._told(self.have)


class _Raw:
    """The unpacked file: never longer than announced, checked while it is written, and flushed on the way.

    `hashed` is off when the packed file, whose own hash is compared, holds a checksum of its content: zstd
    compares that, and a second hash of the same bytes would tell nothing more.

    Hundreds of megabytes at once would keep the disk busy for seconds, and a shopper's tap waiting behind.
    """

    def __init__(self, path: Path, file: SnapshotFile) -> None:
        self._announced = file
        self.hashed = True
        self._digest = hashlib.sha256()
        self._size = 0
        self._flushed = 0
        self._flusher = ThreadPoolExecutor(1, thread_name_prefix="flush")
        self._flushing: Future[None] | None = None
        self._sink = path.open("wb")

    def write(self, block: bytes) -> int:
        self._size += len(block)
        if self._size > self._announced.raw_bytes:
            raise Faulty("the unpacked snapshot is larger than announced")
        if self.hashed:
            self._digest.update(block)
        written = self._sink.write(block)
        if self._size - self._flushed >= FLUSH_EVERY:
            self._flush_beside()
        return written

    def complete(self) -> None:
        sound = self._size == self._announced.raw_bytes
        if not sound or (self.hashed and self._digest.hexdigest() != self._announced.raw_sha256):
            raise Faulty("the unpacked snapshot is not what its manifest names")
        self._wait()
        self._sink.flush()
        os.fsync(self._sink.fileno())

    def close(self) -> None:
        try:
            self._wait()
        finally:
            self._flusher.shutdown()
            self._sink.close()

    def _flush_beside(self) -> None:
        """Flush what is written so far while more is unpacked; a disk that cannot keep up slows us down."""
        self._wait()
        self._flushed = self._size
        self._sink.flush()
        self._flushing = self._flusher.submit(os.fsync, self._sink.fileno())

    def _wait(self) -> None:
        flushing, self._flushing = self._flushing, None
        if flushing:
            flushing.result()


def _has_checksum(beginning: bytes) -> bool:
    """Say whether a zstd frame ends with a checksum of its content; no when that cannot be seen yet."""
    try:
        return bool(zstandard.get_frame_parameters(beginning).has_checksum)
    except zstandard.ZstdError:
        return False


def _blocks(path: Path) -> Iterator[bytes]:
    if not path.exists():
        return
    with path.open("rb") as source:
        while block := source.read(BLOCK):
            yield block
