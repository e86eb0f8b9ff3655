"""Importing a few files into an empty hub, twice, and what must hold of it whatever is in them."""

import argparse
import io
import json
import resource
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any, NamedTuple

from sync.hub.feeds import command, importing

Summary = dict[str, Any]

SECONDS = 10
"""Time of the processor that no small file may take: what is over it hangs."""
MEGABYTES = 350
"""What the whole run may grow by: an import keeps nothing of the files it has read."""


class Outcome(NamedTuple):
    """What became of the files: `refused` says in words why they were not read at all, '' when they were."""

    first: Summary | None
    second: Summary | None
    refused: str


def judge(files: Mapping[str, bytes]) -> Outcome:
    """Import files twice: every row is accounted for, nothing hangs, the second run changes nothing."""
    with TemporaryDirectory(prefix="fuzz", dir=_fast()) as folder, _alarm():
        feed = Path(folder, "feed")
        for name, content in files.items():
            path = feed / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        outcome = _twice(feed, Path(folder, "data"))
    for summary in (outcome.first, outcome.second):
        if summary:
            assert summary["rows"] == summary["added"] + summary["merged"] + summary["refused"]
            assert min(summary["added"], summary["merged"], summary["refused"]) >= 0
    if outcome.second:
        assert outcome.second["added"] == 0
        assert outcome.second["changed"] == 0
    return outcome


@contextmanager
def bounded_memory() -> Iterator[None]:
    """Fail when the process has grown by more than it may."""
    before = _resident()
    yield
    assert _resident() - before <= MEGABYTES


def _twice(feed: Path, data: Path) -> Outcome:
    first, refused = _once(feed, data)
    return Outcome(first, _once(feed, data)[0] if first else None, refused)


def _once(feed: Path, data: Path) -> tuple[Summary | None, str]:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    args = parser.parse_args(
        [str(feed), "--data", str(data), "--store", "main", "--source", "fuzz", "--json"]
    )
    with redirect_stdout(io.StringIO()) as said, redirect_stderr(io.StringIO()) as told:
        status = command.run(args)
    if status == command.UNREADABLE:
        assert told.getvalue().strip()
        return None, told.getvalue()
    assert status == 0
    return json.loads(said.getvalue().splitlines()[-1]), ""


@contextmanager
def unpublished() -> Iterator[None]:
    """Leave out the catalogue file that an import ends with: it takes longer than all that is tested."""

    async def publish(*_: object) -> SimpleNamespace:
        return SimpleNamespace(version=0)

    kept, importing.publish = importing.publish, publish
    try:
        yield
    finally:
        importing.publish = kept


@contextmanager
def _alarm() -> Iterator[None]:
    def ring(*_: object) -> None:
        raise TimeoutError(f"not read in {SECONDS} s of the processor's time")

    kept = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, kept)


def _resident() -> int:
    """Return the most memory that the process has had, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak >> (20 if sys.platform == "darwin" else 10)


def _fast() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None
