"""Import all that a kiosk is made of as Windows would; prints what cannot be imported, with the reason.

    python -m tests.kiosk.as_windows

First everything that is not Vetrina's, as this system has it; then what only POSIX has is taken away, and
Vetrina is imported. How it then does on Windows this does not show: see `make package-windows-check`.
"""

import ast
import importlib
import os
import signal
import socket
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
OWN = ("kiosk", "sync")
NOT_INSTALLED = ("kiosk.demo", "kiosk.tour", "kiosk.ui.robot", "kiosk.ui.traces", "sync.hub")
POSIX_MODULES = ("fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty")
POSIX_NAMES = {
    os: "chown fchmod fchown fork geteuid getgid getloadavg getpgid getuid killpg nice sched_getaffinity "
    "setsid statvfs sync uname O_CLOEXEC O_DIRECTORY O_NOFOLLOW",
    signal: "SIGALRM SIGCHLD SIGHUP SIGKILL SIGPIPE SIGQUIT SIGUSR1 SIGUSR2 SIG_BLOCK SIG_UNBLOCK alarm "
    "pthread_sigmask setitimer",
    socket: "AF_UNIX SOCK_SEQPACKET recv_fds send_fds",
}
WINDOWS_MODULES = {
    "msvcrt": {"LK_NBLCK": 2},
    "winreg": {"KEY_READ": 1, "KEY_WOW64_64KEY": 256, "HKEY_LOCAL_MACHINE": 0, "REG_SZ": 1, "REG_DWORD": 4},
}


def files() -> dict[str, Path]:
    """Return the modules of an installed kiosk, with their files."""
    found = {}
    for path in (each for room in OWN for each in (ROOT / room).rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if not name.startswith(NOT_INSTALLED) and not name.endswith("__main__"):
            found[name] = path
    return found


def others(path: Path) -> set[str]:
    """Return what a module imports that is not Vetrina's."""
    told = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            told |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            told.add(node.module)
    return {each for each in told if each.partition(".")[0] not in OWN}


def become_windows() -> None:
    """Take away what only POSIX has, and put in place what only Windows has."""
    for name in POSIX_MODULES:
        sys.modules[name] = None
    for module, gone in POSIX_NAMES.items():
        for name in gone.split():
            if hasattr(module, name):
                delattr(module, name)
    for name, held in WINDOWS_MODULES.items():
        sys.modules[name] = ModuleType(name)
        vars(sys.modules[name]).update(held)
    sys.platform = "win32"


def main() -> int:
    """Import all; say what cannot be."""
    own = files()
    for name in sorted(set().union(*map(others, own.values())) - WINDOWS_MODULES.keys()):
        importlib.import_module(name)
    become_windows()
    faults = []
    for name in sorted(own):
        try:
            importlib.import_module(name)
        except Exception as error:  # noqa: BLE001 - each is told
            faults.append(f"{name}: {type(error).__name__}: {error}")
    print(f"{len(own)} modules", *faults, sep="\n")  # noqa: T201 - for whoever asked
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
