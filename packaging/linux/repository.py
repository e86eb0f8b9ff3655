"""Make a signed apt repository of packages: a folder that any web server, or a stick, hands out as it is.

    .venv/bin/python packaging/linux/repository.py --packages build/packages --out build/apt --key FINGERPRINT
        --record RECORD.md

Without the record of what real devices have shown (packaging/STAGING.md) it is the suite `candidate`.

apt takes an older Release that was once signed for a good one. So each is good for some days only
(`Valid-Until`): sign it anew, by the same line, well before they are over.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import hashlib
import re
import shutil
import subprocess
import sys
from email.utils import format_datetime
from pathlib import Path
from typing import NamedTuple

from deb import PackageError
from standing import CANDIDATE, STABLE, require_records

DAYS = 14
COMPONENT = "main"
KEYRING = "vetrina-archive-keyring.asc"


class Shelf(NamedTuple):
    """A repository to be made: its folder, its suite's name, and how long it is good for."""

    out: Path
    suite: str = STABLE
    days: int = DAYS


def main(arguments: list[str] | None = None) -> int:
    """Make a repository; 1 when it cannot be made."""
    parser = argparse.ArgumentParser(description="Make a signed apt repository.")
    parser.add_argument("--packages", type=Path, required=True, help="folder of .deb files")
    parser.add_argument("--out", type=Path, required=True, help="folder of the repository")
    parser.add_argument("--key", required=True, help="whose secret key signs, as gpg names it")
    parser.add_argument("--suite", default="", help=f"default: {STABLE} with records, {CANDIDATE} without")
    parser.add_argument(
        "--record",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="packaging/STAGING.md, filled in for a version that is among them; may be given again",
    )
    parser.add_argument("--days", type=int, default=DAYS, help="it is good for so long; default: %(default)s")
    options = parser.parse_args(arguments)
    suite = options.suite or (STABLE if options.record else CANDIDATE)
    try:
        if suite != CANDIDATE:
            require_records(sorted(options.packages.glob("*.deb")), options.record)
        make(options.packages, Shelf(options.out, suite, options.days), options.key)
    except PackageError as error:
        print(f"repository: {error}", file=sys.stderr)
        return 1
    print(f"{options.out}: suite {suite}, signed, good for {options.days} days")
    return 0


def make(packages: Path, shelf: Shelf, key: str, now: dt.datetime | None = None) -> None:
    """Write a repository of all packages in a folder, and sign it; one that is there is brought up to date.

    Args:
        packages: Folder of .deb files.
        shelf: See there.
        key: Whose secret key signs, as gpg names it.
        now: When it is made; otherwise the machine's time.

    Raises:
        PackageError: There are no packages, or gpg cannot sign.
    """
    files = sorted(packages.glob("*.deb"))
    if not files:
        raise PackageError(f"no packages in {packages}")
    pool = shelf.out / "pool" / COMPONENT
    pool.mkdir(parents=True, exist_ok=True)
    stanzas: dict[str, list[str]] = {}
    for file in files:
        shutil.copy(file, pool / file.name)
        stanza = _stanza(pool / file.name, shelf.out)
        stanzas.setdefault(_field(stanza, "Architecture"), []).append(stanza)
    suite = shelf.out / "dists" / shelf.suite
    for architecture, told in stanzas.items():
        _write_lists(suite / COMPONENT / f"binary-{architecture}", "\n".join(told))
    _write_release(suite, shelf, sorted(stanzas), now or dt.datetime.now(dt.UTC))
    _sign(suite, key)
    (shelf.out / KEYRING).write_bytes(_gpg("--armor", "--export", key))


def _stanza(file: Path, out: Path) -> str:
    control = subprocess.run(["dpkg-deb", "--field", file], capture_output=True, text=True, check=True).stdout
    content = file.read_bytes()
    more = {
        "Filename": str(file.relative_to(out)),
        "Size": str(len(content)),
        "SHA256": hashlib.sha256(content).hexdigest(),
    }
    return control + "".join(f"{name}: {value}\n" for name, value in more.items())


def _field(stanza: str, name: str) -> str:
    found = re.search(rf"^{name}: (.+)$", stanza, re.MULTILINE)
    assert found, "dpkg-deb makes no package without it"
    return found[1]


def _write_lists(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Packages").write_text(text)
    (folder / "Packages.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


def _write_release(suite: Path, shelf: Shelf, architectures: list[str], now: dt.datetime) -> None:
    lists = sorted(path for path in (suite / COMPONENT).rglob("Packages*") if path.is_file())
    told = {
        "Origin": "Vetrina",
        "Label": "Vetrina",
        "Suite": shelf.suite,
        "Codename": shelf.suite,
        "Date": format_datetime(now, usegmt=True),
        "Valid-Until": format_datetime(now + dt.timedelta(days=shelf.days), usegmt=True),
        "Architectures": " ".join(architectures),
        "Components": COMPONENT,
        "Description": "Vetrina for the stores' machines",
    }
    lines = [f"{name}: {value}" for name, value in told.items()]
    sums = [
        f" {hashlib.sha256(path.read_bytes()).hexdigest()} {path.stat().st_size} {path.relative_to(suite)}"
        for path in lists
    ]
    (suite / "Release").write_text("\n".join([*lines, "SHA256:", *sums]) + "\n")


def _sign(suite: Path, key: str) -> None:
    release = str(suite / "Release")
    signing = ("--yes", "--local-user", key, "--digest-algo", "SHA256", "--armor")
    _gpg(*signing, "--output", str(suite / "Release.gpg"), "--detach-sign", release)
    _gpg(*signing, "--output", str(suite / "InRelease"), "--clearsign", release)


def _gpg(*arguments: str) -> bytes:
    try:
        done = subprocess.run(["gpg", "--batch", *arguments], capture_output=True, check=False)
    except FileNotFoundError as error:
        raise PackageError("gpg signs the repository and is not here: apt-get install gnupg") from error
    if done.returncode:
        raise PackageError(f"gpg refused: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
