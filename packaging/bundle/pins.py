"""Which packages a program needs: what its code imports, and what that needs, at the lock file's versions.

Nobody keeps a second list: a room that begins to import something brings it along, and what only the hub, the
tour or the tests use stays behind.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, packages_distributions, requires

from packaging.requirements import Requirement

from bundle.failure import BuildError
from bundle.programs import ROOT, Program

LOCK = ROOT / "requirements.lock"
OWN = {"kiosk", "sync"}
NEVER_LOADED = {"pip"}
"""sqlite-utils asks for it, to install plugins of its command line: no installed program does."""
TOOLS = ("pyinstaller",)
"""What builds; it stays behind."""


def runtime(program: Program) -> list[str]:
    """Return the names of all packages that a program needs on this machine, sorted.

    Raises:
        BuildError: One is not installed here.
    """
    return closure(direct(program))


def direct(program: Program) -> set[str]:
    """Return the names of the packages that a program's own code imports."""
    owners = packages_distributions()
    return {owner for module in _imported(program) for owner in owners.get(module, [])}


def closure(names: Iterable[str]) -> list[str]:
    """Return packages with all that they need, by their normal names, sorted.

    Raises:
        BuildError: One is not installed here.
    """
    found: set[str] = set()
    waiting = {normal(name) for name in names}
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= _needed_by(name) - found - NEVER_LOADED
    return sorted(found)


def pinned(names: Iterable[str]) -> str:
    """Return the lines of the lock file for some packages, hashes included.

    Raises:
        BuildError: The lock file does not have one.
    """
    blocks = _blocks(LOCK.read_text(encoding="utf-8"))
    missing = sorted(set(names) - blocks.keys())
    if missing:
        raise BuildError(f"requirements.lock has no {', '.join(missing)}: make lock")
    return "".join(blocks[name] for name in sorted(names))


def normal(name: str) -> str:
    """Return a package's name as indexes compare names (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _imported(program: Program) -> set[str]:
    """Return the top names of everything that a program's modules import, wherever in them."""
    found: set[str] = set()
    for module in program.modules():
        path = ROOT / module.replace(".", "/")
        source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found - OWN - set(sys.stdlib_module_names)


def _needed_by(name: str) -> set[str]:
    try:
        wanted = [Requirement(each) for each in requires(name) or []]
    except PackageNotFoundError:
        raise BuildError(f"{name} is not installed here: make setup") from None
    return {
        normal(each.name) for each in wanted if each.marker is None or each.marker.evaluate({"extra": ""})
    }


def _blocks(lock: str) -> dict[str, str]:
    """Return the lock file's lines by package; one pinned differently for two Pythons has both."""
    blocks: dict[str, str] = {}
    name = ""
    for line in lock.splitlines(keepends=True):
        if line[:1].isalnum():
            name = normal(re.split(r"[=\s\[;]", line, maxsplit=1)[0])
        if name and not line.startswith("#"):
            blocks[name] = blocks.get(name, "") + line
    return blocks
