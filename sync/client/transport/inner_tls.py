"""TLS within a line that is TLS itself, as through a proxy that is reached by `https://`.

Python wraps plain sockets alone: wrapped once more, such a line would speak past the TLS that it has.
"""

import io
import socket
import ssl
from collections.abc import Callable
from typing import Any, TypeVar

BLOCK = 1 << 16

T = TypeVar("T")


class InnerTls(io.RawIOBase):
    """The inner line, as far as Python's own HTTP needs one. It waits as long as the outer one does."""

    def __init__(self, line: ssl.SSLSocket, context: ssl.SSLContext, host: str) -> None:
        """Shake hands with `host` through `line`, which is closed with this.

        Raises:
            ssl.SSLCertVerificationError: It is not believed.
            OSError: Nothing that speaks TLS answers, or nothing that speaks.
        """
        self._line = line
        self._coming, self._going = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._coming, self._going, server_hostname=host)
        self._do(self._tls.do_handshake)

    def getpeercert(self) -> dict[str, Any] | None:
        """Return what the other side has shown, as `ssl.SSLSocket` does."""
        return self._tls.getpeercert()

    def sendall(self, content: bytes) -> None:
        """Send all of it.

        Raises:
            OSError: The line is broken.
        """
        left = memoryview(content)
        while left:
            left = left[self._do(self._tls.write, left) :]

    def readable(self) -> bool:
        """Whether it can be read: always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what comes into a buffer; return how many bytes, 0 at the end.

        Raises:
            OSError: The line is broken.
        """
        try:
            came = self._do(self._tls.read, len(buffer))
        except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
            return 0
        buffer[: len(came)] = came
        return len(came)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Return it as a file that is read."""
        return io.BufferedReader(self)

    def close(self) -> None:
        """Hang up."""
        super().close()
        self._line.close()

    def _do(self, step: Callable[..., T], *how: Any) -> T:
        """Take a step, and carry what it needs from and to the outer line."""
        while True:
            try:
                done = step(*how)
            except ssl.SSLWantReadError:
                # It may be the other side that waits.
                self._flush()
                if came := self._line.recv(BLOCK):
                    self._coming.write(came)
                else:
                    self._coming.write_eof()
            else:
                self._flush()
                return done

    def _flush(self) -> None:
        if going := self._going.read():
            self._line.sendall(going)


def shake_hands(line: socket.socket, context: ssl.SSLContext, host: str) -> ssl.SSLSocket | InnerTls:
    """Return TLS with a host over a line, whatever the line is.

    Raises:
        ssl.SSLCertVerificationError, OSError: As `InnerTls`.
    """
    if isinstance(line, ssl.SSLSocket):
        return InnerTls(line, context, host)
    return context.wrap_socket(line, server_hostname=host)
