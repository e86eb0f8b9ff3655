"""Why a hub is not reached, for who sets a tablet up; and whether it is."""

import errno
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import suppress
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final

import httpx

from sync.client.errors import Cause, Offline, Unreached
from sync.client.transport.answers import media_type
from sync.client.transport.leaving import options
from sync.client.way import STRAIGHT, Way
from sync.protocol.errors import PROBLEM_TYPE

LOOK_TIMEOUT: Final = httpx.Timeout(5.0, connect=4.0)

CLOCK_SECONDS: Final = 120.0
"""A clock that is wrong by less makes no certificate look like another day's."""

NOT_YET_VALID, EXPIRED = 9, 10
"""What is wrong with a certificate by the tablet's clock (X509_V_ERR_CERT_NOT_YET_VALID, …_HAS_EXPIRED)."""

NO_WAY: Final = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL})

SOMEWHERE: Final = (("192.0.2.1", socket.AF_INET), ("2001:db8::1", socket.AF_INET6))
"""Addresses for documents (RFC 5737, RFC 3849): nothing is sent to them, the system is asked for a way."""


def unreached(hub: str, error: httpx.HTTPError | httpx.InvalidURL, way: Way = STRAIGHT) -> Unreached:
    """Return what came of asking a hub that did not answer, with its cause."""
    cause, skew = _cause(hub, error, way)
    return Unreached(f"no hub answers at {hub} ({type(error).__name__}: {error})", cause, skew)


def look(hub: str, way: Way = STRAIGHT) -> float:
    """See that a hub answers; return by how many seconds this tablet's clock is ahead of its own.

    Nothing is told to it but that somebody asks.

    Raises:
        Unreached: It does not; the cause says why.
        Offline: Something answers, which is no hub just now.
    """
    try:
        with httpx.Client(timeout=LOOK_TIMEOUT, **options(way)) as client:
            response = client.get(f"{hub}/v1/catalogue")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise unreached(hub, error, way) from error
    if response.status_code in {HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE}:
        raise Offline(f"status {response.status_code}")
    # Without a token every hub says no to that, in its own words.
    if response.status_code != HTTPStatus.UNAUTHORIZED or media_type(response) != PROBLEM_TYPE:
        raise Unreached(f"status {response.status_code}, and not from a hub", "not_a_hub")
    return skew_of(response) or 0.0


def skew_of(response: httpx.Response) -> float | None:
    """Return by how many seconds this tablet's clock is ahead of who answered; None where nobody says."""
    try:
        return time.time() - parsedate_to_datetime(response.headers["date"]).timestamp()
    except (KeyError, ValueError, TypeError):
        return None


def has_network() -> bool:
    """Say whether this machine knows a way to anywhere."""
    for address, family in SOMEWHERE:
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as asking:
            asking.connect((address, 9))
            return True
    return False


def _cause(hub: str, error: httpx.HTTPError | httpx.InvalidURL, way: Way) -> tuple[Cause, float]:
    """Return why nobody answered, and by how many seconds the clock is wrong where that is why."""
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol):
        return "address", 0.0
    for behind in _behind(error):
        if isinstance(behind, ssl.SSLCertVerificationError):
            return _of_certificate(hub, behind, way)
        if cause := _of_system(behind):
            return cause, 0.0
    if isinstance(error, httpx.RemoteProtocolError):
        return "not_a_hub", 0.0
    return _unless_no_network("silent"), 0.0


def _of_system(error: BaseException) -> Cause | None:
    """Return what the system says of a connection that did not come about; None where it says nothing."""
    if isinstance(error, ssl.SSLError):
        # What speaks no TLS, or none that is taken today, is no hub that one can pair with.
        return "not_a_hub"
    if isinstance(error, socket.gaierror):
        return _unless_no_network("name_not_found")
    if isinstance(error, ConnectionRefusedError):
        return "closed"
    return "no_network" if isinstance(error, OSError) and error.errno in NO_WAY else None


def _unless_no_network(cause: Cause) -> Cause:
    return cause if has_network() else "no_network"


def _behind(error: BaseException) -> Iterator[BaseException]:
    """Go from an error to what caused it, and so on."""
    found: BaseException | None = error
    while found is not None:
        yield found
        found = found.__cause__ or found.__context__


def _of_certificate(hub: str, error: ssl.SSLCertVerificationError, way: Way) -> tuple[Cause, float]:
    """Tell a certificate that is not trusted from a clock by which none is of today."""
    if error.verify_code not in {NOT_YET_VALID, EXPIRED}:
        return "certificate", 0.0
    skew = _skew_unproven(hub, way)
    return ("clock", skew) if abs(skew) > CLOCK_SECONDS else ("certificate", 0.0)


def _skew_unproven(hub: str, way: Way) -> float:
    """Return by how much the clock differs from that of whoever answers there; 0.0 where nobody says.

    Who answers has proven nothing, so nothing is told to it, and nothing is believed but this: it is shown to
    people, who have a watch.
    """
    with suppress(httpx.HTTPError):
        unproven = {**options(way), "verify": False}
        with httpx.Client(timeout=LOOK_TIMEOUT, **unproven) as client:
            return skew_of(client.head(hub)) or 0.0
    return 0.0
