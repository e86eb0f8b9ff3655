"""Looking into the memory of a running process (Linux)."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

OVERWRITE_FREED = {
    "MALLOC_PERTURB_": "170",
    "PYTHONMALLOC": "malloc",
    # What waits in a thread's own cache for its next use is not overwritten.
    "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0",
}
"""With these, glibc overwrites what is freed: what can then be found is still held by somebody."""

AREA = re.compile(r"([0-9a-f]+)-([0-9a-f]+) r\S* \S+ \S+ \S+ *(.*)")
KERNELS_OWN = ("[v",)


def held(process: int, *texts: str) -> set[str]:
    """Return which of some texts stand in a process's memory, as UTF-8 or as Qt keeps them."""
    return {text for content in _areas(process) for text in texts if _has(content, text)}


def _has(content: bytes, text: str) -> bool:
    return any(text.encode(encoding) in content for encoding in ("utf-8", "utf-16-le"))


def _areas(process: int) -> Iterator[bytes]:
    maps = Path(f"/proc/{process}/maps").read_text()
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for begin, end, name in AREA.findall(maps):
            if not name.startswith(KERNELS_OWN):
                memory.seek(int(begin, 16))
                yield _read(memory, int(end, 16) - int(begin, 16))


def _read(memory: io.FileIO, size: int) -> bytes:
    # An area may have gone since the list of areas was read, or belong to a device.
    try:
        return memory.read(size)
    except OSError:
        return b""
