"""The walk to the hub's door says which step fails: real sockets, names, proxies and certificates."""

import contextlib
import http.server
import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sync.client.transport import door
from sync.client.transport.door import walk
from sync.client.way import Way
from sync.protocol.errors import PROBLEM_TYPE
from tests import proxy
from tests.authority import Certified, certify

HOST = "localhost"
DAY = timedelta(days=1)


class Answerer(http.server.BaseHTTPRequestHandler):
    """Answers as a hub answers a stranger, unless a test wants something else."""

    status, kind, date = 401, PROBLEM_TYPE, ""

    def do_GET(self) -> None:
        self.send_response_only(self.status)
        self.send_header("Date", self.date or self.date_time_string())
        self.send_header("Content-Type", self.kind)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def serving(certified: Certified | None = None, **answer: object) -> Iterator[int]:
    """Serve on the loopback; yields the port."""
    handler = type("Handler", (Answerer,), answer)
    with http.server.ThreadingHTTPServer((proxy.LOOPBACK, 0), handler) as server:
        if certified:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certified.certificate, certified.key)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *_: None  # type: ignore[method-assign] - who hangs up is what is tested
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def no_proxy_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as taken:
        taken.bind((proxy.LOOPBACK, 0))
        port: int = taken.getsockname()[1]
    return port


def test_a_hub_answers_and_tells_the_time() -> None:
    with serving() as port:
        reached = walk(f"http://{proxy.LOOPBACK}:{port}")
    assert reached.failed is None
    assert reached.offset is not None
    assert abs(reached.offset) < 2
    assert reached.numeric
    assert reached.here


def test_a_clock_that_is_off() -> None:
    with serving(date="Thu, 26 Nov 2020 09:00:00 GMT") as port:
        reached = walk(f"http://{HOST}:{port}")
    assert reached.offset is not None
    assert reached.offset > 365 * 86_400
    assert reached.addresses


def test_a_name_that_nobody_knows() -> None:
    reached = walk("https://hub.invalid")
    assert (reached.failed, reached.why, reached.port) == ("name", "none", 443)


@pytest.mark.parametrize("address", ["", "hub", "ftp://hub", "http://hub:none", "http://[::1", "https://"])
def test_what_is_no_address(address: str) -> None:
    assert walk(address).failed == "address"


def test_nothing_listens(closed_port: int) -> None:
    reached = walk(f"http://{proxy.LOOPBACK}:{closed_port}")
    assert (reached.failed, reached.why) == ("connection", "refused")


def test_what_listens_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "PATIENCE", 0.2)
    with socket.create_server((proxy.LOOPBACK, 0)) as mute:
        reached = walk(f"http://{proxy.LOOPBACK}:{mute.getsockname()[1]}")
        assert (reached.failed, reached.why) == ("answer", "silent")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"status": 200, "kind": "text/html"}, "stranger"),
        ({"status": 302, "kind": "text/html"}, "stranger"),
        ({"status": 503}, "failing"),
    ],
)
def test_somebody_else_answers(answer: dict[str, object], why: str) -> None:
    with serving(**answer) as port:
        reached = walk(f"http://{HOST}:{port}")
    assert (reached.failed, reached.why) == ("answer", why)


def test_what_speaks_no_http() -> None:
    with socket.create_server((proxy.LOOPBACK, 0)) as odd:

        def greet() -> None:
            line, _ = odd.accept()
            with line:
                line.sendall(b"220 mail.example ESMTP\r\n")
                line.recv(1000)

        thread = threading.Thread(target=greet)
        thread.start()
        reached = walk(f"http://{HOST}:{odd.getsockname()[1]}")
        thread.join()
    assert (reached.failed, reached.why) == ("answer", "odd")


def test_a_certificate_of_ones_own_authority(tmp_path: Path) -> None:
    own = certify(tmp_path, HOST, ends=30 * DAY)
    with serving(own) as port:
        believed = walk(f"https://{HOST}:{port}", Way(ca_file=str(own.authority)))
        stranger = walk(f"https://{HOST}:{port}")
        unread = walk(f"https://{HOST}:{port}", Way(ca_file=str(tmp_path / "nowhere.pem")))
    assert believed.failed is None
    assert believed.certificate is not None
    assert believed.certificate.issuer == "A retailer's own CA"
    assert believed.certificate.until - datetime.now(UTC) > 29 * DAY
    assert (stranger.failed, stranger.why) == ("certificate", "stranger")
    assert (unread.why, unread.unread) == ("stranger", "No such file or directory")


