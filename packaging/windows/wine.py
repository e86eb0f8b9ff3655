"""A Windows of wine's, for one check: its files, the registry's 64-bit half, and msiexec without a window."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from windows import product

PATIENCE_S = 300
COMPILER = "x86_64-w64-mingw32-gcc"
LACKING = Path(__file__).with_name("lacking")
SERVERS = "/usr/lib/wine"
"""Where Debian keeps the server that all of wine's programs share."""
VALUE = re.compile(r"^ {4}(?P<name>\S.*?) {4}REG_\w+ {4}(?P<value>.*)$")
POLICIES = r"SOFTWARE\Policies\Vetrina\Kiosk"
UNINSTALL = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall"


class NoWineError(Exception):
    """There is no wine here; the message says how to get it."""


class Machine(NamedTuple):
    """A Windows in a folder of its own; `environment` is what its programs are started with."""

    folder: Path
    environment: dict[str, str]

    @classmethod
    @contextmanager
    def fresh(cls, folder: Path) -> Iterator[Machine]:
        """Make one, and end all of its programs afterwards.

        Raises:
            NoWineError: There is no wine.
        """
        if shutil.which("wine") is None:
            raise NoWineError("wine is not here (apt-get install --no-install-recommends wine wine64)")
        folder.mkdir()
        environment = {
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
            "PATH": f"{os.environ['PATH']}:{SERVERS}",
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            # Neither browser nor .NET is asked for and fetched.
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
            "WINEPREFIX": str(folder / "prefix"),
        }
        machine = cls(folder, environment)
        try:
            machine.run("wineboot", "--init")
            yield machine
        finally:
            machine.end()

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a program of Windows to its end."""
        return subprocess.run(
            ["wine", *command],
            env=self.environment,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PATIENCE_S,
            check=False,
        )

    def end(self) -> None:
        """End all of its programs: none outlives the check."""
        server = next((each for each in ("wineserver", "wineserver64") if self._has(each)), None)
        if server:
            subprocess.run([server, "--kill"], env=self.environment, capture_output=True, check=False)
            subprocess.run([server, "--wait"], env=self.environment, capture_output=True, check=False)

    def _has(self, program: str) -> bool:
        return shutil.which(program, path=self.environment["PATH"]) is not None

    def install(self, installer: Path, *told: str) -> bool:
        """Install, silently; say whether it succeeded."""
        return self.run("msiexec", "/i", _at(installer), "/qn", *told).returncode == 0

    def uninstall(self, installer: Path) -> bool:
        """Uninstall, silently; say whether it succeeded."""
        return self.run("msiexec", "/x", _at(installer), "/qn").returncode == 0

    def add_what_wine_lacks(self) -> None:
        """Put in place two libraries that Windows has and wine does not, as far as the program needs them.

        Raises:
            NoWineError: They cannot be compiled.
        """
        if shutil.which(COMPILER) is None:
            raise NoWineError(f"{COMPILER} is not here (apt-get install gcc-mingw-w64-x86-64-win32)")
        for source in sorted(LACKING.glob("*.c")):
            to = self.drive / "windows" / "system32" / f"{source.stem}.dll"
            command = [COMPILER, "-shared", "-O1", "-o", str(to), str(source), "-ladvapi32"]
            subprocess.run(command, check=True, capture_output=True)

    @property
    def drive(self) -> Path:
        """Its C:."""
        return Path(self.environment["WINEPREFIX"]) / "drive_c"

    @property
    def place(self) -> Path:
        """The program's folder."""
        return self.drive / "Program Files" / product.NAME

    def vetrina(self, *command: str) -> str:
        """Run the installed command, painting into memory; return what it prints."""
        # wine hands on no variable of Qt's.
        lines = (
            "@echo off",
            "set QT_QPA_PLATFORM=offscreen",
            f'"%ProgramFiles%\\{product.NAME}\\vetrina.exe" %*',
        )
        script = self.folder / "vetrina.bat"
        script.write_text("".join(f"{line}\r\n" for line in lines), newline="")
        return self.run("cmd", "/c", script.name, *command).stdout

    def files(self) -> list[str]:
        """Return what is in the program's folder, sorted."""
        place = self.place
        return sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file())

    def settings(self) -> dict[str, str]:
        """Return what the installer wrote."""
        return self._values(product.KEY)

    def policies(self) -> dict[str, str]:
        """Return what group policy says."""
        return self._values(POLICIES)

    def set_policy(self, name: str, value: int) -> None:
        """Say something by group policy."""
        key = rf"HKLM\{POLICIES}"
        self.run("reg", "add", key, "/v", name, "/t", "REG_DWORD", "/d", str(value), "/f", "/reg:64")

    def products(self) -> list[str]:
        """Return the versions of Vetrina that are installed."""
        listed = self.run("reg", "query", rf"HKLM\{UNINSTALL}", "/s", "/reg:64").stdout
        blocks = listed.replace("\r", "").split("\n\n")
        known = (_read(block) for block in blocks)
        return sorted(each["DisplayVersion"] for each in known if each.get("DisplayName") == product.NAME)

    def _values(self, key: str) -> dict[str, str]:
        return _read(self.run("reg", "query", rf"HKLM\{key}", "/reg:64").stdout.replace("\r", ""))


def _read(listed: str) -> dict[str, str]:
    found = (VALUE.match(line) for line in listed.split("\n"))
    return {each["name"]: each["value"] for each in found if each}


def _at(path: Path) -> str:
    return "Z:" + str(path.resolve()).replace("/", "\\")
