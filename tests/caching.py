"""A small HTTP cache in front of a hub, as a store may have one: nginx, Varnish and Squid in fifty lines.

It keeps what a shared cache may keep (RFC 9111: `public` where the request carried `Authorization`), answers
ranges from what it keeps, and passes everything else on. `asked` is what the hub heard of it.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

HOP = {"connection", "keep-alive", "transfer-encoding", "host", "te", "upgrade"}
PASSED = {"content-type", "etag", "cache-control", "accept-ranges", "retry-after", "content-encoding"}


class Cache(ThreadingHTTPServer):
    """The cache; `broken` is a status that it answers instead of doing its work, 0 when it works."""

    daemon_threads = True

    def __init__(self, hub: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.hub = hub
        self.asked: list[str] = []
        self.hits = 0
        self.broken = 0
        self.kept: dict[str, httpx.Response] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def fetch(self, path: str, headers: dict[str, str]) -> httpx.Response:
        """Return a whole answer, kept or from the hub."""
        if path in self.kept:
            self.hits += 1
            return self.kept[path]
        self.asked.append(path)
        answer = httpx.get(f"{self.hub}{path}", headers=headers)
        if answer.status_code == httpx.codes.OK and _may_be_kept(answer):
            self.kept[path] = answer
        return answer


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Cache

    def do_GET(self) -> None:
        if self.server.broken:
            self._answer(self.server.broken, b"<h1>Bad gateway</h1>", {"content-type": "text/html"})
            return
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP | {"range"}}
        answer = self.server.fetch(self.path, headers)
        passed = {name: value for name, value in answer.headers.items() if name in PASSED}
        part = re.fullmatch(r"bytes=(\d+)-", self.headers.get("range", ""))
        same = self.headers.get("if-range", passed.get("etag")) == passed.get("etag")
        if answer.status_code == httpx.codes.OK and part and same:
            start, size = int(part[1]), len(answer.content)
            passed["content-range"] = f"bytes {start}-{size - 1}/{size}"
            self._answer(206, answer.content[start:], passed)
        else:
            self._answer(answer.status_code, answer.content, passed)

    def _answer(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "content-length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_told: object) -> None:
        """Say nothing."""


def _may_be_kept(answer: httpx.Response) -> bool:
    told = {each.strip() for each in answer.headers.get("cache-control", "").split(",")}
    return "public" in told and "no-store" not in told and "vary" not in answer.headers


@contextmanager
def caching(hub: str) -> Iterator[Cache]:
    """Run a cache in front of a hub."""
    cache = Cache(hub)
    thread = threading.Thread(target=cache.serve_forever, name="cache")
    thread.start()
    try:
        yield cache
    finally:
        cache.shutdown()
        cache.server_close()
        thread.join()