@pytest.mark.parametrize(
    ("host", "begins", "ends", "why"),
    [
        (HOST, -2 * DAY, -DAY, "late"),
        (HOST, DAY, 2 * DAY, "early"),
        ("another.example", -DAY, DAY, "wrong_name"),
    ],
)
def test_a_certificate_that_is_not_good(
    tmp_path: Path, host: str, begins: timedelta, ends: timedelta, why: str
) -> None:
    own = certify(tmp_path, host, begins, ends)
    with serving(own) as port:
        reached = walk(f"https://{HOST}:{port}", Way(ca_file=str(own.authority)))
    assert (reached.failed, reached.why) == ("certificate", why)


def test_a_port_without_tls() -> None:
    with serving() as port:
        reached = walk(f"https://{HOST}:{port}")
    assert (reached.failed, reached.why) == ("certificate", "odd")


def test_through_a_proxy_that_alone_knows_the_name(tmp_path: Path) -> None:
    own = certify(tmp_path, "hub.test")
    with serving(own) as port, proxy.running() as through:
        reached = walk(f"https://hub.test:{port}", Way(through.url, str(own.authority)))
        wrong = walk(f"https://hub.test:{port}", Way(through.url.replace(proxy.PASSWORD, "falsch")))
        not_there = walk("https://hub.test:1", Way(through.url, str(own.authority)))
    assert reached.failed is None
    assert reached.proxy == through.url.rpartition("@")[2]
    assert through.asked[0] == f"hub.test:{port}"
    assert (wrong.failed, wrong.why, wrong.detail) == ("proxy", "password", "407")
    assert not_there.failed == "proxy"


def test_through_a_proxy_that_is_itself_reached_by_tls(tmp_path: Path) -> None:
    own = certify(tmp_path, "hub.test", also=["localhost"])
    (tmp_path / "another").mkdir()
    other = certify(tmp_path / "another", "elsewhere.test", also=["localhost"])
    with serving(own) as port, proxy.running(own) as through:
        reached = walk(f"https://hub.test:{port}", Way(through.url, str(own.authority)))
        wrong_name = walk(f"https://elsewhere.test:{port}", Way(through.url, str(own.authority)))
        stranger = walk(f"https://hub.test:{port}", Way(through.url, str(other.authority)))
    assert (reached.failed, reached.why, reached.detail) == (None, "", "")
    assert reached.certificate is not None
    assert reached.certificate.issuer == "A retailer's own CA"
    assert (wrong_name.failed, wrong_name.why) == ("certificate", "wrong_name")
    assert (stranger.failed, stranger.why) == ("proxy", "doubtful")


def test_behind_such_a_proxy_what_speaks_no_tls(tmp_path: Path) -> None:
    own = certify(tmp_path, "localhost")
    with serving() as port, proxy.running(own) as through:
        reached = walk(f"https://hub.test:{port}", Way(through.url, str(own.authority)))
    assert (reached.failed, reached.why) == ("certificate", "odd")


def test_a_proxy_that_is_not_there(closed_port: int) -> None:
    refused = walk("https://hub.test", Way(f"http://{proxy.LOOPBACK}:{closed_port}"))
    assert (refused.failed, refused.why) == ("proxy", "refused")
    unknown = walk("https://hub.test", Way("http://proxy.invalid:3128"))
    assert (unknown.failed, unknown.why) == ("proxy", "unknown")
    with serving() as port:
        odd = walk("https://hub.test", Way(f"http://{proxy.LOOPBACK}:{port}"))
    assert (odd.failed, odd.why) == ("proxy", "refuses")


def test_what_is_on_this_machine_no_proxy_leads_to(closed_port: int) -> None:
    with serving() as port:
        reached = walk(f"http://{HOST}:{port}", Way(f"http://{proxy.LOOPBACK}:{closed_port}"))
    assert reached.failed is None
    assert not reached.proxy


def test_the_proxy_of_the_system_counts_where_none_is_set(
    closed_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", f"http://{proxy.LOOPBACK}:{closed_port}")
    assert walk("https://hub.invalid").failed == "proxy"
    monkeypatch.setenv("no_proxy", "hub.invalid")
    assert walk("https://hub.invalid").failed == "name"
