"""A hub as a process beside the kiosk: for the demo, the tour and the tests."""

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

STOP_SECONDS = 10
LOG = "hub.log"
"""Where the hub's own lines go, in its data folder."""


class HubError(Exception):
    """The hub did not do what was asked; the message is its own last line."""


def start(
    *arguments: str, stdin: int | None = None, stdout: int | None = None, stderr: int | IO[str] | None = None
) -> subprocess.Popen[str]:
    """Start `vetrina-hub` with these arguments."""
    command = [sys.executable, "-m", "sync.hub", *arguments]
    return subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=stderr, text=True)


def hub_command(*arguments: str, typed: str = "") -> Any:
    """Run one `vetrina-hub` command and return the JSON of its last line; `typed` is its standard input.

    Raises:
        HubError: The command failed.
    """
    pipe = subprocess.PIPE
    process = start(*arguments, stdin=pipe if typed else None, stdout=pipe, stderr=pipe)
    told, complained = (text.strip() for text in process.communicate(typed or None))
    if process.returncode:
        raise HubError((complained or told).rpartition("\n")[2])
    return json.loads(told.rpartition("\n")[2])


class HubProcess:
    """A hub serving a data folder until the `with` block ends; it can be killed and started again."""

    def __init__(self, data: Path, *arguments: str) -> None:
        self.data = data
        self._arguments = arguments
        self._process: subprocess.Popen[str] | None = None
        self._port = "0"
        self.url = ""
        self.ready: dict[str, Any] = {}

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start serving and wait for the line that says where; a second start keeps the address.

        Raises:
            HubError: It ended instead of serving.
        """
        arguments = ("serve", "--data", str(self.data), "--port", self._port, *self._arguments)
        with (self.data / LOG).open("a") as log:
            self._process = start(*arguments, stdout=subprocess.PIPE, stderr=log)
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise HubError(f"the hub ended with status {self._process.wait()}")
        self.ready = json.loads(line)
        self.url = self.ready["url"]
        self._port = self.url.rpartition(":")[2].rstrip("/")

    @property
    def running(self) -> bool:
        """Whether it serves, as far as was asked of it."""
        return self._process is not None

    @property
    def pid(self) -> int:
        """The number of the running process."""
        assert self._process is not None, "it does not run"
        return self._process.pid

    @property
    def port(self) -> int:
        """Where it listens on this machine, once it has started."""
        return int(self._port)

    def kill(self) -> None:
        """Cut it off at once, as a power cut does (kill -9)."""
        if self._process:
            self._process.kill()
            self._reap()

    def stop(self) -> None:
        """Ask it to stop, and see that it did."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._reap()

    def _reap(self) -> None:
        if self._process and self._process.stdout:
            self._process.wait()
            self._process.stdout.close()
        self._process = None
