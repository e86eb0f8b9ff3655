"""A real proxy on the loopback, as stores have them: CONNECT only, with a name and a password."""

import base64
import select
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

from tests.authority import Certified

USER, PASSWORD = "till", "geheim"
LOOPBACK = "127.0.0.1"


class Proxy(NamedTuple):
    """`url` is what a tablet is told; `asked` are the places (host:port) that somebody was led to."""

    url: str
    asked: list[str]


@contextmanager
def running(certified: Certified | None = None) -> Iterator[Proxy]:
    """Serve. Every name is this machine: only the proxy knows, so whoever gets there came through it.

    One that is certified, for `localhost`, is spoken to by TLS.
    """
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
                _carry(self.connection, there)

        def _line(self) -> str:
            name, colon, value = self.rfile.readline().decode().strip().partition(":")
            return f"{name.lower()}{colon} {value.strip()}" if colon else ""

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    with Server((LOOPBACK, 0), Handler) as server:
        if certified:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certified.certificate, certified.key)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        where = (
            f"https://{USER}:{PASSWORD}@localhost" if certified else f"http://{USER}:{PASSWORD}@{LOOPBACK}"
        )
        yield Proxy(f"{where}:{server.server_address[1]}", asked)
        server.shutdown()
        thread.join()


def _carry(one: socket.socket, other: socket.socket) -> None:
    """Carry what each says to the other until both have ended, in one thread: TLS is not for two."""
    to = {one: other, other: one}
    with suppress(OSError):
        while to:
            pending = [line for line in to if isinstance(line, ssl.SSLSocket) and line.pending()]
            for line in pending or select.select(list(to), [], [])[0]:
                if said := line.recv(65_536):
                    to[line].sendall(said)
                else:
                    to.pop(line).shutdown(socket.SHUT_WR)
