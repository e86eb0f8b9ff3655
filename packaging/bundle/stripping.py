"""Taking out what only a debugger reads: some libraries bring several times their own size of it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from bundle.failure import BuildError

WITH_NOTES = (
    "libpython*",
    "python3.*/lib-dynload/*.so",
    "zstandard/*.so",
    "fontTools/*/*.so",
    "nacl/_sodium.*.so",
    "cryptography/hazmat/bindings/_rust.*.so",
)
"""Files below `_internal`. Others bring little, or were put together so that `strip` could break them."""


def strip(folder: Path) -> None:
    """Strip the libraries that bring much for debuggers, in the folder of a program's parts.

    Raises:
        BuildError: `strip` is not here, or refused.
    """
    paths = sorted(path for each in WITH_NOTES for path in folder.glob(each) if not path.is_symlink())
    try:
        done = subprocess.run(
            ["strip", "--strip-unneeded", *paths], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise BuildError("strip makes libraries small and is not here: apt-get install binutils") from None
    if done.returncode:
        raise BuildError(f"strip refused: {done.stderr.strip()}")
