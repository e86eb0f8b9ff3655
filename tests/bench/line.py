"""One connection to a server, as cheap as asyncio has it: what it costs must not hide what is measured."""

import asyncio
from collections.abc import Mapping
from typing import NamedTuple, Self
from urllib.parse import urlsplit

BUFFER = 1 << 20


class Answer(NamedTuple):
    """An HTTP answer; `headers` have lower-case names. `body` is b'' for one that goes on (a stream)."""

    status: int
    headers: dict[str, str]
    body: bytes = b""

    def checked(self) -> Self:
        """Return the answer of a request that has to succeed."""
        assert 200 <= self.status < 300, f"status {self.status}: {self.body[:200]!r}"
        return self


class Line:
    """An HTTP/1.1 connection that stays open; one request at a time."""

    def __init__(self, host: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._host = host
        self.reader = reader
        self._writer = writer

    @classmethod
    async def open(cls, url: str) -> Self:
        parts = urlsplit(url)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port, limit=BUFFER)
        return cls(parts.netloc, reader, writer)

    async def ask(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> Answer:
        """Send a request and wait for its whole answer."""
        answer = await self.begin(method, path, headers, body)
        length = int(answer.headers.get("content-length", "0"))
        return answer._replace(body=await self.reader.readexactly(length))

    async def begin(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> Answer:
        """Send a request and wait for the head of its answer; what follows is in `reader`."""
        self._writer.write(request(method, path, {"host": self._host, **(headers or {})}, body))
        first, *lines = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").splitlines()
        pairs = (line.partition(":") for line in lines if line)
        return Answer(int(first.split()[1]), {name.lower(): value.strip() for name, _, value in pairs})

    async def close(self) -> None:
        self._writer.close()
        await self._writer.wait_closed()


def request(method: str, path: str, headers: Mapping[str, str], body: bytes) -> bytes:
    """Return a request as it goes over the wire."""
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    if body:
        lines.append(f"content-length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body
