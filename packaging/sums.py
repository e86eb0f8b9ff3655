"""Write the sums of finished packages into `SHA256SUMS` beside them, as `sha256sum --check` reads it.

.venv/bin/python packaging/sums.py build/package/debian      (make package)
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

SUMS = "SHA256SUMS"
FINISHED = ("*.deb", "*.msi", "*.whl")


def main(arguments: list[str]) -> int:
    """Write them for each folder that is named; 1 where one holds nothing finished."""
    for folder in map(Path, arguments):
        files = sorted(path for pattern in FINISHED for path in folder.glob(pattern))
        if not files:
            print(f"{folder}: there is nothing finished in it", file=sys.stderr)
            return 1
        (folder / SUMS).write_text("".join(f"{_sum(path)}  {path.name}\n" for path in files))
        print(f"{folder / SUMS}: {len(files)} files")
    return 0


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
