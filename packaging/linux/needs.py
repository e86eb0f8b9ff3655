"""Which Debian packages a program's tree needs: those that hold the libraries it loads and does not bring."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

from deb import PackageError

PROVIDERS = Path(__file__).with_name("providers.toml")
MAGIC = b"\x7fELF"
NEEDED = re.compile(r"\(NEEDED\).*\[(.+)\]")
GLIBC = re.compile(r"Name: GLIBC_(\d+)\.(\d+)")
C_LIBRARY = "libc6"


def depends(tree: Path) -> list[str]:
    """Return the packages that hold what the tree's programs and libraries load from elsewhere, in order.

    Raises:
        PackageError: It is not known which package holds a library.
    """
    files = [path for path in sorted(tree.rglob("*")) if path.is_file() and _is_elf(path)]
    if not files:
        return []
    read = _readelf("-d", "-V", *files)
    own = {path.name for path in tree.rglob("*")}
    providers: dict[str, str] = tomllib.loads(PROVIDERS.read_text(encoding="utf-8"))
    wanted = set(NEEDED.findall(read)) - own
    if unknown := sorted(wanted - providers.keys()):
        raise PackageError(f"which package holds {', '.join(unknown)}? Say it in {PROVIDERS.name}")
    packages = {providers[library] for library in wanted} - {C_LIBRARY}
    newest = max(((int(a), int(b)) for a, b in GLIBC.findall(read)), default=None)
    c_library = [f"{C_LIBRARY} (>= {newest[0]}.{newest[1]})"] if newest else []
    return c_library + sorted(packages)


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def _readelf(*arguments: str | Path) -> str:
    try:
        done = subprocess.run(
            ["readelf", "-W", *arguments],
            env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            errors="replace",
            check=True,
        )
    except FileNotFoundError as error:
        raise PackageError("readelf looks into programs and is not here: apt-get install binutils") from error
    return done.stdout
