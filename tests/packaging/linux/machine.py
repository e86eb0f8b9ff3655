"""A small clean Debian in a folder: what a store's new machine is, as far as a chroot can be one."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
MOUNTS = """
set -e
mount -t proc proc "$1/proc"
mount -t tmpfs tmpfs "$1/dev/shm"
mount -t tmpfs tmpfs "$1/run"
root=$1; shift
exec chroot "$root" "$@"
"""
"""Nothing else of this machine's is seen in there; at the end of the command all of it is gone."""


def missing() -> str:
    """Return why there can be no such machine here, '' when there can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "a clean Debian can be made by root only: the installed packages were NOT tried"
    for program, package in (("mmdebstrap", "mmdebstrap"), ("unshare", "util-linux")):
        if shutil.which(program) is None:
            return f"{program} is not here (apt-get install {package}): the installed packages were NOT tried"
    may = subprocess.run(["unshare", "--mount", "--pid", "--fork", "true"], capture_output=True, check=False)
    if may.returncode:
        return "this machine allows no namespaces (unshare): the installed packages were NOT tried"
    return ""


def codename() -> str:
    """Return the name of this machine's Debian: programs built here want its C library or a newer one."""
    lines = Path("/etc/os-release").read_text().splitlines()
    return next(line.partition("=")[2] for line in lines if line.startswith("VERSION_CODENAME="))


def make_base(folder: Path) -> Path:
    """Make a minimal Debian once, kept as an archive in a folder; return the archive."""
    archive = folder / f"debian-{codename()}.tar"
    if not archive.exists():
        folder.mkdir(parents=True, exist_ok=True)
        half = archive.with_suffix(".half.tar")
        subprocess.run(["mmdebstrap", "--quiet", "--variant=minbase", codename(), half], check=True)
        half.rename(archive)
    return archive


class Machine:
    """One such Debian, unpacked in a folder of its own."""

    def __init__(self, base: Path, root: Path) -> None:
        self.root = root
        root.mkdir()
        subprocess.run(["tar", "-xf", base, "-C", root], check=True)
        shutil.copy("/etc/resolv.conf", root / "etc" / "resolv.conf")

    def run(
        self, *command: str, user: str = "", told: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command with nothing in its environment but a path and what is `told`; nobody answers it."""
        return subprocess.run(
            self.command(*command, user=user, told=told),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def command(self, *command: str, user: str = "", told: Mapping[str, str] | None = None) -> list[str]:
        """Return the command line that does so; it ends with all that it started."""
        inside = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups", "--"] if user else []
        variables = [f"{name}={value}" for name, value in {"PATH": PATH, **(told or {})}.items()]
        spaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation=private"]
        start = ["sh", "-c", MOUNTS, "sh", str(self.root)]
        return [*spaces, *start, "env", "-i", *variables, *inside, *command]

    def must(self, *command: str, user: str = "", told: Mapping[str, str] | None = None) -> str:
        """Run a command that succeeds; return what it says."""
        done = self.run(*command, user=user, told=told)
        assert done.returncode == 0, f"{command}: {done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done.stdout

    def install(self, package: Path, *options: str) -> str:
        """Install a package as a store's IT does, with all that it depends on, and without a question."""
        shutil.copy(package, self.root / "tmp" / package.name)
        words = ("apt-get", "install", "--yes", "--no-install-recommends", *options, f"/tmp/{package.name}")
        return self.must(*words, told={"DEBIAN_FRONTEND": "noninteractive"})

    def has(self, path: str) -> bool:
        """Whether there is such a file."""
        inside = self.root / path.lstrip("/")
        return inside.exists() or inside.is_symlink()

    def traces(self, *words: str) -> list[str]:
        """Return all paths in whose name a word stands, but for dpkg's and apt's own logs."""
        found = []
        for folder, folders, files in os.walk(self.root):
            place = Path(folder).relative_to(self.root)
            if str(place) in {"var/log", "proc", "sys", "tmp"}:
                folders.clear()
                continue
            found += [
                f"/{place / name}" for name in (*folders, *files) if any(word in name for word in words)
            ]
        return sorted(found)
