"""A PostgreSQL of the tests' own: made in a temporary folder, on loopback, gone afterwards."""

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from pathlib import Path
from types import TracebackType
from typing import Self

PROGRAMS = Path("/usr/lib/postgresql")
"""Where Debian keeps the server's programs, one folder a version."""

USERS = ("postgres", "nobody")
"""PostgreSQL refuses to run as root; one of these it runs as then."""

SETTINGS = {
    "listen_addresses": "'127.0.0.1'",
    "unix_socket_directories": "''",
    "max_connections": "120",
    "shared_buffers": "'64MB'",
    # It takes transaction numbers in the background, and a test counts them.
    "autovacuum": "off",
}


class PostgresError(Exception):
    """One of the server's programs failed; the message is what it said."""


def missing() -> str:
    """Return why no PostgreSQL can be started here, '' when one can."""
    if not _find("initdb"):
        return "PostgreSQL is not here; as root: apt-get install --no-install-recommends postgresql"
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        return "PostgreSQL does not run as root, and setpriv (util-linux) is not here"
    return ""


class Postgres:
    """A server for the length of a `with` block; it may be restarted and killed.

    Unless it is `durable`, it leaves flushing to the system: what it wrote survives its own end all the same,
    only not that of the machine.
    """

    def __init__(self, *, durable: bool = True) -> None:
        # Directly under /tmp: the folder has to be reachable for another user than the tests'.
        self._folder = Path(tempfile.mkdtemp(prefix="vetrina-postgres-"))
        self.data = self._folder / "data"
        self.port = _free_port()
        self._settings = {**SETTINGS, "fsync": "on" if durable else "off"}
        self._as_user = _as_user(self._folder)

    def __enter__(self) -> Self:
        try:
            options = ("-U", "vetrina", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
            self._run("initdb", *options, "-D", self.data)
            lines = [f"{name} = {value}\n" for name, value in self._settings.items()]
            with (self.data / "postgresql.auto.conf").open("a") as config:
                config.writelines(lines)
            self.start()
        except BaseException:
            shutil.rmtree(self._folder)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if (self.data / "postmaster.pid").exists():
                self.stop("immediate")
        finally:
            shutil.rmtree(self._folder)

    def new_database(self) -> str:
        """Return the URL of an empty place for a store: a schema of its own, which is quick to make."""
        name = f"t{uuid.uuid4().hex}"
        url = f"postgresql://vetrina@127.0.0.1:{self.port}/postgres"
        self._run("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", f"CREATE SCHEMA {name}", url)
        return f"{url}?search_path={name}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._pg_ctl("start", "-l", self._folder / "log", "-o", f"-p {self.port}")

    def stop(self, mode: str) -> None:
        """Stop it: `fast` ends what is going on and writes everything down, `immediate` pulls the plug."""
        self._pg_ctl("stop", "-m", mode)

    def _pg_ctl(self, *arguments: str | Path) -> None:
        self._run("pg_ctl", "-D", self.data, "-w", "-t", "60", *arguments)

    def _run(self, program: str, *arguments: str | Path) -> None:
        path = _find(program)
        assert path, program
        # To files, not to pipes: the server that pg_ctl leaves behind would keep a pipe open.
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(
                [*self._as_user, path, *arguments],
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            )
            if done.returncode:
                output.seek(0)
                raise PostgresError(f"{program}: {output.read()}")


def _find(program: str) -> Path | None:
    """Return the newest version of one of the server's programs."""
    found = [*PROGRAMS.glob(f"*/bin/{program}")]
    if found:
        return max(found, key=lambda path: float(path.parts[-3]))
    on_path = shutil.which(program)
    return Path(on_path) if on_path else None


def _as_user(folder: Path) -> list[str]:
    """Return the words before a command that make it run as a user that PostgreSQL accepts."""
    if os.geteuid() != 0:
        return []
    # Like the server itself: without a password database there is no such user either.
    import pwd  # noqa: PLC0415 - not on Windows

    known = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam(next(name for name in USERS if name in known))
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
