"""Bringing the provider in, once for its lock, and running it."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

HERE = Path(__file__).parent
BUILD = HERE.parents[1] / "build" / "oidc"
FILES = ("package.json", "package-lock.json", "provider.mjs")
PATIENCE = 300


class MissingError(Exception):
    """What the provider needs is not there; the message says what."""


def folder() -> Path:
    """Return where the provider is ready to run.

    Raises:
        MissingError: There is no Node, or npm cannot bring what it needs.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise MissingError("no Node on this machine: the OpenID provider of the tests cannot run")
    name = hashlib.sha256(b"".join((HERE / file).read_bytes() for file in FILES)).hexdigest()[:16]
    made = BUILD / name
    if (made / "ready").exists():
        return made
    # Several processes run the tests: each brings its own, and the first one's stays.
    fresh = BUILD / f"{name}.{os.getpid()}"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for file in FILES:
        shutil.copy(HERE / file, fresh)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
    done = subprocess.run(command, cwd=fresh, capture_output=True, text=True, timeout=PATIENCE, check=False)
    if done.returncode:
        raise MissingError(
            f"npm could not bring the OpenID provider of the tests: {done.stderr.strip()[-300:]}"
        )
    (fresh / "ready").touch()
    with suppress(OSError):
        fresh.rename(made)
    shutil.rmtree(fresh, ignore_errors=True)
    return made


@contextmanager
def provider(client: str, secret: str, redirect: str, log: Path) -> Iterator[str]:
    """Run a provider for the length of a `with` block; yields its issuer.

    Raises:
        MissingError: It cannot run here.
    """
    command = [str(shutil.which("node")), "provider.mjs", client, secret, redirect]
    with log.open("w") as said:
        place = folder()
        process = subprocess.Popen(command, cwd=place, stdout=subprocess.PIPE, stderr=said)
    try:
        assert process.stdout is not None
        with process.stdout:
            yield str(json.loads(process.stdout.readline())["issuer"])
    finally:
        process.terminate()
        process.wait(10)
