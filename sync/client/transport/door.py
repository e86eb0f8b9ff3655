"""A walk to the hub's door, one step after the other, to say which one fails.

Raw connections, where the HTTP library has one error for everything. The hub is asked nothing that needs a
token: what it answers to a stranger shows that it is a hub, and what its clock says.
"""

import base64
import errno
import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from sync.client.transport.inner_tls import InnerTls, shake_hands
from sync.client.transport.leaving import HERE, trusted
from sync.client.way import STRAIGHT, Way
from sync.protocol.errors import PROBLEM_TYPE

PATIENCE = 5.0
"""Seconds for each step."""

KNOCK = "/v1/catalogue"
"""A small answer, whoever asks."""

Step = Literal["address", "name", "connection", "proxy", "certificate", "answer"]

CERTIFICATE_FAULTS = {9: "early", 10: "late", 18: "stranger", 19: "stranger", 20: "stranger", 21: "stranger"}
CERTIFICATE_FAULTS |= {62: "wrong_name", 64: "wrong_name"}
"""OpenSSL's numbers (x509_vfy.h)."""

PORTS = {"http": 80, "https": 443}
HEADER_END = b"\r\n\r\n"
MOST_HEADER = 16_384


class Certificate(NamedTuple):
    """What the hub showed: who signed it, and how long it is good."""

    issuer: str
    until: datetime


class Door(NamedTuple):
    """How far one came.

    `proxy` is its host and port, '' without one; `failed` the step that failed, None when all went well,
    `why` a word for it, and `detail` the system's own; `offset` is by how many seconds this clock is ahead
    of the hub's, to a second; `took` are milliseconds until the answer. `unread` is why the file of one's
    own authority is passed over, '' where it is not.
    """

    host: str
    port: int
    secure: bool
    proxy: str = ""
    addresses: tuple[str, ...] = ()
    failed: Step | None = None
    why: str = ""
    detail: str = ""
    certificate: Certificate | None = None
    offset: float | None = None
    took: int = 0
    unread: str = ""

    @property
    def numeric(self) -> bool:
        """Whether the hub is named by a number that nobody has to look up."""
        return _is_number(self.host)

    @property
    def here(self) -> bool:
        """Whether it is on this very machine."""
        return self.host == "localhost" or (self.numeric and ipaddress.ip_address(self.host).is_loopback)


class _Shut(Exception):  # noqa: N818 - a door
    def __init__(self, step: Step, why: str, detail: object = "") -> None:
        super().__init__(step, why)
        self.step, self.why, self.detail = step, why, str(detail)


def walk(hub: str, way: Way = STRAIGHT) -> Door:
    """Go to a hub's door and knock. Waits; at most some seconds a step."""
    try:
        parts = urlsplit(hub)
        host, secure = parts.hostname or "", parts.scheme == "https"
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as error:
        return Door("", 0, secure=False, failed="address", why="none", detail=str(error))
    door = Door(host, port, secure)
    if not (host and port):
        return door._replace(failed="address", why="none", detail=hub)
    going = _Walk(door, way)
    try:
        going.go()
    except _Shut as shut:
        return going.door._replace(failed=shut.step, why=shut.why, detail=shut.detail)
    finally:
        going.close()
    return going.door


