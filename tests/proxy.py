"""A real proxy on the loopback, as stores have them: CONNECT only, with a name and a password."""

import base64
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

USER, PASSWORD = "till", "geheim"
LOOPBACK = "127.0.0.1"


class Proxy(NamedTuple):
    """`url` is what a tablet is told; `asked` are the places (host:port) that somebody was led to."""

    url: str
    asked: list[str]


@contextmanager
def running() -> Iterator[Proxy]:
    """Serve. Every name is this machine: only the proxy knows, so whoever gets there came through it."""
    asked: list[str] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            method, place, _ = self.rfile.readline().decode().split(" ")
            headers = dict(line.split(": ", 1) for line in iter(self._line, ""))
            known = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
            if headers.get("proxy-authorization") != f"Basic {known}":
                self.wfile.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
                return
            assert method == "CONNECT"
            asked.append(place)
            with socket.create_connection((LOOPBACK, int(place.rpartition(":")[2]))) as there:
                self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                back = threading.Thread(target=_pump, args=(there, self.connection))
                back.start()
                _pump(self.connection, there)
                back.join()

        def _line(self) -> str:
            name, colon, value = self.rfile.readline().decode().strip().partition(":")
            return f"{name.lower()}{colon} {value.strip()}" if colon else ""

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    with Server((LOOPBACK, 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield Proxy(f"http://{USER}:{PASSWORD}@{LOOPBACK}:{server.server_address[1]}", asked)
        server.shutdown()
        thread.join()


def _pump(one: socket.socket, other: socket.socket) -> None:
    """Carry what one says to the other until it ends."""
    with suppress(OSError):
        while said := one.recv(65_536):
            other.sendall(said)
    with suppress(OSError):
        other.shutdown(socket.SHUT_WR)
