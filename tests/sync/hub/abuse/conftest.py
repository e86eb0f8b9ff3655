"""A hub process that is attacked: raw sockets to it, and its log, in which nothing of it may stand."""

import json
import re
import select
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

PLANTED = "PlantedSecret"
"""Stands wherever a sender can write; it must never come up in the log."""

IMPATIENT = {
    "sync.hub.connection": {"HEAD_SECONDS": 1.0, "WRITE_SECONDS": 1.0},
    "sync.hub.bodies": {"READ_SECONDS": 2.0},
    "sync.hub.throttle": {"MAX_GUESSES": 40, "MAX_ADDRESS_FAILURES": 20},
}
"""What the hub under attack does sooner than others: the same code, so that a test need not wait for it."""

START = """
import importlib, json, sys
for module, constants in json.loads(sys.argv[1]).items():
    for name, value in constants.items():
        assert hasattr(importlib.import_module(module), name), name
        setattr(importlib.import_module(module), name, value)
from sync.hub.__main__ import main
sys.exit(main(sys.argv[2:]))
"""


@dataclass
class Attacked:
    """A running hub; `answers` says whether it still serves others."""

    url: str
    data: Path
    log: Path
    process: subprocess.Popen[str]
    sockets: list[socket.socket] = field(default_factory=list)

    def connect(self) -> socket.socket:
        """Return a connection that ends with the test."""
        address = urlsplit(self.url)
        opened = socket.create_connection((address.hostname, address.port), timeout=5)
        self.sockets.append(opened)
        return opened

    def tell(self, *parts: bytes) -> bytes:
        """Send some bytes; return all that comes until the hub hangs up."""
        line = self.connect()
        for part in parts:
            line.sendall(part)
        return self.read_all(line)

    def drip(self, line: socket.socket, part: bytes) -> bytes:
        """Send a part again and again, as slowly as the hub lets it; return what it answers."""
        while not select.select([line], [], [], 0.1)[0]:
            try:
                line.sendall(part)
            except (BrokenPipeError, ConnectionResetError):
                break
        return self.read_all(line)

    def read_all(self, line: socket.socket) -> bytes:
        """Return all that comes until the hub hangs up, in whatever way."""
        answer = b""
        try:
            while part := line.recv(65_536):
                answer += part
        except ConnectionResetError:
            pass
        return answer

    def answers(self) -> bool:
        return httpx.get(f"{self.url}/v1/openapi.json", timeout=5).is_success

    def connections(self) -> int:
        """How many connections to it stand, as the system sees them."""
        table = Path(f"/proc/{self.process.pid}/net/tcp").read_text().splitlines()[1:]
        port = f":{urlsplit(self.url).port:04X}"
        established = "01"
        rows = (line.split() for line in table)
        return sum(row[1].endswith(port) and row[3] == established for row in rows)

    def peak_bytes(self) -> int:
        """The most memory that the process ever had."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        assert found
        return int(found[1]) * 1024


@pytest.fixture(scope="package")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Attacked]]:
    """Return a function that starts a hub; in the end its log holds nothing planted, and no trace."""
    running: list[Attacked] = []

    def start(*options: str, before: str = "", patient: bool = False) -> Attacked:
        constants = json.dumps({} if patient else IMPATIENT)
        data = tmp_path_factory.mktemp("attacked") / "data"
        log = data.parent / "log"
        command = [sys.executable, "-c", START, constants, "serve", "--data", str(data), *options]
        if before:
            command = ["sh", "-c", f'{before}; exec "$@"', "sh", *command]
        with log.open("w") as errors:
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True)
        assert process.stdout is not None
        with process.stdout:
            url = json.loads(process.stdout.readline())["url"]
        running.append(Attacked(url, data, log, process))
        return running[-1]

    yield start
    for one in running:
        one.process.terminate()
    for one in running:
        assert one.process.wait(20) == 0
        written = one.log.read_text()
        assert PLANTED not in written
        assert "Traceback" not in written
        assert "Fatal error" not in written


@pytest.fixture(autouse=True)
def hang_up(attacked: Attacked) -> Iterator[None]:
    """End every connection of a test, and see that the hub serves others after it."""
    yield
    while attacked.sockets:
        attacked.sockets.pop().close()
    assert attacked.answers()


@pytest.fixture(scope="package")
def attacked(serve: Callable[..., Attacked]) -> Attacked:
    """One hub for all attacks that leave it as it was."""
    return serve()