class _Walk:
    """One walk; `door` is what is known by now."""

    def __init__(self, door: Door, way: Way) -> None:
        self.door = door._replace(unread=_why_unread(way.ca_file))
        self._way = way
        self._proxy = way.proxy or _of_the_system(door)
        self._line: socket.socket | InnerTls | None = None

    def go(self) -> None:
        """Go all the way.

        Raises:
            _Shut: One step failed.
        """
        if self._proxy and self.door.host not in HERE:
            self._line = self._through_proxy()
        else:
            self._look_up()
            self._line = _connect(self.door.host, self.door.port, "connection")
        if self.door.secure:
            self._shake_hands(self._line)
        self._knock()

    def close(self) -> None:
        """Hang up."""
        if self._line is not None:
            self._line.close()

    def _look_up(self) -> None:
        try:
            found = socket.getaddrinfo(self.door.host, self.door.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise _Shut("name", "none", error) from error
        self.door = self.door._replace(addresses=tuple(dict.fromkeys(str(each[4][0]) for each in found)))

    def _through_proxy(self) -> socket.socket:
        try:
            parts = urlsplit(self._proxy)
            host, port = parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0)
        except ValueError as error:
            raise _Shut("proxy", "address", error) from error
        if not (host and port):
            raise _Shut("proxy", "address")
        self.door = self.door._replace(proxy=f"{host}:{port}")
        line = self._line = _connect(host, port, "proxy")
        if parts.scheme == "https":
            with _greeting("proxy"):
                line = self._line = trusted(self._way.ca_file).wrap_socket(line, server_hostname=host)
        if self.door.secure:
            user = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
            word = f"Proxy-Authorization: Basic {base64.b64encode(user.encode()).decode()}\r\n"
            self._tunnel(line, word if parts.username else "")
        return line

    def _tunnel(self, line: socket.socket, authorization: str) -> None:
        """Have the proxy open a way to the hub (RFC 9110 section 9.3.6)."""
        to = f"[{self.door.host}]" if ":" in self.door.host else self.door.host
        to = f"{to}:{self.door.port}"
        request = f"CONNECT {to} HTTP/1.1\r\nHost: {to}\r\n{authorization}\r\n"
        try:
            line.sendall(request.encode())
            status = _status(_header(line))
        except (OSError, ValueError) as error:
            raise _Shut("proxy", "odd", error) from error
        if status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
            raise _Shut("proxy", "password", status)
        if status != HTTPStatus.OK:
            raise _Shut("proxy", "refuses", status)

    def _shake_hands(self, line: socket.socket) -> None:
        with _greeting("certificate"):
            safe = shake_hands(line, trusted(self._way.ca_file), self.door.host)
        self._line = safe
        self.door = self.door._replace(certificate=_certificate(safe))

    def _knock(self) -> None:
        began = time.monotonic()
        asked = http.client.HTTPConnection(self.door.host, self.door.port, timeout=PATIENCE)
        asked.sock = self._line
        plain_proxy = self.door.proxy and not self.door.secure
        try:
            asked.request("GET", f"http://{self.door.host}:{self.door.port}{KNOCK}" if plain_proxy else KNOCK)
            answer = asked.getresponse()
            kind = answer.headers.get_content_type()
            date = answer.headers.get("date", "")
        except TimeoutError as error:
            raise _Shut("answer", "silent") from error
        except (OSError, http.client.HTTPException) as error:
            raise _Shut("answer", "odd", type(error).__name__) from error
        finally:
            asked.close()
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise _Shut("answer", "failing", answer.status)
        if kind != PROBLEM_TYPE:
            raise _Shut("answer", "stranger", answer.status)
        took = round((time.monotonic() - began) * 1000)
        self.door = self.door._replace(offset=_offset(date), took=took)


def _of_the_system(door: Door) -> str:
    """Return the proxy that the environment or the system names for a hub, as the HTTP library goes by it."""
    named = getproxies()
    proxy = named.get("https" if door.secure else "http") or named.get("all", "")
    if not proxy or proxy_bypass(door.host):
        return ""
    return proxy if "://" in proxy else f"http://{proxy}"


def _why_unread(ca_file: str) -> str:
    """Return why a file of certificates is of no use; '' where it is, or where there is none."""
    if not ca_file:
        return ""
    try:
        ssl.create_default_context(cafile=ca_file)
    except OSError as error:
        return getattr(error, "reason", None) or error.strerror or type(error).__name__
    return ""


def _connect(host: str, port: int, step: Step) -> socket.socket:
    try:
        return socket.create_connection((host, port), timeout=PATIENCE)
    except ConnectionRefusedError as error:
        raise _Shut(step, "refused") from error
    except TimeoutError as error:
        raise _Shut(step, "silent") from error
    except (OSError, UnicodeError) as error:
        unknown = isinstance(error, socket.gaierror | UnicodeError)
        name = errno.errorcode.get(getattr(error, "errno", 0) or 0, type(error).__name__)
        raise _Shut(step, "unknown" if unknown else "unreachable", name) from error


@contextmanager
def _greeting(step: Step) -> Iterator[None]:
    """Shake hands within: what goes wrong shuts the door at this step."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        why = CERTIFICATE_FAULTS.get(error.verify_code, "doubtful") if step == "certificate" else "doubtful"
        raise _Shut(step, why, error.verify_message) from error
    except OSError as error:
        # Nothing that speaks TLS, or nothing that speaks.
        raise _Shut(step, "odd", getattr(error, "reason", None) or type(error).__name__) from error


def _header(line: socket.socket) -> bytes:
    """Return an answer's header. Byte by byte: what follows it is the hub's."""
    read = bytearray()
    while not read.endswith(HEADER_END):
        byte = line.recv(1)
        if not byte or len(read) > MOST_HEADER:
            raise ValueError("no answer")
        read += byte
    return bytes(read)


def _status(header: bytes) -> int:
    return int(header.split(maxsplit=2)[1])


def _certificate(line: ssl.SSLSocket | InnerTls) -> Certificate | None:
    shown = line.getpeercert() or {}
    until = shown.get("notAfter")
    if not isinstance(until, str):
        return None
    names = dict(pair for part in shown.get("issuer", ()) for pair in part)  # type: ignore[misc]
    issuer = names.get("organizationName") or names.get("commonName") or ""
    return Certificate(str(issuer), datetime.fromtimestamp(ssl.cert_time_to_seconds(until), UTC))


def _offset(date: str) -> float | None:
    try:
        return time.time() - parsedate_to_datetime(date).timestamp()
    except ValueError:
        return None


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
