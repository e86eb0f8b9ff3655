"""Processes under the lens: a hub that serves an empty folder, and what a process costs."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.demo.hub import HubProcess


@contextmanager
def serving(data: Path, *arguments: str) -> Iterator[HubProcess]:
    """Serve a hub from a folder, which is made when it is not there."""
    data.mkdir(parents=True, exist_ok=True)
    with HubProcess(data, *arguments) as hub:
        yield hub


def cpu(pid: int) -> float:
    """Return the seconds that a process has computed, all its threads."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


def resident(pid: int) -> int:
    """Return the bytes of memory that a process holds."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE")
