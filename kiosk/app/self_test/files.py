"""The built program's files: each is as its sum says (`SHA256SUMS`, written by the build)."""

import hashlib
import sys
from pathlib import Path

from kiosk.app.self_test.check import Fault, need

SUMS = "SHA256SUMS"
LGPL = ("PySide6", "shiboken6", "fpdf")
MAY_BE_REPLACED = tuple(f"{packages}/{each}/" for packages in ("_internal", "lib") for each in LGPL)
"""Parts under the LGPL: whoever puts others in their place may do so, and is told so, not stopped."""
SHOWN = 5


def program() -> Path | None:
    """Return the folder of the program that a build put together, None in the project's folder."""
    beside = Path(sys.executable).parent
    if getattr(sys, "frozen", False):
        return beside
    # The installer for Windows brings its Python in a folder of the program's.
    return beside.parent if (beside.parent / SUMS).is_file() else None


def files(program: Path | None) -> str:
    """Say whether the program's files are as they were built.

    Args:
        program: The folder of the built program, None where it runs from the project's folder.

    Raises:
        Fault: One is missing or another one, or there are no sums.
    """
    if program is None:
        return "not built: there is nothing to compare with"
    listed = _listed(program / SUMS)
    need(listed, f"{SUMS} lists no files")
    other = [name for name, known in listed if _sum(program / name) != known]
    own = [name for name in other if (program / name).is_file() and name.startswith(MAY_BE_REPLACED)]
    wrong = [name for name in other if name not in own]
    need(not wrong, f"missing, or not as they were built: {_shown(wrong)}")
    return f"{len(listed)} files" + (f", of which replaced: {_shown(own)}" if own else "")


def _listed(sums: Path) -> list[tuple[str, str]]:
    """Return names with their sums, as `sha256sum` writes them."""
    try:
        lines = sums.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise Fault(f"{SUMS} cannot be read: {error}") from error
    pairs = (line.partition("  ") for line in lines)
    return [(name, known) for known, _, name in pairs if name]


def _sum(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _shown(names: list[str]) -> str:
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more} more" if more > 0 else "")
