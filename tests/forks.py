"""Processes forked from one that has imported what they import: real ones, started sooner.

The suite starts hundreds of hubs and kiosks, and each would spend over a second on the same imports.
A process from here has a number, pipes and an end of its own, and can be killed like any other. What is about
the start itself, or about a process's memory from its first byte, starts its process the plain way.
"""

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from functools import cache
from pathlib import Path
from typing import IO, Any

from tests.fork_server import NUMBER, ORDER, SCRIPT, Order

ROOT = Path(__file__).parents[1]
HUB = ("sync.hub.commands.serving", "sync.hub.commands.enrolling", "sync.hub.feeds.command", "uvicorn.server")
"""What every hub imports, and the commands that the tests run most."""
TABLET = ("sync.client.engine", "sync.client.replica", "kiosk.core.lists")
"""What a tablet without a screen imports."""
KIOSK = ("kiosk.app", "kiosk.ui.robot", "kiosk.tour.link", "PySide6.QtTest")
"""What every kiosk imports."""
AT_HAND = sys.platform.startswith("linux") and hasattr(os, "pidfd_open")
"""Elsewhere every process starts the plain way: the frameworks of macOS bear no fork."""

Stream = int | IO[Any] | None
"""As `subprocess.Popen` has them: PIPE, DEVNULL, a file or its number, or None for the test's own."""


class Forked:
    """A forked process, with as much of `subprocess.Popen` as the tests use. Text is UTF-8."""

    def __init__(self, imported: Sequence[str], order: Order, *streams: Stream) -> None:
        """Start it; the streams are its input, its output and its errors."""
        self.args = [order.program, *order.arguments]
        self.returncode: int | None = None
        self._news, theirs = socket.socketpair()
        with theirs, ExitStack() as handed_over:
            pipes, files = [], []
            for number, stream in enumerate(streams):
                pipe, file = _open(number, stream, handed_over)
                pipes.append(pipe)
                files.append(file)
            self.stdin, self.stdout, self.stderr = pipes
            orders = _server(tuple(imported))
            socket.send_fds(orders, [json.dumps(order).encode()], [*files, theirs.fileno()])
        told = self._news.recv(NUMBER.size)
        assert told, "there is nothing to fork from; the error stream says why"
        (self.pid,) = NUMBER.unpack(told)

    def poll(self) -> int | None:
        """Return its exit status, negative for a signal; None while it runs."""
        with suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Return its exit status once it has one; `timeout` is in seconds.

        Raises:
            TimeoutExpired: It runs on.
        """
        if self.returncode is None:
            self._news.settimeout(timeout)
            try:
                told = self._news.recv(NUMBER.size)
            except (TimeoutError, BlockingIOError):
                raise subprocess.TimeoutExpired(self.args, timeout or 0.0) from None
            assert told, "what it was forked from is gone"
            (self.returncode,) = NUMBER.unpack(told)
            self._news.close()
        assert self.returncode is not None
        return self.returncode

    def communicate(self, text: str | None = None) -> tuple[str, str]:
        """Say something to it, if there is something to say; return all it says on its pipes, at its end."""
        with ThreadPoolExecutor(2) as readers:
            said = [readers.submit(_all_of, pipe) for pipe in (self.stdout, self.stderr)]
            if self.stdin:
                with suppress(BrokenPipeError), self.stdin:
                    self.stdin.write(text or "")
        self.wait()
        out, errors = (one.result() for one in said)
        return out, errors

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)


Process = Forked | subprocess.Popen[str]


def plain(
    program: str,
    *arguments: str,
    stdin: Stream = None,
    stdout: Stream = None,
    stderr: Stream = None,
    environment: Mapping[str, str] | None = None,
) -> subprocess.Popen[str]:
    """Run a module (its dotted name) or a script (its path) from nothing, with some variables more."""
    command = [program] if program.endswith(SCRIPT) else ["-m", program]
    return subprocess.Popen(
        [sys.executable, *command, *arguments],
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        text=True,
        env={**os.environ, **(environment or {})},
    )


def fork(
    imported: Sequence[str],
    program: str,
    *arguments: str,
    stdin: Stream = None,
    stdout: Stream = None,
    stderr: Stream = None,
) -> Process:
    """Run a module or a script where `imported`, HUB or KIOSK, is there already."""
    if not AT_HAND:
        return plain(program, *arguments, stdin=stdin, stdout=stdout, stderr=stderr)
    order = Order(program, arguments, str(Path.cwd()), dict(os.environ))
    return Forked(imported, order, stdin, stdout, stderr)


def run(imported: Sequence[str], program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program as `fork` does, to its end, and keep what it says."""
    pipe = subprocess.PIPE
    process = fork(imported, program, *arguments, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe)
    out, errors = process.communicate()
    return subprocess.CompletedProcess([program, *arguments], process.wait(), out, errors)


def _open(number: int, stream: Stream, handed_over: ExitStack) -> tuple[IO[str] | None, int]:
    """Return this side of a stream, if it is a pipe, and the file of the other."""
    if stream is None:
        return None, number
    if stream == subprocess.DEVNULL:
        return None, handed_over.enter_context(Path(os.devnull).open("r+b")).fileno()
    if stream != subprocess.PIPE:
        return None, stream if isinstance(stream, int) else stream.fileno()
    read, write = os.pipe()
    ours, theirs, mode = (write, read, "w") if number == 0 else (read, write, "r")
    handed_over.callback(os.close, theirs)
    return os.fdopen(ours, mode, encoding="utf-8"), theirs


def _all_of(pipe: IO[str] | None) -> str:
    if pipe is None:
        return ""
    with pipe:
        return pipe.read()


@cache
def _server(imported: tuple[str, ...]) -> socket.socket:
    """Start what the others are forked from; return where it takes orders. It ends when that is closed."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, ORDER)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.fork_server", str(theirs.fileno()), *imported],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
        )

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours
