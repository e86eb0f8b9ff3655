"""What only packages need of the system: looked for before the long work, installed where that may be done.

.venv/bin/python packaging/setup/tools.py package | check      (make package, make package-check)
"""

from __future__ import annotations

import sys
from ctypes.util import find_library
from shutil import which

import debian

PACKAGE = {
    "readelf": "binutils",
    "strip": "binutils",
    "objdump": "binutils",
    "dpkg-deb": "dpkg",
    "dpkg": "dpkg",
    "git": "git",
}
"""Programs that build, and Debian's packages that bring them."""
CHECK = {
    "mmdebstrap": "mmdebstrap",
    "unshare": "util-linux",
    "setpriv": "util-linux",
    "dpkg-deb": "dpkg",
    "gpg": "gnupg",
    "Xvfb": "xvfb",
}
"""Programs that make a clean Debian, and a screen before it."""
LIBRARIES = {"X11": "libx11-6", "Xtst": "libxtst6"}
"""What plays that screen's keyboard."""


def main(arguments: list[str]) -> int:
    """Bring what is missing; 1 where something still is, after saying what."""
    checking = arguments == ["check"]
    programs = CHECK if checking else PACKAGE
    wanted = missing(programs) | (missing_libraries() if checking else {})
    if wanted:
        why = "A clean Debian takes" if checking else "Packages take"
        debian.install(sorted(set(wanted.values())), f"{why} {', '.join(wanted)}, not here yet.")
        wanted = missing(programs) | (missing_libraries() if checking else {})
    for name, package in wanted.items():
        print(f"{name} is not here: apt-get install {package}", file=sys.stderr)
    return 1 if wanted else 0


def missing(programs: dict[str, str]) -> dict[str, str]:
    """Return the programs that are not on the PATH, with their packages."""
    return {name: package for name, package in programs.items() if which(name) is None}


def missing_libraries() -> dict[str, str]:
    """Return the libraries that are not here, with their packages."""
    return {f"lib{name}": package for name, package in LIBRARIES.items() if find_library(name) is None}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
