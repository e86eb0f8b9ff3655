"""Installing Debian packages, or saying how."""

from __future__ import annotations

import os
import shutil
import subprocess

APT = ("apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300")


def cannot_install() -> bool:
    """Whether packages have to be installed by somebody else: not Debian, or not root."""
    return shutil.which("apt-get") is None or not hasattr(os, "geteuid") or os.geteuid() != 0


def install(packages: list[str], reason: str) -> None:
    """Install packages without questions or recommendations; where that may not be done, print the line.

    Args:
        packages: names as Debian spells them.
        reason: one sentence that says what is missing, printed first.
    """
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        print(
            f"{reason} Install it with the system's own tool; Debian's names are:\n  {names}",
            flush=True,
        )
    elif cannot_install():
        print(f"{reason} As root, run:\n  apt-get install --no-install-recommends {names}", flush=True)
    else:
        print(f"{reason} Installing: {names}", flush=True)
        run_apt("update")
        run_apt("install", "-y", "--no-install-recommends", *packages)


def run_apt(*arguments: str) -> None:
    """Run apt-get quietly; what it printed is shown when it failed.

    A failure does not stop here: whether what was to be installed is vital is for the caller to look at.
    """
    finished = subprocess.run(
        [*APT, *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if finished.returncode != 0:
        print(f"apt-get {arguments[0]} failed:\n{finished.stdout}", flush=True)
