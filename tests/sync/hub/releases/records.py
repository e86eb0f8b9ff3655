"""The record of a version, as two people fill it in on real devices."""

import hashlib
from pathlib import Path

STAGING = Path(__file__).parents[4] / "packaging" / "STAGING.md"


def filled(version: str, sums: str) -> str:
    """Return the page with every row filled in."""
    lines = []
    for line in STAGING.read_text(encoding="utf-8").splitlines():
        if line.startswith("| Version"):
            lines.append(f"{line.removesuffix(' |')} {version}, {sums} |")
        elif line.startswith("| ") and line.endswith(" | |"):
            lines.append(f"{line.removesuffix('|')}A. and B., 2 May |")
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


def with_sums(tree: Path) -> str:
    """Write a program's `SHA256SUMS`; return the sum of it."""
    files = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    lines = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(tree)}\n" for path in files)
    (tree / "SHA256SUMS").write_text("".join(list(lines)))
    return hashlib.sha256((tree / "SHA256SUMS").read_bytes()).hexdigest()
