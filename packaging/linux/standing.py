"""Whether packages are releases: only what real devices have tried is one (packaging/STAGING.md)."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from deb import PackageError

from sync.hub.releases import record
from sync.hub.releases.keys import ReleaseError

CANDIDATE = "candidate"
"""The suite for what has no record yet: machines that follow `stable` do not see it."""
STABLE = "stable"
TRIED = "vetrina-kiosk"
SUMS = "./opt/vetrina/SHA256SUMS"


def require_records(packages: Sequence[Path], records: Sequence[Path]) -> None:
    """See to it that real devices have tried what is in the packages.

    Args:
        packages: Files.
        records: `packaging/STAGING.md`, filled in, for each version that is among them.

    Raises:
        PackageError: A version has no record, or its record is about another program.
    """
    for package in packages:
        name, version = _fields(package)
        told = _records_of(version, records)
        if name == TRIED and _sum(package) not in {each for one in told for each in one.sums}:
            raise PackageError(f"{package.name} is not the program that the record of {version} is about")


def _records_of(version: str, records: Iterable[Path]) -> list[record.Record]:
    found, faults = [], []
    for path in records:
        try:
            found.append(record.read(path, version))
        except ReleaseError as error:
            faults.append(str(error))
    if not found:
        why = "; ".join(faults) or "no --record was given"
        raise PackageError(f"{version} is a candidate and goes to the suite {CANDIDATE}: {why}")
    return found


def _fields(package: Path) -> tuple[str, str]:
    show = ["dpkg-deb", "--showformat=${Package}\n${Version}", "--show", package]
    name, _, version = subprocess.run(show, capture_output=True, text=True, check=True).stdout.partition("\n")
    return name, version.strip()


def _sum(package: Path) -> str:
    """Return the SHA-256 of the sums that lie in a package beside the program, '' where there are none."""
    files = subprocess.run(["dpkg-deb", "--fsys-tarfile", package], capture_output=True, check=True).stdout
    sums = subprocess.run(["tar", "-xO", SUMS], input=files, capture_output=True, check=False)
    return hashlib.sha256(sums.stdout).hexdigest() if sums.returncode == 0 else ""
