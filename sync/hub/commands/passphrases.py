"""The passphrases that lock the keys of releases: from a file, or typed where there is a terminal."""

import argparse
import getpass
import sys
from pathlib import Path

from nacl.signing import SigningKey

from sync.hub.releases.keys import Open, ReleaseError

LEAST = 12
"""Signs of one: whoever finds a stick guesses at home."""
TRIES = 3


def add_file(parser: argparse.ArgumentParser) -> None:
    """Add `--passphrase-file`."""
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="holds passphrases of keys, a line each; without it they are asked for",
    )


def add_choice(parser: argparse.ArgumentParser) -> None:
    """Add `--no-passphrase`, for keys that are made."""
    parser.add_argument(
        "--no-passphrase", action="store_true", help="make keys that whoever finds them can use"
    )


class Passphrases:
    """What is known of them by now."""

    def __init__(self, file: Path | None) -> None:
        """Read those of a file.

        Raises:
            ReleaseError: It cannot be read.
        """
        try:
            lines = file.read_text(encoding="utf-8").splitlines() if file else []
        except (OSError, UnicodeDecodeError) as error:
            raise ReleaseError(f"{file} cannot be read: {error}") from error
        self._known = [line for line in lines if line]

    def fresh(self) -> str:
        """Return one for keys that are made now.

        Raises:
            ReleaseError: There is none, or it is too short.
        """
        if not self._known:
            self._known.append(_typed_twice())
        if len(self._known[0]) < LEAST:
            raise ReleaseError(f"a passphrase has {LEAST} signs or more")
        return self._known[0]

    def unlock(self, name: str, opened: Open) -> SigningKey:
        """Return the key of a file with the first passphrase that opens it.

        Raises:
            ReleaseError: None does.
        """
        for known in self._known:
            if key := opened(known):
                return key
        for _ in range(TRIES if sys.stdin.isatty() else 0):
            typed = getpass.getpass(f"Passphrase of {name}: ")
            if key := opened(typed):
                self._known.append(typed)
                return key
        raise ReleaseError(f"{name} is locked, and no passphrase that is here opens it")


def _typed_twice() -> str:
    if not sys.stdin.isatty():
        raise ReleaseError("say with --passphrase-file what locks the keys, or --no-passphrase")
    typed = getpass.getpass(f"Passphrase for the keys ({LEAST} signs or more): ")
    if getpass.getpass("Once more: ") != typed:
        raise ReleaseError("those were two different ones; nothing was made")
    return typed
